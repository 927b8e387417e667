import { Injectable } from '@nestjs/common';
import { Hourly } from '../../platform/sweeps/index.js';
import { Acceptances } from './acceptances.service.js';

/** Risks whose acceptance has passed its last day are open again by themselves, also where the machine was off on that day. */
@Injectable()
export class AcceptanceExpiry {
  constructor(private readonly acceptances: Acceptances) {}

  @Hourly()
  async sweep(): Promise<void> {
    await this.acceptances.endExpired();
  }
}
