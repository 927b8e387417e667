export * from './bands.js';
export * from './catalogues.js';
export { changeSince } from './change.js';
export {
  assuranceWanted,
  complianceWords,
  compliances,
  evidenceGrades,
  evidenceWords,
  expiryGraceDays,
  floorBands,
  floorIds,
  floorWords,
  weights,
  type Compliance,
  type EvidenceGrade,
  type FloorId,
  type Weight,
} from './constants.js';
export * from './engagement-facts.js';
export { bandReason } from './explain.js';
export type { FindingLine } from './finding-lines.js';
export { withFindings, type ScoredFinding, type ScoredFindingState } from './findings.js';
export {
  noConditions,
  type Condition,
  type ExpiredEvidence,
  type Floor,
  type FloorConditions,
} from './floors.js';
export { assessInherentRisk } from './inherent.js';
export { inherentLevel, inherentTable } from './inherent-table.js';
export type * from './ledger.js';
export * from './levels.js';
export * from './likelihood.js';
export { model, type ModelIdentity } from './model-identity.js';
export { scoreAssessment } from './model.js';
export {
  whatWouldMove,
  withMoves,
  type ConditionMove,
  type Move,
  type Moves,
  type QuestionMove,
} from './moves.js';
export {
  effectiveEvidence,
  failsKnockOut,
  markOf,
  type Mark,
  type NotApplicable,
  type ScoredQuestion,
  type Standing,
} from './question.js';
export { figure, roundHalfUp, signedFigure } from './rounding.js';
export { overriddenOf, type Overridden, type Override } from './override.js';
export type { MoveInput } from './plan.js';
export type * from './score.js';
export { listed, spokenDay } from './wording.js';
export { controlStrength, residualRisk, type DomainResult, type Strength } from './strength.js';
