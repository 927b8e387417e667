import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CalendarEntries } from './calendar/calendar-entries.queries.js';
import { CalendarFeedController } from './calendar/calendar-feed.controller.js';
import { CalendarFeeds } from './calendar/calendar-feeds.service.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { Derivation } from './derivation.service.js';
import { ObligationStore } from './obligation-store.js';
import { ObligationsController } from './obligations.controller.js';
import { ObligationQueries } from './obligations.queries.js';
import { RemindersModule } from './reminders/index.js';
import { Sweep } from './sweep.service.js';
import { TriggersModule } from './triggers/index.js';

@Module({
  imports: [PoliciesModule, AuditsModule, AssessmentsModule, RemindersModule, TriggersModule],
  controllers: [ObligationsController, CalendarController, CalendarFeedController],
  providers: [
    CalendarFeeds,
    CalendarEntries,
    Derivation,
    ObligationStore,
    ObligationQueries,
    Sweep,
  ],
  exports: [TriggersModule, ObligationQueries, CalendarFeeds, RemindersModule],
})
export class ObligationsModule {}
