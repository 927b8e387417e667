import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../../assessments/index.js';
import { QuestionnairesModule } from '../../questionnaires/index.js';
import { DoubtedTrigger } from './doubted.service.js';
import { FiringsController } from './firings.controller.js';
import { Firings } from './firings.queries.js';
import { NightlyOccasions } from './nightly-occasions.queries.js';
import { NightlyTriggers } from './nightly.service.js';
import { ScoredTrigger } from './scored.service.js';
import { Triggers } from './triggers.service.js';

@Module({
  imports: [AssessmentsModule, QuestionnairesModule],
  controllers: [FiringsController],
  providers: [Triggers, NightlyOccasions, NightlyTriggers, DoubtedTrigger, ScoredTrigger, Firings],
  exports: [NightlyTriggers, Firings],
})
export class TriggersModule {}
