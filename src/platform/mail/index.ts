export { Letter, letterStates, type LetterState } from './letter.entity.js';
export { LetterTemplates, type Composed } from './letter-templates.js';
export { LetterQueries, type LetterFilter, type LetterHead } from './letters.queries.js';
export {
  Letters,
  letterWaiting,
  type Address,
  type MailingList,
  type NewLetter,
} from './letters.service.js';
export { MailModule } from './mail.module.js';
