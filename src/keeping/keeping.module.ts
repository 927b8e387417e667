import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OffboardingModule } from '../offboarding/index.js';
import { PoliciesModule } from '../policies/index.js';
import { ReportsModule } from '../reports/index.js';
import { VendorsModule } from '../vendors/index.js';
import { DeletionReports } from './certificates/deletion-reports.service.js';
import { DestroyedOfVendor } from './destroyed.queries.js';
import { DueThings } from './due-things.queries.js';
import { Gate } from './gate.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldQueries } from './holds/holds.queries.js';
import { PurgedHolds } from './holds/purged-holds.service.js';
import { LegalHolds } from './holds/holds.service.js';
import { KeptController } from './kept.controller.js';
import { KeptKinds } from './kept-kinds.queries.js';
import { KeptQueries } from './kept.queries.js';
import { Mentions } from './people/mentions.service.js';
import { PeopleController } from './people/people.controller.js';
import { TypedNames } from './people/typed-names.service.js';
import { PersonData } from './people/person-data.service.js';
import { PurgeRuns } from './purging/purge-runs.service.js';
import { PurgeQueries } from './purging/purges.queries.js';
import { LettingGo } from './purging/letting-go.service.js';
import { Purging } from './purging/purging.service.js';

@Module({
  imports: [
    AssessmentsModule,
    AuditsModule,
    EvidenceModule,
    FindingsModule,
    IncidentsModule,
    OffboardingModule,
    PoliciesModule,
    ReportsModule,
    VendorsModule,
  ],
  controllers: [KeptController, HoldsController, PeopleController],
  providers: [
    DeletionReports,
    DestroyedOfVendor,
    DueThings,
    Gate,
    HoldQueries,
    KeptKinds,
    KeptQueries,
    LegalHolds,
    LettingGo,
    Mentions,
    PersonData,
    PurgedHolds,
    PurgeQueries,
    PurgeRuns,
    Purging,
    TypedNames,
  ],
  exports: [
    DeletionReports,
    DestroyedOfVendor,
    DueThings,
    HoldQueries,
    KeptKinds,
    KeptQueries,
    LegalHolds,
    PersonData,
    PurgeQueries,
    PurgeRuns,
    Purging,
  ],
})
export class KeepingModule {}
