import type { EntryView } from '../../incidents/index.js';

/** An entry of the timeline as its partial reads it. */
export const entryLine = (
  incidentId: string,
  { at, by, byKind, words, sentence, derivation, kind }: EntryView,
): object => ({
  at,
  who: byKind === 'system' ? 'Assay' : by,
  byRespondent: byKind === 'respondent',
  isNote: kind === 'note',
  words,
  ...(sentence && !words.includes(sentence) ? { sentence } : {}),
  ...(derivation ? { movesHref: `/incidents/${incidentId}/moves?derivation=${derivation}` } : {}),
});
