import { saidOf } from '../../journal/index.js';
import type { KeptOfPersonView } from '../../keeping/index.js';
import { dayText } from '../../platform/templates/index.js';

const around = 120;
const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** An entry to choose, with so much of what it says that one can tell whom it is about. */
export function entriesField(
  entries: readonly KeptOfPersonView[],
  name: string | undefined,
  chosen: readonly string[],
): object {
  return {
    name: 'entries',
    type: 'checkboxes',
    label: 'Entries of the journal that have the name only',
    hint: 'Before and after go, the entry stays. Leave out what is about somebody else.',
    options: entries.map(({ id, content, stays }) => {
      const { action, content: said, since } = content as Record<string, string>;
      const day = dayText((since ?? '').slice(0, 10));
      return {
        value: id,
        label: `${saidOf(action ?? '')}, ${day}, entry ${id}`,
        hint: `${excerptOf(said ?? '{}', name)}. ${stays ?? ''}`,
        checked: chosen.includes(id),
      };
    }),
  };
}

/** Entries of the journal by what was done, as its page says it. */
export function spoken(one: KeptOfPersonView): KeptOfPersonView {
  const { action } = one.content as { action?: string };
  return action ? { ...one, content: { ...one.content, action: saidOf(action) } } : one;
}

/** What an entry says, without ids, from shortly before the name on. */
function excerptOf(content: string, name: string | undefined): string {
  const { before, after } = JSON.parse(content) as { before?: unknown; after?: unknown };
  const text = [...told('', before), ...told('', after)].join('; ');
  const at = text.toLowerCase().indexOf((name ?? '').toLowerCase());
  const start = at < around ? 0 : at - around;
  const end = start + 3 * around;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

function* told(field: string, fact: unknown): Generator<string> {
  if (typeof fact === 'object' && fact !== null) {
    for (const [key, one] of Object.entries(fact))
      yield* told(Array.isArray(fact) ? field : key, one);
  } else if (typeof fact === 'number' || (typeof fact === 'string' && !isId.test(fact))) {
    yield `${field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${fact}`;
  }
}
