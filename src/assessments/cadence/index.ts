export { reassessmentPolicy } from './reassessment-policy.js';
export { ReassessmentQueries } from './reassessments.queries.js';
