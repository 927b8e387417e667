export { advisoryKinds, kindOf, wordsOfMalware, type AdvisoryKind } from './kind.js';
export { readRecord, type AdvisoryReference, type ReadAdvisory } from './read-record.js';
export { notesOf, placeOf, readAdvisories, recordAt, type ReadOne } from './read-text.js';
export { isJson, readValues } from './read-values.js';
export { shown, Unreadable, type LeftOut } from './unreadable.js';
