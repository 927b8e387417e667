import { Module } from '@nestjs/common';
import { AdvisoriesController } from './advisories.controller.js';
import { AdvisoryQueries } from './advisories.queries.js';
import { Advisories } from './advisories.service.js';
import { BondQueries } from './events/bonds.queries.js';
import { Bonds } from './events/bonds.service.js';
import { EventNews } from './events/event-news.service.js';
import { EventsController } from './events/events.controller.js';
import { EventQueries } from './events/events.queries.js';
import { Grouping } from './events/grouping.service.js';
import { Ties } from './events/ties.service.js';
import { Writing } from './writing.service.js';

/** Public records of what went wrong upstream, and which of them tell of one event. */
@Module({
  controllers: [AdvisoriesController, EventsController],
  providers: [
    Advisories,
    AdvisoryQueries,
    Writing,
    EventNews,
    Grouping,
    Ties,
    Bonds,
    BondQueries,
    EventQueries,
  ],
  exports: [Advisories, AdvisoryQueries, Writing, Bonds, BondQueries, EventQueries],
})
export class AdvisoriesModule {}
