import { Module } from '@nestjs/common';
import { OperationsModule } from '../operations/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { ReportsModule } from '../reports/index.js';
import { VendorsModule } from '../vendors/index.js';
import { ContactPages } from './contacts.controller.js';
import { DashboardPages } from './dashboard.controller.js';
import { Dashboard } from './dashboard.js';
import { EngagementPages } from './engagements.controller.js';
import { JobPages } from './jobs.controller.js';
import { JournalPages } from './journal.controller.js';
import { OutboxPages } from './outbox.controller.js';
import { QuestionnairePages } from './questionnaires.controller.js';
import { ReportPages } from './reports.controller.js';
import { StaffFrame } from './staff-frame.js';
import { VendorPage } from './vendor-page.js';
import { VendorPages } from './vendors.controller.js';

@Module({
  imports: [OperationsModule, VendorsModule, QuestionnairesModule, ReportsModule],
  controllers: [
    DashboardPages,
    VendorPages,
    EngagementPages,
    ContactPages,
    QuestionnairePages,
    ReportPages,
    OutboxPages,
    JobPages,
    JournalPages,
  ],
  providers: [StaffFrame, Dashboard, VendorPage],
})
export class PagesModule {}
