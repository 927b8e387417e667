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
import { AdvisoryReader } from './imports/advisory-reader.service.js';
import { Fetching } from './imports/fetching.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportQueries } from './imports/imports.queries.js';
import { ImportRows } from './imports/import-rows.service.js';
import { Imports } from './imports/imports.service.js';
import { Intake } from './imports/intake.service.js';
import { WatchedFolder } from './imports/watched-folder.service.js';
import { Writing } from './writing.service.js';

/** Public records of what went wrong upstream, and which of them tell of one event. */
@Module({
  controllers: [AdvisoriesController, EventsController, ImportsController],
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
    AdvisoryReader,
    ImportRows,
    Imports,
    ImportQueries,
    Intake,
    WatchedFolder,
    Fetching,
  ],
  exports: [
    Advisories,
    AdvisoryQueries,
    Writing,
    Bonds,
    BondQueries,
    EventQueries,
    ImportQueries,
    Intake,
  ],
})
export class AdvisoriesModule {}
