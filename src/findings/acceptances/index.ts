export {
  NewAcceptance,
  AcceptanceReason,
  AcceptanceQuery,
  type AcceptanceView,
} from './acceptance.dto.js';
export {
  acceptanceStates,
  RiskAcceptance,
  type AcceptanceEnd,
  type AcceptanceState,
} from './acceptance.entity.js';
export { AcceptanceQueries, type Borne } from './acceptances.queries.js';
export { Acceptances } from './acceptances.service.js';
export { acceptancePolicy, longestAcceptance, untilProblem } from './longest.js';
