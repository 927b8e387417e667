import { Module, type DynamicModule } from '@nestjs/common';
import { AnsweringModule, AssessmentsModule, LeaningModule } from './assessments/index.js';
import { AuditsModule } from './audits/index.js';
import { DossiersModule } from './dossiers/index.js';
import { EvidenceModule } from './evidence/index.js';
import { FindingsModule } from './findings/index.js';
import { HistoryModule } from './history/index.js';
import { IdentityModule } from './identity/index.js';
import { IncidentsModule } from './incidents/index.js';
import { JournalModule } from './journal/index.js';
import { KeepingModule } from './keeping/index.js';
import { ObligationsModule } from './obligations/index.js';
import { OffboardingModule } from './offboarding/index.js';
import { OperationsModule } from './operations/index.js';
import { PagesModule } from './pages/pages.module.js';
import { ClockWatchModule } from './platform/clock-watch/index.js';
import type { Clock } from './platform/clock.js';
import { ConfigModule, type Config } from './platform/config/index.js';
import { DatabaseModule, type OpenDatabase } from './platform/database/index.js';
import { DocumentsModule } from './platform/documents/index.js';
import { HttpModule } from './platform/http/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { KeysModule } from './platform/keys/index.js';
import { MailModule } from './platform/mail/index.js';
import { OutboundModule } from './platform/outbound/index.js';
import { PdfModule } from './platform/pdf/index.js';
import { StorageModule } from './platform/storage/index.js';
import { SweepsModule } from './platform/sweeps/index.js';
import { TemplatesModule } from './platform/templates/index.js';
import { PoliciesModule } from './policies/index.js';
import { PortfolioModule } from './portfolio/index.js';
import { PortalModule } from './portal/portal.module.js';
import { QuestionnairesModule } from './questionnaires/index.js';
import { ReportsModule } from './reports/index.js';
import { SampleModule } from './sample/index.js';
import { SupplyChainModule } from './supply-chain/index.js';
import { VendorsModule } from './vendors/index.js';
import { WebhooksModule } from './webhooks/index.js';
import { WitnessesModule } from './witnesses/index.js';

export interface Ground {
  config: Config;
  clock: Clock;
  database: OpenDatabase;
  /** The folder that holds templates/ and public/. */
  root: string;
}

/** The table of contents: the platform, then the domains from the ground up. */
@Module({})
export class AppModule {
  static on({ config, clock, database, root }: Ground): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock),
        DatabaseModule.with(database),
        TemplatesModule.with(`${root}/templates`),
        HttpModule,
        KeysModule,
        StorageModule,
        JobsModule,
        MailModule,
        PdfModule,
        DocumentsModule,
        OutboundModule,
        SweepsModule,
        ClockWatchModule,
        JournalModule,
        IdentityModule,
        OperationsModule,
        PoliciesModule,
        WebhooksModule,
        WitnessesModule,
        VendorsModule,
        EvidenceModule,
        FindingsModule,
        SupplyChainModule,
        QuestionnairesModule,
        AuditsModule,
        AssessmentsModule,
        AnsweringModule,
        LeaningModule,
        IncidentsModule,
        ReportsModule,
        HistoryModule,
        PortfolioModule,
        DossiersModule,
        ObligationsModule,
        OffboardingModule,
        KeepingModule,
        PagesModule,
        PortalModule,
        SampleModule,
      ],
    };
  }
}
