import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { AuditsModule } from '../audits/index.js';
import { FindingsModule } from '../findings/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { Imprint } from './imprint.service.js';
import { PrintShop } from './print-shop.js';
import { ReportTemplates } from './report-templates.js';
import { ReportsController } from './reports.controller.js';
import { ReportQueries } from './reports.queries.js';
import { Reports } from './reports.service.js';
import { DeltaViews } from './delta/delta.builder.js';
import { OutreachParts } from './incident/outreach-part.js';
import { RotationParts } from './incident/rotations-part.js';
import { GroupsPart } from './incident/groups-part.js';
import { IncidentReportViews } from './incident/incident.builder.js';
import { IncidentReportsController } from './incident/incident-reports.controller.js';
import { IncidentReports } from './incident/incident-reports.service.js';
import { VendorRiskViews } from './views/vendor-risk.builder.js';
import { PurgedReports } from './purged-reports.service.js';

@Module({
  imports: [
    IncidentsModule,
    AssessmentsModule,
    AuditsModule,
    FindingsModule,
    VendorsModule,
    WebhooksModule,
  ],
  controllers: [ReportsController, IncidentReportsController],
  providers: [
    PurgedReports,
    Imprint,
    Reports,
    ReportQueries,
    ReportTemplates,
    PrintShop,
    VendorRiskViews,
    DeltaViews,
    GroupsPart,
    OutreachParts,
    RotationParts,
    IncidentReportViews,
    IncidentReports,
  ],
  exports: [
    PurgedReports,
    DeltaViews,
    IncidentReports,
    Imprint,
    Reports,
    ReportQueries,
    ReportTemplates,
  ],
})
export class ReportsModule {}
