import { Module } from '@nestjs/common';
import { AnsweringModule, AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { FindingsModule } from '../findings/index.js';
import { SampleAudits } from './sample-audits.service.js';
import { SampleFindings } from './sample-findings.service.js';
import { SamplePortfolio } from './sample-portfolio.service.js';
import { SampleRespondent } from './sample-respondent.service.js';
import { SampleWanted } from './sample-wanted.js';
import { Storyteller } from './storyteller.service.js';

@Module({
  imports: [
    VendorsModule,
    FindingsModule,
    QuestionnairesModule,
    AuditsModule,
    AssessmentsModule,
    AnsweringModule,
  ],
  providers: [
    SamplePortfolio,
    Storyteller,
    SampleRespondent,
    SampleAudits,
    SampleFindings,
    SampleWanted,
  ],
  exports: [SamplePortfolio],
})
export class SampleModule {}
