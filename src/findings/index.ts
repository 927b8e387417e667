export * from './acceptances/index.js';
export * from './register/index.js';
export * from './remediation/index.js';
export { dayProblem, findingDays, usualDueDay, type FindingDays } from './due-dates.js';
export { findingMoved } from './events.js';
export {
  FindingChange,
  FindingFacts,
  FindingQuery,
  findingSorts,
  NewFinding,
  PlanFacts,
  Reopening,
  Resolution,
  Verification,
  FindingLine,
  type FindingView,
} from './finding.dto.js';
export {
  Finding,
  findingStates,
  originKinds,
  referenceOf,
  severities,
  type FindingRule,
  type FindingState,
  type OriginKind,
  type Severity,
} from './finding.entity.js';
export { PurgedAcceptances } from './purging/purged-acceptances.service.js';
export { PurgedFindings } from './purging/purged-findings.service.js';
export { FindingHistory, type HistoryLine } from './finding-history.queries.js';
export { Gaps, isBack, type MetGap } from './gaps.service.js';
export { FindingsModule } from './findings.module.js';
export { FindingQueries, type FindingOfAssessment } from './findings.queries.js';
export { Findings } from './findings.service.js';
export type { Raised, RaisedFacts } from './raising.service.js';
export {
  findingRefusal,
  findingSteps,
  handOf,
  mayTakeFinding,
  type FindingStep,
  type Hand,
} from './states.js';
