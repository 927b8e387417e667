export { AcceptanceChange, AuditFacts, AuditQuery, SubserviceFacts } from './audit.dto.js';
export { Audit, type Subservice } from './audit.entity.js';
export {
  ExceptionFacts,
  FindingFromException,
  type ExceptionView,
} from './exceptions/audit-exception.dto.js';
export {
  AuditException,
  exceptionSeverities,
  type ExceptionSeverity,
} from './exceptions/audit-exception.entity.js';
export { titleOf as exceptionTitle } from './exceptions/exception-title.js';
export { RaisedFromExceptions } from './exceptions/raised-from-exceptions.service.js';
export { AuditExceptions } from './exceptions/audit-exceptions.service.js';
export type { AuditLine, AuditorMark, AuditView } from './audit-view.dto.js';
export {
  AuditorFacts,
  AuditorQuery,
  StandingChange,
  standings,
  type AuditorLine,
  type AuditorView,
  type Standing,
} from './auditors/auditor.dto.js';
export { Auditor, auditorKinds, type AuditorKind } from './auditors/auditor.entity.js';
export { AuditorQueries } from './auditors/auditors.queries.js';
export { Auditors } from './auditors/auditors.service.js';
export { AuditQueries } from './audits.queries.js';
export { PurgedAudits } from './purging/purged-audits.service.js';
export { AuditsModule } from './audits.module.js';
export { Audits } from './audits.service.js';
export { BridgeLetterFacts, type BridgeLetterView } from './bridge-letters/bridge-letter.dto.js';
export { BridgeLetter } from './bridge-letters/bridge-letter.entity.js';
export { BridgeLetters } from './bridge-letters/bridge-letters.service.js';
export { auditorDoubted } from './events.js';
export { freshness, type FreshnessFigures } from './freshness/figures.js';
export {
  freshnessOf,
  freshnessStates,
  type AuditDates,
  type AuditGrade,
  type Freshness,
  type FreshnessState,
} from './freshness/freshness.js';
export { successorOf } from './freshness/supersession.js';
export {
  auditKindLabels,
  auditKinds,
  auditName,
  isCertificate,
  isTest,
  type AuditKind,
} from './kinds.js';
export { ruleSources } from './freshness/sources.js';
