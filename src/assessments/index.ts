export * from './answering/index.js';
export * from './leaning/index.js';
export { Answer, Submission, type FrozenAnswer, type FrozenFile } from './answer.entity.js';
export { askedQuestions, progressOf, type Progress } from './answered.js';
export { Assessment, assessmentStates, type AssessmentState } from './assessment.entity.js';
export type {
  AssessmentLine,
  AssessmentView,
  InvitationView,
  ScoreGist,
  SubmissionView,
} from './assessment-view.dto.js';
export {
  AssessmentQuery,
  ChangeRequest,
  NewAssessment,
  NewDueDate,
  NewInvitation,
  Revocation,
} from './assessment.dto.js';
export { AssessmentsModule } from './assessments.module.js';
export { AssessmentQueries, type Waiting } from './assessments.queries.js';
export { Assessments, type Cause } from './assessments.service.js';
export { NewDecision, shortestException, type DecisionView } from './decision.dto.js';
export { Decision, outcomes, type Outcome as DecisionOutcome } from './decision.entity.js';
export { Decisions } from './decisions.service.js';
export { isOverdue, standingOf, type InvitationStanding } from './due.js';
export { assessmentScored, assessmentSubmitted } from './events.js';
export { Invitation, RespondentSession } from './invitation.entity.js';
export { Invitations, type Asked, type Issued } from './invitations.service.js';
export type { Footing } from './grounds/footing.js';
export { GroundQueries } from './grounds/grounds.queries.js';
export { hashOfSecret, linkExpiry } from './link.js';
export { isFloored } from './rating.js';
export { standingReviews } from './questions-for-score.js';
export { NewScore, Rescored } from './rescoring.dto.js';
export { ReviewFacts, type ReviewView } from './review.dto.js';
export { judgements, Review, type Judgement } from './review.entity.js';
export { Reviews } from './reviews.service.js';
export { ScoreInputs } from './score-inputs.service.js';
export { StoredScore, type StoredInput } from './score.entity.js';
export { Scorer } from './scorer.service.js';
export { Scores, type ScoreHead } from './scores.queries.js';
export { Snapshots, type Snapshot } from './snapshots.service.js';
export { Standings, type RunningOut, type VendorAssessment } from './standings.queries.js';
export { mayTake, refusal, steps, type Move, type Step } from './states.js';
export {
  FrozenFileView,
  type SubmittedAnswerView,
  type SubmittedSectionView,
} from './submitted-answer.dto.js';
export { SubmittedAnswers } from './submitted-answers.queries.js';
export { Transitions } from './transitions.service.js';
export { longestValidity, usualValidity } from './validity.js';
