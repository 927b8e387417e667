import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AnswersAsSubjects } from './answering/answers-as-subjects.js';
import { AssessmentParts } from './assessment-parts.queries.js';
import { AssessmentsController } from './assessments.controller.js';
import { AssessmentQueries } from './assessments.queries.js';
import { Assessments } from './assessments.service.js';
import { ReassessmentQueries } from './cadence/index.js';
import { Followed } from './cycles/followed.queries.js';
import { Prefill } from './cycles/prefill.service.js';
import { DecisionsController } from './deciding/decisions.controller.js';
import { Decisions } from './deciding/decisions.service.js';
import { GroundQueries } from './grounds/grounds.queries.js';
import { InvitationLetters } from './sending/invitation-letters.service.js';
import { InvitationsController } from './sending/invitations.controller.js';
import { Invitations } from './sending/invitations.service.js';
import { NamedAuditors } from './answering/named-auditors.service.js';
import { ProgressQueries } from './progress.queries.js';
import { ReviewChecks } from './reviewing/review-checks.service.js';
import { ReviewWriter } from './reviewing/review-writer.service.js';
import { ReviewsController } from './reviewing/reviews.controller.js';
import { Reviews } from './reviewing/reviews.service.js';
import { ScoreInputs } from './scores/score-inputs.service.js';
import { Scorer } from './scores/scorer.service.js';
import { ScoresController } from './scores/scores.controller.js';
import { Scores } from './scores/scores.queries.js';
import { Snapshots } from './reviewing/snapshots.service.js';
import { Standings } from './standings.queries.js';
import { SubmittedAnswers } from './reviewing/submitted-answers.queries.js';
import { Transitions } from './transitions.service.js';

const shared = [
  Assessments,
  AssessmentQueries,
  Decisions,
  Followed,
  GroundQueries,
  Invitations,
  ReassessmentQueries,
  Reviews,
  ScoreInputs,
  Scorer,
  Scores,
  Snapshots,
  Standings,
  SubmittedAnswers,
  Transitions,
];

@Module({
  imports: [
    VendorsModule,
    EvidenceModule,
    AuditsModule,
    PoliciesModule,
    QuestionnairesModule,
    WebhooksModule,
  ],
  controllers: [
    AssessmentsController,
    InvitationsController,
    ReviewsController,
    ScoresController,
    DecisionsController,
  ],
  providers: [
    ...shared,
    AnswersAsSubjects,
    AssessmentParts,
    InvitationLetters,
    NamedAuditors,
    Prefill,
    ProgressQueries,
    ReviewChecks,
    ReviewWriter,
  ],
  exports: shared,
})
export class AssessmentsModule {}
