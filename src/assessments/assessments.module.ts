import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AnswersAsSubjects } from './answers-as-subjects.js';
import { AssessmentParts } from './assessment-parts.queries.js';
import { AssessmentsController } from './assessments.controller.js';
import { AssessmentQueries } from './assessments.queries.js';
import { Assessments } from './assessments.service.js';
import { DecisionsController } from './decisions.controller.js';
import { Decisions } from './decisions.service.js';
import { GroundQueries } from './grounds/grounds.queries.js';
import { InvitationLetters } from './invitation-letters.service.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { NamedAuditors } from './named-auditors.service.js';
import { ProgressQueries } from './progress.queries.js';
import { ReviewsController } from './reviews.controller.js';
import { Reviews } from './reviews.service.js';
import { ScoreInputs } from './score-inputs.service.js';
import { Scorer } from './scorer.service.js';
import { ScoresController } from './scores.controller.js';
import { Scores } from './scores.queries.js';
import { Snapshots } from './snapshots.service.js';
import { Standings } from './standings.queries.js';
import { SubmittedAnswers } from './submitted-answers.queries.js';
import { Transitions } from './transitions.service.js';

const shared = [
  Assessments,
  AssessmentQueries,
  Decisions,
  GroundQueries,
  Invitations,
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
  imports: [VendorsModule, EvidenceModule, AuditsModule, QuestionnairesModule, WebhooksModule],
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
    ProgressQueries,
  ],
  exports: shared,
})
export class AssessmentsModule {}
