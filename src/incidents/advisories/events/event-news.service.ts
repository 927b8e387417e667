import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/index.js';
import { Jobs } from '../../../platform/jobs/index.js';
import { eventsChanged } from './event-changed.js';

/** Tells once a transaction of all events that it changed. */
@Injectable()
export class EventNews {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  changed(eventIds: Iterable<string>): void {
    for (const eventId of eventIds) {
      this.database.beforeCommit(EventNews, eventId, (all) =>
        this.jobs.enqueue(eventsChanged, {
          eventIds: [...new Set(all)],
          changedAt: this.clock.now().toISOString(),
        }),
      );
    }
  }
}
