export {
  ChangeRequest,
  RemarkView,
  SendBackFacts,
  type RevisionView,
  type RoundView,
  type SendBackView,
} from './change.dto.js';
export { Changes } from './changes.service.js';
export { partsOfAnswer, type PartOfAnswer } from './difference.js';
export { type WhyOpen } from './given-back.js';
export { Revisions } from './revisions.queries.js';
export { ChangeQuestion, ChangeReply, ChangeRound } from './round.entity.js';
export { Rounds } from './rounds.queries.js';
export { fingerprintOf, SendBackQueries } from './send-backs.queries.js';
export { SendBacks } from './send-backs.service.js';
export { Threads, type ThreadEntry } from './threads.queries.js';
