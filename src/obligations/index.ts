export { CalendarFeeds } from './calendar/calendar-feeds.service.js';
export { kindOf, obligationKinds, type ObligationKind } from './kinds/index.js';
export { ObligationLine, ObligationQuery } from './obligation.dto.js';
export { Obligation } from './obligation.entity.js';
export {
  daysPast,
  DigestsOff,
  Readings,
  ReminderList,
  reminderPolicy,
  ReminderQuery,
  Reminders,
  SnoozeFacts,
  Snoozes,
  whenWords,
  type PutOff,
  type ReminderLine,
  type RunFigures,
} from './reminders/index.js';
export { ObligationsModule } from './obligations.module.js';
export { ObligationQueries, type DueCount } from './obligations.queries.js';
export {
  Firings,
  triggerPolicy,
  triggerRules,
  type FiringCount,
  type FiringLine,
  type FiringOutcome,
  type TriggerCode,
} from './triggers/index.js';
