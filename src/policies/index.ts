export { policyChanged } from './events.js';
export {
  declaredPolicies,
  figureGroups,
  policy,
  usualFigures,
  type Figure,
  type Figures,
  type Policy,
} from './policy.js';
export { PoliciesModule } from './policies.module.js';
export { Policies, type StandingPolicy } from './policies.service.js';
