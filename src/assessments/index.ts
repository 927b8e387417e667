export * from './answering/index.js';
export { ReassessmentQueries } from './cadence/index.js';
export * from './leaning/index.js';
export {
  Answer,
  Submission,
  type Confirmed,
  type FrozenAnswer,
  type FrozenFile,
} from './answering/answer.entity.js';
export { askedQuestions, progressOf, type Progress } from './answering/answered.js';
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
  NewAssessment,
  NewDueDate,
  NewInvitation,
  Revocation,
} from './assessment.dto.js';
export { AssessmentsModule } from './assessments.module.js';
export { AssessmentQueries, type Waiting } from './assessments.queries.js';
export { Assessments, type Cause } from './assessments.service.js';
export { CarriedAnswer, type CarriedEvidence } from './cycles/carried-answer.entity.js';
export {
  CarriedAnswers,
  type Carried,
  type CarriedFile,
} from './cycles/carried-answers.queries.js';
export { carriedStates, type CarriedState } from './cycles/carry.js';
export {
  changeKinds,
  changeWords,
  compareCycles,
  type ChangeKind,
  type CycleChange,
} from './cycles/compare-cycles.js';
export type { CycleAnswer } from './cycles/cycle-answer.js';
export { caveatsOf } from './cycles/comparison-view.js';
export { takenOver, Takeovers } from './cycles/takeovers.service.js';
export { ComparedQuery, NewTakeover } from './cycles/cycle.dto.js';
export type { CycleReading } from './cycles/cycle-readings.queries.js';
export { Cycles, type Comparison } from './cycles/cycles.queries.js';
export { Confirmations } from './cycles/confirmations.service.js';
export { isWaiting, type CycleProgress } from './cycles/cycle-progress.js';
export { Followed } from './cycles/followed.queries.js';
export * from './changes/index.js';
export { DecisionCondition } from './deciding/condition.entity.js';
export {
  mostConditions,
  NewCondition,
  NewDecision,
  shortestException,
  type ConditionView,
  type DecisionView,
} from './deciding/decision.dto.js';
export {
  Decision,
  outcomes,
  type FrozenFinding,
  type Outcome as DecisionOutcome,
} from './deciding/decision.entity.js';
export { DecisionQueries } from './deciding/decisions.queries.js';
export { Decisions } from './deciding/decisions.service.js';
export { isOverdue, standingOf, type InvitationStanding } from './due.js';
export { assessmentScored, assessmentSubmitted } from './events.js';
export { Invitation, RespondentSession } from './sending/invitation.entity.js';
export { PurgedAnswers } from './purging/purged-answers.service.js';
export { PurgedChanges } from './purging/purged-changes.service.js';
export { PurgedReviews } from './purging/purged-reviews.service.js';
export { ForgottenRespondents } from './sending/forgotten-respondents.service.js';
export { Invitations, type Asked, type Issued } from './sending/invitations.service.js';
export type { Footing } from './grounds/footing.js';
export { GroundQueries } from './grounds/grounds.queries.js';
export {
  longestOverrideReason,
  NewOverride,
  OverrideEnding,
  shortestOverrideReason,
  type OverrideView,
} from './overrides/override.dto.js';
export { BandOverride } from './overrides/override.entity.js';
export { longestOverride, overridePolicy } from './overrides/override-rules.js';
export { OverrideQueries } from './overrides/overrides.queries.js';
export { Overrides } from './overrides/overrides.service.js';
export { isFloored } from './scores/rating.js';
export { standingReviews } from './scores/questions-for-score.js';
export { NewScore, Rescored } from './scores/rescoring.dto.js';
export { NewSectionReview, type SectionReviewView } from './reviewing/section-review.dto.js';
export { inBulk, type Bulk } from './reviewing/in-bulk.js';
export { SectionReviews } from './reviewing/section-reviews.service.js';
export { SectionReviewUndoing, type Undoable } from './reviewing/section-review-undoing.service.js';
export { SectionReview, SectionReviewAnswer } from './reviewing/section-review.entity.js';
export {
  ReviewSheets,
  type AnswerLine,
  type ReviewSheet,
  type SectionLines,
} from './reviewing/review-sheets.queries.js';
export { ReviewFacts, type ReviewView } from './reviewing/review.dto.js';
export {
  audiences,
  judgements,
  Review,
  type Audience,
  type Judgement,
} from './reviewing/review.entity.js';
export { Reviews, type Judged } from './reviewing/reviews.service.js';
export { ScoreInputs } from './scores/score-inputs.service.js';
export { StoredScore, type StoredInput } from './scores/score.entity.js';
export { Scorer, type Scoring } from './scores/scorer.service.js';
export { Scores, type ScoreHead } from './scores/scores.queries.js';
export { Snapshots, type Snapshot } from './reviewing/snapshots.service.js';
export { Standings, type RunningOut, type VendorAssessment } from './standings.queries.js';
export { mayTake, refusal, steps, type Move, type Step } from './states.js';
export {
  ConfirmationView,
  FrozenFileView,
  type SubmittedAnswerView,
  type SubmittedSectionView,
} from './reviewing/submitted-answer.dto.js';
export { SubmittedAnswers } from './reviewing/submitted-answers.queries.js';
export { Transitions } from './transitions.service.js';
export { longestValidity, usualValidity } from './deciding/validity.js';
export { FindingFromAnswer } from './raising/raising.dto.js';
export { RaisedFromAnswers } from './raising/raised-from-answers.service.js';
export { UpstreamCondition, type UpstreamFloor } from './upstream/upstream-condition.entity.js';
export { UpstreamConditions, type Upstream } from './upstream/upstream-conditions.service.js';
