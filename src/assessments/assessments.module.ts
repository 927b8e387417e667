import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { PoliciesModule } from '../policies/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AnswersAsSubjects } from './answering/answers-as-subjects.js';
import { AssessmentParts } from './assessment-parts.queries.js';
import { AssessmentsController } from './assessments.controller.js';
import { AssessmentQueries } from './assessments.queries.js';
import { Assessments } from './assessments.service.js';
import { ReassessmentQueries } from './cadence/index.js';
import { CarriedAnswers } from './cycles/carried-answers.queries.js';
import { CycleReadings } from './cycles/cycle-readings.queries.js';
import { CyclesController } from './cycles/cycles.controller.js';
import { Cycles } from './cycles/cycles.queries.js';
import { Takeovers } from './cycles/takeovers.service.js';
import { Followed } from './cycles/followed.queries.js';
import { Prefill } from './cycles/prefill.service.js';
import { Anew } from './changes/anew.queries.js';
import { AskedQuestions } from './changes/asked-questions.queries.js';
import { ChangeLetters } from './changes/change-letters.service.js';
import { ChangesController } from './changes/changes.controller.js';
import { Changes } from './changes/changes.service.js';
import { CommentsToVendor } from './changes/comments-to-vendor.queries.js';
import { Revisions } from './changes/revisions.queries.js';
import { Rounds } from './changes/rounds.queries.js';
import { SendBackQueries } from './changes/send-backs.queries.js';
import { SendBacks } from './changes/send-backs.service.js';
import { Threads } from './changes/threads.queries.js';
import { Conditions } from './deciding/conditions.service.js';
import { DecisionsController } from './deciding/decisions.controller.js';
import { DecisionQueries } from './deciding/decisions.queries.js';
import { Decisions } from './deciding/decisions.service.js';
import { GroundQueries } from './grounds/grounds.queries.js';
import { InvitationLetters } from './sending/invitation-letters.service.js';
import { InvitationsController } from './sending/invitations.controller.js';
import { Invitations } from './sending/invitations.service.js';
import { NamedAuditors } from './answering/named-auditors.service.js';
import { OverridesController } from './overrides/overrides.controller.js';
import { OverrideQueries } from './overrides/overrides.queries.js';
import { Overrides } from './overrides/overrides.service.js';
import { ProgressQueries } from './progress.queries.js';
import { ReviewChecks } from './reviewing/review-checks.service.js';
import { ReviewWriter } from './reviewing/review-writer.service.js';
import { FollowedGaps } from './raising/followed-gaps.service.js';
import { RaisedFromAnswers } from './raising/raised-from-answers.service.js';
import { RaisingController } from './raising/raising.controller.js';
import { ReviewSheets } from './reviewing/review-sheets.queries.js';
import { FrozenSubmissions } from './reviewing/submissions.queries.js';
import { ReviewsController } from './reviewing/reviews.controller.js';
import { Reviews } from './reviewing/reviews.service.js';
import { Ratings } from './scores/ratings.service.js';
import { FindingsMoved } from './scores/findings-moved.js';
import { ScoreInputs } from './scores/score-inputs.service.js';
import { Scorer } from './scores/scorer.service.js';
import { ScoresController } from './scores/scores.controller.js';
import { Scores } from './scores/scores.queries.js';
import { SectionReviewsController } from './reviewing/section-reviews.controller.js';
import { SectionReviewUndoing } from './reviewing/section-review-undoing.service.js';
import { SectionReviews } from './reviewing/section-reviews.service.js';
import { Snapshots } from './reviewing/snapshots.service.js';
import { Standings } from './standings.queries.js';
import { SubmittedAnswers } from './reviewing/submitted-answers.queries.js';
import { ToolsFromAnswers } from './tools/answered-tools.service.js';
import { Transitions } from './transitions.service.js';
import { UpstreamConditions } from './upstream/upstream-conditions.service.js';
import { UpstreamMoved } from './upstream/upstream-moved.js';
import { PurgedAnswers } from './purging/purged-answers.service.js';
import { PurgedChanges } from './purging/purged-changes.service.js';
import { PurgedReviews } from './purging/purged-reviews.service.js';
import { ForgottenRespondents } from './sending/forgotten-respondents.service.js';

const shared = [
  PurgedAnswers,
  PurgedChanges,
  PurgedReviews,
  ForgottenRespondents,
  Assessments,
  AssessmentQueries,
  Changes,
  CarriedAnswers,
  CycleReadings,
  Cycles,
  Takeovers,
  DecisionQueries,
  Decisions,
  Followed,
  GroundQueries,
  Invitations,
  RaisedFromAnswers,
  OverrideQueries,
  Overrides,
  ReassessmentQueries,
  Reviews,
  ReviewSheets,
  Revisions,
  Rounds,
  ScoreInputs,
  Scorer,
  Scores,
  SendBackQueries,
  SendBacks,
  SectionReviews,
  SectionReviewUndoing,
  Snapshots,
  Standings,
  SubmittedAnswers,
  Threads,
  Transitions,
  UpstreamConditions,
];

@Module({
  imports: [
    VendorsModule,
    EvidenceModule,
    FindingsModule,
    AuditsModule,
    PoliciesModule,
    QuestionnairesModule,
    SupplyChainModule,
    WebhooksModule,
  ],
  controllers: [
    AssessmentsController,
    InvitationsController,
    ReviewsController,
    SectionReviewsController,
    ScoresController,
    DecisionsController,
    CyclesController,
    ChangesController,
    RaisingController,
    OverridesController,
  ],
  providers: [
    ...shared,
    AnswersAsSubjects,
    Anew,
    AskedQuestions,
    AssessmentParts,
    ChangeLetters,
    CommentsToVendor,
    FollowedGaps,
    Conditions,
    FindingsMoved,
    InvitationLetters,
    NamedAuditors,
    Prefill,
    ProgressQueries,
    Ratings,
    FrozenSubmissions,
    ReviewChecks,
    ReviewWriter,
    UpstreamMoved,
    ToolsFromAnswers,
  ],
  exports: shared,
})
export class AssessmentsModule {}
