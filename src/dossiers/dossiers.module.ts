import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { ReportsModule } from '../reports/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AssessedFacts } from './contents/assessed.service.js';
import { AssessmentContents } from './contents/assessment-contents.service.js';
import { EvidenceParts } from './contents/evidence-parts.service.js';
import { ToolsOfEngagement } from './contents/tools-in-use.service.js';
import { DossiersController } from './dossiers.controller.js';
import { DossierQueries } from './dossiers.queries.js';
import { Dossiers } from './dossiers.service.js';
import { DossierChecks } from './verifying/dossier-checks.service.js';
import { Workshop } from './workshop.service.js';

@Module({
  imports: [
    AssessmentsModule,
    AuditsModule,
    EvidenceModule,
    FindingsModule,
    ReportsModule,
    SupplyChainModule,
    VendorsModule,
    WebhooksModule,
  ],
  controllers: [DossiersController],
  providers: [
    AssessedFacts,
    AssessmentContents,
    DossierChecks,
    DossierQueries,
    Dossiers,
    EvidenceParts,
    ToolsOfEngagement,
    Workshop,
  ],
  exports: [DossierChecks, DossierQueries, Dossiers],
})
export class DossiersModule {}
