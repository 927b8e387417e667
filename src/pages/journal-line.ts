import type { JournalLine } from '../journal/index.js';
import { worded } from './words.js';

/** A journal entry as one line of a timeline. */
export function journalLine({ at, actor, action, after }: JournalLine): object {
  const fields = Object.keys(after ?? {}).map((name) =>
    name.replace(/([A-Z])/g, ' $1').toLowerCase(),
  );
  return {
    at,
    who: actor.name,
    what: worded(action.replace('.', ' ')),
    detail: fields.length > 0 ? fields.join(', ') : undefined,
  };
}
