import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { HistoryModule } from '../history/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ObligationsModule } from '../obligations/index.js';
import { OffboardingModule } from '../offboarding/index.js';
import { PortfolioModule } from '../portfolio/index.js';
import { ReportsModule } from '../reports/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AssessedFacts } from './contents/assessment/assessed.service.js';
import { AssessmentContents } from './contents/assessment/assessment-contents.service.js';
import { EvidenceParts } from './contents/parts/evidence-parts.service.js';
import { ToolsOfEngagement } from './contents/assessment/tools-in-use.service.js';
import { Gatherers } from './contents/gatherers.service.js';
import { KnownPeople } from './contents/profiles/hush/known-people.queries.js';
import { IncidentContents } from './contents/incident/incident-contents.service.js';
import { OutreachParts } from './contents/incident/outreach-parts.service.js';
import { PortfolioContents } from './contents/portfolio/portfolio-contents.service.js';
import { PortfolioRows } from './contents/portfolio/portfolio-rows.queries.js';
import { ReportParts } from './contents/parts/report-parts.service.js';
import { VendorBelongings } from './contents/vendor/vendor-belongings.queries.js';
import { VendorContents } from './contents/vendor/vendor-contents.service.js';
import { VendorPart } from './contents/vendor/vendor-part.service.js';
import { VendorWideFacts } from './contents/assessment/vendor-wide.service.js';
import { DossiersController } from './dossiers.controller.js';
import { DossierQueries } from './dossiers.queries.js';
import { Dossiers } from './dossiers.service.js';
import { DossierOrders } from './orders.service.js';
import { DossierChecks } from './verifying/dossier-checks.service.js';
import { Workshop } from './workshop.service.js';

@Module({
  imports: [
    AssessmentsModule,
    AuditsModule,
    EvidenceModule,
    FindingsModule,
    HistoryModule,
    IncidentsModule,
    ObligationsModule,
    OffboardingModule,
    PortfolioModule,
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
    DossierOrders,
    DossierQueries,
    Dossiers,
    EvidenceParts,
    Gatherers,
    IncidentContents,
    KnownPeople,
    OutreachParts,
    PortfolioContents,
    PortfolioRows,
    ReportParts,
    ToolsOfEngagement,
    VendorBelongings,
    VendorContents,
    VendorPart,
    VendorWideFacts,
    Workshop,
  ],
  exports: [DossierChecks, DossierOrders, DossierQueries, Dossiers],
})
export class DossiersModule {}
