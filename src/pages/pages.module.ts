import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/index.js';
import { AuditsModule } from '../audits/index.js';
import { FindingsModule } from '../findings/index.js';
import { DossiersModule } from '../dossiers/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { AnsweringModule, AssessmentsModule, LeaningModule } from '../assessments/index.js';
import { HistoryModule } from '../history/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OffboardingModule } from '../offboarding/index.js';
import { OperationsModule } from '../operations/index.js';
import { PoliciesModule } from '../policies/index.js';
import { PortfolioModule } from '../portfolio/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { ReportsModule } from '../reports/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { WitnessesModule } from '../witnesses/index.js';
import { AdvisoryPages } from './advisories/advisories.controller.js';
import { AdvisoryForm } from './advisories/advisory-form.js';
import { AdvisoryPage } from './advisories/advisory-page.js';
import { BringingInPages } from './advisories/bringing-in.controller.js';
import { EventPage } from './advisories/event-page.js';
import { AdvisoryEventPages } from './advisories/events.controller.js';
import { AccountPages } from './account/account.controller.js';
import { AssessmentChangePages } from './assessments/assessment-changes.controller.js';
import { AssessmentBandPages } from './review/assessment-band.controller.js';
import { AssessmentDecisionPages } from './review/assessment-decision.controller.js';
import { AssessmentForm } from './assessments/assessment-form.js';
import { AssessmentInvitationPages } from './assessments/assessment-invitations.controller.js';
import { AssessmentPage } from './assessments/assessment-page.js';
import { AssessmentReviewPages } from './review/assessment-review.controller.js';
import { AssessmentPages } from './assessments/assessments.controller.js';
import { AuditAcceptancePages } from './audits/audit-acceptance.controller.js';
import { AuditForm } from './audits/audit-form.js';
import { AuditPage } from './audits/audit-page.js';
import { AuditPartPages } from './audits/audit-parts.controller.js';
import { AuditPartsForm } from './audits/audit-parts-form.js';
import { AuditPages } from './audits/audits.controller.js';
import { AuditsOfVendor } from './audits/audits-of-vendor.js';
import { DeclaredAudits } from './audits/declared-audits.js';
import { AuditorChangePages } from './auditors/auditor-changes.controller.js';
import { AuditorPage } from './auditors/auditor-page.js';
import { AuditorPages } from './auditors/auditors.controller.js';
import { AnswerChangePages } from './changes/answer-changes.controller.js';
import { AnswerHistoryPage } from './changes/answer-history-page.js';
import { ChangesOfAnswer } from './changes/changes-of-answer.js';
import { ChangesPage } from './changes/changes-page.js';
import { ChangesPages } from './changes/changes.controller.js';
import { DeltaPages } from './cycles/delta.controller.js';
import { ContactPages } from './vendors/contacts.controller.js';
import { AskingPart } from './offboardings/asking-part.js';
import { OffboardingAskingPages } from './offboardings/asking.controller.js';
import { OffboardingPage } from './offboardings/offboarding-page.js';
import { OffboardingPages } from './offboardings/offboardings.controller.js';
import { OffboardingStepPages } from './offboardings/steps.controller.js';
import { CredentialPages } from './vendors/credentials.controller.js';
import { DashboardPages } from './dashboard/dashboard.controller.js';
import { Dashboard } from './dashboard/dashboard.js';
import { BandPage } from './review/band-page.js';
import { DecisionPage } from './review/decision-page.js';
import { AcceptancePage } from './findings/acceptance-page.js';
import { AcceptancePages } from './findings/acceptances.controller.js';
import { FindingActPages } from './findings/finding-acts.controller.js';
import { FindingForm } from './findings/finding-form.js';
import { FindingOfAnswer } from './findings/finding-of-answer.js';
import { RaisingPages } from './findings/raising.controller.js';
import { FindingOrigin } from './findings/finding-origin.js';
import { FindingPage } from './findings/finding-page.js';
import { FindingPages } from './findings/findings.controller.js';
import { VendorFindingPages } from './findings/vendor-findings.controller.js';
import { VendorTabs } from './vendors/vendor-tabs.js';
import { ChosenEvidence } from './evidence/chosen-evidence.js';
import { EvidenceOfAnswer } from './evidence/evidence-of-answer.js';
import { EvidenceOfVendor } from './evidence/evidence-of-vendor.js';
import { EvidencePage } from './evidence/evidence-page.js';
import { EvidencePlaces } from './evidence/evidence-places.js';
import { EvidencePages } from './evidence/evidence.controller.js';
import { Uploading } from './evidence/uploading.controller.js';
import { VendorEvidencePages } from './evidence/vendor-evidence.controller.js';
import { EngagementPages } from './vendors/engagements.controller.js';
import { incidentPages, incidentViews } from './incidents/incident-pages.js';
import { JobPages } from './operations/jobs.controller.js';
import { CheckpointPages } from './operations/checkpoints.controller.js';
import { PeriodOrderPages } from './dossiers/period-orders.controller.js';
import { DossierSection } from './dossiers/dossier-section.service.js';
import { DossierPages } from './dossiers/dossiers.controller.js';
import { JournalPages } from './operations/journal.controller.js';
import { WitnessPages } from './operations/witnesses.controller.js';
import { CalendarPages } from './obligations/calendar.controller.js';
import { DuePage } from './obligations/due-page.js';
import { DuePages } from './obligations/due.controller.js';
import { RulePages } from './obligations/rules.controller.js';
import { VendorDuePages } from './obligations/vendor-due.controller.js';
import { OutboxPages } from './operations/outbox.controller.js';
import { KeepingModule } from '../keeping/index.js';
import { HoldPages } from './kept/holds.controller.js';
import { KeptPages } from './kept/kept.controller.js';
import { PurgeRunPages } from './kept/purge-runs.controller.js';
import { PersonPages } from './kept/people.controller.js';
import { VendorKeptPages } from './kept/vendor-kept.controller.js';
import { PolicyPages } from './policies/policies.controller.js';
import { PasswordPages } from './account/password.controller.js';
import { QuestionnairePages } from './questionnaires/questionnaires.controller.js';
import { ReassessmentPages } from './assessments/reassessment.controller.js';
import { RemediationPage } from './remediation/remediation-page.js';
import { RemediationPages } from './remediation/remediation.controller.js';
import { PortfolioPages } from './portfolio/portfolio.controller.js';
import { ReportPages } from './reports/reports.controller.js';
import { DigestsOffPages } from './reminders/digests-off.controller.js';
import { ReminderPages } from './reminders/reminders.controller.js';
import { DeskParts } from './review/desk-parts.js';
import { ReviewDesk } from './review/review-desk.js';
import { SectionReviewPage } from './review/section-review-page.js';
import { SectionReviewPages } from './review/section-review.controller.js';
import { TakeoverPages } from './review/takeover.controller.js';
import { SinceLast } from './review/since-last.js';
import { ScorePage } from './review/score-page.js';
import { ScorePages } from './review/score.controller.js';
import { PlainFrame } from './frame/plain-frame.js';
import { SetUpPages } from './account/set-up.controller.js';
import { SignInPages } from './account/sign-in.controller.js';
import { SeenBy } from './frame/seen-by.js';
import { StaffFrame } from './frame/staff-frame.js';
import { RegisterPartPages } from './tools/register-parts.controller.js';
import { SupplierPages } from './tools/suppliers.controller.js';
import { ToolActPages } from './tools/tool-acts.controller.js';
import { ToolPages } from './tools/tools.controller.js';
import { InventoryImportPages } from './tools/inventory-imports.controller.js';
import { VendorToolPages } from './tools/vendor-tools.controller.js';
import { TokenPages } from './account/tokens.controller.js';
import { UserPages } from './account/users.controller.js';
import { VendorHistoryPages } from './vendors/vendor-history.controller.js';
import { VendorPage } from './vendors/vendor-page.js';
import { VendorPages } from './vendors/vendors.controller.js';
import { Waits } from './dashboard/waits.js';
import { DeliveryPages } from './webhooks/deliveries.controller.js';
import { WebhookEndPages } from './webhooks/webhook-ends.controller.js';
import { WebhookPages } from './webhooks/webhooks.controller.js';

@Module({
  imports: [
    IncidentsModule,
    OffboardingModule,
    OperationsModule,
    PoliciesModule,
    VendorsModule,
    EvidenceModule,
    FindingsModule,
    SupplyChainModule,
    AuditsModule,
    QuestionnairesModule,
    AssessmentsModule,
    AnsweringModule,
    LeaningModule,
    ReportsModule,
    HistoryModule,
    PortfolioModule,
    DossiersModule,
    ObligationsModule,
    KeepingModule,
    WebhooksModule,
    WitnessesModule,
  ],
  controllers: [
    SetUpPages,
    SignInPages,
    PasswordPages,
    DashboardPages,
    VendorPages,
    VendorHistoryPages,
    EngagementPages,
    VendorEvidencePages,
    EvidencePages,
    Uploading,
    ContactPages,
    CredentialPages,
    OffboardingPages,
    OffboardingStepPages,
    OffboardingAskingPages,
    RemediationPages,
    VendorFindingPages,
    InventoryImportPages,
    VendorToolPages,
    ToolPages,
    ToolActPages,
    RegisterPartPages,
    SupplierPages,
    FindingPages,
    FindingActPages,
    AcceptancePages,
    RaisingPages,
    AuditPages,
    AuditAcceptancePages,
    AuditPartPages,
    QuestionnairePages,
    AssessmentPages,
    ReassessmentPages,
    AssessmentChangePages,
    ChangesPages,
    AnswerChangePages,
    AssessmentInvitationPages,
    AssessmentReviewPages,
    SectionReviewPages,
    AssessmentBandPages,
    AssessmentDecisionPages,
    ScorePages,
    DeltaPages,
    TakeoverPages,
    AuditorChangePages,
    AuditorPages,
    ReportPages,
    DossierPages,
    PeriodOrderPages,
    PortfolioPages,
    ReminderPages,
    DigestsOffPages,
    DuePages,
    CalendarPages,
    RulePages,
    VendorDuePages,
    OutboxPages,
    TokenPages,
    AccountPages,
    UserPages,
    PolicyPages,
    KeptPages,
    HoldPages,
    PersonPages,
    PurgeRunPages,
    VendorKeptPages,
    JobPages,
    JournalPages,
    WitnessPages,
    CheckpointPages,
    WebhookPages,
    WebhookEndPages,
    DeliveryPages,
    BringingInPages,
    AdvisoryPages,
    AdvisoryEventPages,
    ...incidentPages,
  ],
  providers: [
    PlainFrame,
    SeenBy,
    StaffFrame,
    Dashboard,
    DossierSection,
    Waits,
    DuePage,
    VendorPage,
    RemediationPage,
    VendorTabs,
    OffboardingPage,
    AskingPart,
    AcceptancePage,
    FindingForm,
    FindingOfAnswer,
    FindingOrigin,
    FindingPage,
    ChosenEvidence,
    EvidenceOfAnswer,
    EvidenceOfVendor,
    EvidencePage,
    EvidencePlaces,
    AuditForm,
    AuditPage,
    AuditPartsForm,
    AuditsOfVendor,
    DeclaredAudits,
    AssessmentForm,
    AssessmentPage,
    DeskParts,
    ChangesPage,
    AnswerHistoryPage,
    ChangesOfAnswer,
    ReviewDesk,
    SinceLast,
    SectionReviewPage,
    ScorePage,
    BandPage,
    DecisionPage,
    AuditorPage,
    AdvisoryForm,
    AdvisoryPage,
    EventPage,
    ...incidentViews,
  ],
})
export class PagesModule {}
