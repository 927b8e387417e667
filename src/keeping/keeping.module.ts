import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { KeptQueries } from './kept.queries.js';
import { LettingGo } from './purging/letting-go.service.js';
import { Purging } from './purging/purging.service.js';

@Module({
  imports: [
    AssessmentsModule,
    EvidenceModule,
    FindingsModule,
    IncidentsModule,
    PoliciesModule,
    VendorsModule,
  ],
  providers: [KeptQueries, LettingGo, Purging],
  exports: [KeptQueries, Purging],
})
export class KeepingModule {}
