import { Injectable } from '@nestjs/common';
import { Handles } from '../../platform/jobs/index.js';
import { eventsChanged } from '../advisories/index.js';

/** Hears that what advisories say of events has changed: exposure follows from it. */
@Injectable()
export class EventsMoved {
  @Handles(eventsChanged)
  async onChanged(_: { eventIds: readonly string[] }): Promise<void> {
    await Promise.resolve();
  }
}
