export {
  ConfirmationFacts,
  ConfirmationReturn,
  DeletionProof,
  LeavingView,
  NewOffboardingRequest,
  proofKinds,
  type AskedStanding,
  type ConfirmationView,
  type OffboardingRequestView,
} from './asking.dto.js';
export { OffboardingAsking } from './asking.queries.js';
export { OffboardingConfirmations } from './confirmations.service.js';
export { ForgottenLeavers } from './forgotten-leavers.service.js';
export { OffboardingJudging } from './judging.service.js';
export { Leavers, type Leaving } from './leavers.service.js';
export {
  OffboardingConfirmation,
  OffboardingRequest,
  OffboardingSession,
} from './offboarding-request.entity.js';
export { OffboardingRequests } from './offboarding-requests.service.js';
