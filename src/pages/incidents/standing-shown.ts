import { standingWords, type MoveLine, type StandingLine } from '../../incidents/index.js';
import { evidenceWords } from '../../scoring/index.js';

/** A vendor's standing as pages show it: the word, the evidence, how well it is proven. */
export const standingShown = (incidentId: string, line: StandingLine) => ({
  ...line,
  word: standingWords(line),
  href: `/incidents/${incidentId}/vendors/${line.vendorId}`,
  ...(line.grade ? { proof: evidenceWords[line.grade] } : {}),
});

export const moveShown = (incidentId: string, move: MoveLine) => ({
  ...standingShown(incidentId, move),
  ...(move.before ? { wordBefore: standingWords({ standing: move.before }) } : {}),
});
