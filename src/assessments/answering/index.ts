export { AnsweringModule } from './answering.module.js';
export { Answers, type Entry, type Outcome, type Saved } from './answers.service.js';
export { AttachedFacts } from './attached.dto.js';
export { Attachments } from './attachments.service.js';
export { ColleagueFacts } from './colleague.dto.js';
export { Delegations, type Delegation } from './delegations.service.js';
export { readDraft, type Draft, type RawDraft } from './draft.js';
export { Receipts, type Receipt } from './receipts.queries.js';
export { NotAskedAgain } from './not-asked-again.js';
export { Replies, replyFingerprint, longestReply } from './replies.service.js';
export { Respondents } from './respondents.service.js';
export { isOpen, type Scope } from './scope.js';
export {
  isAnswered,
  type Sheet,
  type SheetAnswer,
  type SheetFile,
  type SheetAgain,
  type SheetQuestion,
  type SheetRound,
  type SheetSection,
} from './sheet.js';
export { Sheets } from './sheets.queries.js';
export { spokenInstant } from './spoken-instant.js';
export { Submissions } from './submissions.service.js';
