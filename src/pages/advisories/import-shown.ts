import type { ImportView } from '../../incidents/index.js';
import { advisorySourceWords } from './advisory-words.js';

const outcomeWords: Readonly<Record<string, string>> = {
  added: 'New here',
  changed: 'A later text of one that was here',
  same: 'Here already, word for word',
};

export const importLine = (one: ImportView) => ({
  ...one,
  href: `/advisories/imports/${one.id}`,
  how: one.sourceName ?? advisorySourceWords[one.source],
  given: advisorySourceWords[one.source],
  named: one.sourceName !== undefined,
});

/** What was taken and what was left out, each with its place. */
export function importShown(one: ImportView): object {
  const { leftOut, leftOutCount, taken, state } = one;
  const takenCount = one.added + one.changed + one.same;
  return {
    taken: importLine(one),
    lines: taken.map((line) => ({
      ...line,
      href: `/advisories/${line.id}`,
      word: outcomeWords[line.outcome] ?? line.outcome,
    })),
    moreTaken: Math.max(0, takenCount - taken.length),
    leftOut,
    moreLeftOut: Math.max(0, leftOutCount - leftOut.length),
    running: state === 'running',
    unchanged: state === 'unchanged',
    failed: state === 'failed',
    nothing: state === 'done' && takenCount === 0 && leftOutCount === 0,
    ...(state === 'running' ? { scripts: ['/public/js/waiting.js'] } : {}),
  };
}
