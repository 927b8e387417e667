import { Module } from '@nestjs/common';
import { AnsweringModule, AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { FindingsModule } from '../findings/index.js';
import { SampleAudits } from './sample-audits.service.js';
import { SampleFindings } from './sample-findings.service.js';
import { SampleHoldings } from './sample-holdings.service.js';
import { SampleIncident } from './sample-incident.service.js';
import { KeepingModule } from '../keeping/index.js';
import { OffboardingModule } from '../offboarding/index.js';
import { SampleLeaving } from './sample-leaving.service.js';
import { SampleLetters } from './sample-letters.service.js';
import { SampleOutreach } from './sample-outreach.service.js';
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
    SupplyChainModule,
    IncidentsModule,
    KeepingModule,
    OffboardingModule,
  ],
  providers: [
    SamplePortfolio,
    Storyteller,
    SampleRespondent,
    SampleAudits,
    SampleFindings,
    SampleHoldings,
    SampleIncident,
    SampleLeaving,
    SampleLetters,
    SampleOutreach,
    SampleWanted,
  ],
  exports: [SamplePortfolio],
})
export class SampleModule {}
