export type { FiringLine } from './firing.dto.js';
export { Firings, type FiringCount } from './firings.queries.js';
export { NightlyTriggers } from './nightly.service.js';
export { triggerPolicy, triggerRules, type TriggerCode } from './rules.js';
export type { FiringOutcome } from './trigger-firing.entity.js';
export { TriggersModule } from './triggers.module.js';
