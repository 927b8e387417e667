export { RemindersModule } from './reminders.module.js';
export { Reminders, type RunFigures } from './reminders.service.js';
