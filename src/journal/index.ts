export { JournalModule } from './journal.module.js';
export { JournalQueries, type JournalFilter, type JournalLine } from './journal.queries.js';
export { Journal, type Checkpoint, type Subject } from './journal.service.js';
export { verifyJournal, type Verdict } from './verify.js';
