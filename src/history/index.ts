export { HistoryQuery, type VendorEvent } from './history.dto.js';
export { HistoryModule } from './history.module.js';
export { VendorHistory } from './history.queries.js';
export { historyKinds, kindsFor, type HistoryKind } from './kinds.js';
export { type RiskLine } from './risk-over-time.js';
export { RiskOverTime } from './risk-over-time.queries.js';
export { SubjectNames } from './subject-names.queries.js';
