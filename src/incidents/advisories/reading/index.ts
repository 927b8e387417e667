export { advisoryKinds, kindOf, wordsOfMalware, type AdvisoryKind } from './kind.js';
export { readRecord, type AdvisoryReference, type ReadAdvisory } from './read-record.js';
export { longestText, notesOf, readAdvisories, type ReadOne } from './read-text.js';
export { shown, Unreadable, type LeftOut } from './unreadable.js';
