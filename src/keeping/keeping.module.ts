import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { PoliciesModule } from '../policies/index.js';
import { ReportsModule } from '../reports/index.js';
import { VendorsModule } from '../vendors/index.js';
import { Gate } from './gate.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldQueries } from './holds/holds.queries.js';
import { LegalHolds } from './holds/holds.service.js';
import { KeptController } from './kept.controller.js';
import { KeptKinds } from './kept-kinds.queries.js';
import { KeptQueries } from './kept.queries.js';
import { PeopleController } from './people/people.controller.js';
import { PersonData } from './people/person-data.service.js';
import { PurgeQueries } from './purging/purges.queries.js';
import { LettingGo } from './purging/letting-go.service.js';
import { Purging } from './purging/purging.service.js';

@Module({
  imports: [
    AssessmentsModule,
    EvidenceModule,
    FindingsModule,
    IncidentsModule,
    PoliciesModule,
    ReportsModule,
    VendorsModule,
  ],
  controllers: [KeptController, HoldsController, PeopleController],
  providers: [
    Gate,
    HoldQueries,
    KeptKinds,
    KeptQueries,
    LegalHolds,
    LettingGo,
    PersonData,
    PurgeQueries,
    Purging,
  ],
  exports: [HoldQueries, KeptKinds, KeptQueries, LegalHolds, PersonData, PurgeQueries, Purging],
})
export class KeepingModule {}
