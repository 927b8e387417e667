export * from './asking/index.js';
export { PurgedLeavings } from './purging/purged-leavings.service.js';
export { VendorAccess } from './access.service.js';
export {
  NewOffboarding,
  OffboardingFacts,
  OffboardingQuery,
  StepFacts,
  type OffboardingLine,
  type OffboardingStepView,
  type OffboardingView,
} from './offboarding.dto.js';
export { Offboarding, offboardingStates, type OffboardingState } from './offboarding.entity.js';
export { OffboardingModule } from './offboarding.module.js';
export { OffboardingQueries } from './offboardings.queries.js';
export { isInUse, Offboardings } from './offboardings.service.js';
export { dataWasWords, isSaid, isStep, stepWords, type SaidStep, type StepCode } from './steps.js';
export { OffboardingSteps } from './steps.service.js';
