import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';

/** One at a time: a hold that is placed while a purge chooses would come too late unseen. */
@Injectable()
export class Gate {
  constructor(private readonly database: Database) {}

  /** Inside a transaction, until it ends. */
  async close(): Promise<void> {
    await this.database.hold('keeping_gate', 'gate');
  }
}
