import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { Organisation, theOrganisation } from './organisation.entity.js';

@Injectable()
export class Organisations {
  constructor(private readonly database: Database) {}

  /** What the organisation calls itself; empty until it is set up. */
  async name(): Promise<string> {
    const found = await this.database.repository(Organisation).findOneBy(theOrganisation);
    return found?.name ?? '';
  }

  /** Lets one change of who may do what happen after the other: holds until the open transaction ends. */
  async oneAtATime(): Promise<void> {
    await this.database.repository(Organisation).update(theOrganisation, theOrganisation);
  }
}
