import { Module } from '@nestjs/common';
import { AnsweringModule, AssessmentsModule } from '../assessments/index.js';
import { OperationsModule } from '../operations/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { ReportsModule } from '../reports/index.js';
import { VendorsModule } from '../vendors/index.js';
import { AccountPages } from './account.controller.js';
import { AssessmentChangePages } from './assessment-changes.controller.js';
import { AssessmentDecisionPages } from './assessment-decision.controller.js';
import { AssessmentForm } from './assessment-form.js';
import { AssessmentInvitationPages } from './assessment-invitations.controller.js';
import { AssessmentPage } from './assessment-page.js';
import { AssessmentReviewPages } from './assessment-review.controller.js';
import { AssessmentPages } from './assessments.controller.js';
import { ContactPages } from './contacts.controller.js';
import { DashboardPages } from './dashboard.controller.js';
import { Dashboard } from './dashboard.js';
import { DecisionPage } from './decision-page.js';
import { EngagementPages } from './engagements.controller.js';
import { JobPages } from './jobs.controller.js';
import { JournalPages } from './journal.controller.js';
import { OutboxPages } from './outbox.controller.js';
import { PasswordPages } from './password.controller.js';
import { QuestionnairePages } from './questionnaires.controller.js';
import { ReportPages } from './reports.controller.js';
import { ReviewDesk } from './review-desk.js';
import { ScorePage } from './score-page.js';
import { ScorePages } from './score.controller.js';
import { PlainFrame } from './plain-frame.js';
import { SetUpPages } from './set-up.controller.js';
import { SignInPages } from './sign-in.controller.js';
import { StaffFrame } from './staff-frame.js';
import { TokenPages } from './tokens.controller.js';
import { UserPages } from './users.controller.js';
import { VendorPage } from './vendor-page.js';
import { VendorPages } from './vendors.controller.js';
import { Waits } from './waits.js';

@Module({
  imports: [
    OperationsModule,
    VendorsModule,
    QuestionnairesModule,
    AssessmentsModule,
    AnsweringModule,
    ReportsModule,
  ],
  controllers: [
    SetUpPages,
    SignInPages,
    PasswordPages,
    DashboardPages,
    VendorPages,
    EngagementPages,
    ContactPages,
    QuestionnairePages,
    AssessmentPages,
    AssessmentChangePages,
    AssessmentInvitationPages,
    AssessmentReviewPages,
    AssessmentDecisionPages,
    ScorePages,
    ReportPages,
    OutboxPages,
    TokenPages,
    AccountPages,
    UserPages,
    JobPages,
    JournalPages,
  ],
  providers: [
    PlainFrame,
    StaffFrame,
    Dashboard,
    Waits,
    VendorPage,
    AssessmentForm,
    AssessmentPage,
    ReviewDesk,
    ScorePage,
    DecisionPage,
  ],
})
export class PagesModule {}
