import { Module } from '@nestjs/common';
import { AuditsModule } from '../../audits/index.js';
import { EvidenceModule } from '../../evidence/index.js';
import { AssessmentsModule } from '../assessments.module.js';
import { RelianceController } from './reliance.controller.js';
import { Reliance } from './reliance.queries.js';
import { RescoringQueries } from './rescorings.queries.js';
import { Rescorings } from './rescorings.service.js';

/** What leans on an auditor, and scoring it again. */
@Module({
  imports: [AuditsModule, EvidenceModule, AssessmentsModule],
  controllers: [RelianceController],
  providers: [Reliance, Rescorings, RescoringQueries],
  exports: [Reliance, Rescorings, RescoringQueries],
})
export class LeaningModule {}
