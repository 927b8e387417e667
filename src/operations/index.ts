export { JournalAcceptance, type SigningKeyView } from './checkpoint.dto.js';
export { JobQuery } from './job.dto.js';
export { JournalQuery } from './journal.dto.js';
export { LetterQuery, type LetterView } from './letter.dto.js';
export { OperationsModule } from './operations.module.js';
export { Outbox } from './outbox.service.js';
export { PublicKeys } from './public-keys.service.js';
export { Revivals } from './revivals.service.js';
