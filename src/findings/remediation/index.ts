export { ForgottenRemediators } from './forgotten-requests.service.js';
export { Remedies } from './remedies.service.js';
export { Remediators, type Remedy } from './remediators.service.js';
export {
  NewRemediationRequest,
  RequestedFindingView,
  type RemediationRequestView,
  type RequestStanding,
} from './request.dto.js';
export { RemediationRequest, RemediationSession, RequestedFinding } from './request.entity.js';
export { RemediationRequestQueries } from './requests.queries.js';
export { RemediationRequests } from './requests.service.js';
