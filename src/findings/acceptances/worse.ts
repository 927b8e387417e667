import { bandWords, spokenDay, type Band, type Overridden } from '../../scoring/index.js';

/** Whose band a score showed before, where a person had set it, and whose it shows now. */
export interface SetByHand {
  before: Overridden | null;
  now: Overridden | null;
}

/**
 * Why a risk that was accepted at the band `was` is open again at the worse band `is`, as a sentence. What was shown at
 * approval is compared with what is shown now; where a person’s band came or went, it was not the vendor that got worse.
 */
export function whyWorse(was: Band, is: Band, { before, now }: SetByHand): string {
  const [then, today] = [bandWords[was].toLowerCase(), bandWords[is].toLowerCase()];
  const worse = `The band is ${today} now, and was ${then} when its risk was accepted`;
  if (now) return `${worse}: ${now.by} has set it until ${spokenDay(now.until)}.`;
  if (before) {
    return `${worse}: the one that ${before.by} had set until ${spokenDay(before.until)} no longer counts.`;
  }
  return `The residual risk rose from ${then} to ${today} since its risk was accepted.`;
}
