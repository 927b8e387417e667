export { kindWords } from './kind-words.js';
export { ObligationLine, ObligationQuery } from './obligation.dto.js';
export { Obligation, obligationKinds, type ObligationKind } from './obligation.entity.js';
export { ObligationsModule } from './obligations.module.js';
export { ObligationQueries, type DueCount } from './obligations.queries.js';
