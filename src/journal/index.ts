export {
  checkpointReasons,
  type CheckpointReason,
  type JournalCheckpoint,
  type KnownKey,
} from './checkpoints/checkpoint.entity.js';
export { CheckpointQueries, type CheckpointLine } from './checkpoints/checkpoints.queries.js';
export {
  besideSentence,
  howToAccept,
  isMissed,
  KeptBeside,
  keptIn,
  keptStates,
  whatToDo,
  type KeptStanding,
} from './checkpoints/kept-beside.js';
export { Checkpoints, originOf } from './checkpoints/checkpoints.service.js';
export {
  isSignedByKnown,
  KnownKeys,
  namesKnown,
  rawKey,
} from './checkpoints/known-keys.service.js';
export {
  isSignedBy,
  NotANote,
  noteWithin,
  readCheckpointText,
  readNote,
  verifierKey,
} from './checkpoints/signed-note.js';
export { erasureReasons, JournalErasures, type ErasureReason } from './erasures.service.js';
export { JournalModule } from './journal.module.js';
export { sightChoices, type JournalFilter, type Sights } from './journal-filter.js';
export { JournalQueries, type JournalLine, type JournalPage } from './journal.queries.js';
export { Journal, type JournalHead, type Subject } from './journal.service.js';
export { JournalSlices, type JournalSlice, type ProvenEntry } from './slices.queries.js';
export { saidOf } from './searching/said-of.js';
export { Sees } from './sightings/sees.js';
export { JournalTree } from './tree/journal-tree.js';
export { isConsistent, isIncluded } from './tree/proofs.js';
export { verifyJournal } from './verifying/verify.js';
export type { KeptCheckpoint, Verdict } from './verifying/walk.js';
