import { saidOf, type JournalLine } from '../../journal/index.js';
import { placeOf } from './journal-places.js';

/** Fields that say nothing in a line; the journal shows them. */
const silent = new Set(['number', 'vector', 'state', 'rejectedAt', 'doubtedAt']);

const mostFields = 3;
const longest = 40;

/** Journal entries as lines of a timeline: what happened, to what where names are given, and the few fields that changed. */
export const journalLines = (
  entries: readonly JournalLine[],
  names?: ReadonlyMap<string, string>,
): object[] => entries.map((entry) => lineOf(entry, names));

function lineOf(entry: JournalLine, names: ReadonlyMap<string, string> | undefined): object {
  const { at, actor, action, subject, before, after } = entry;
  const href = placeOf(subject);
  const about = subject.id === actor.id ? undefined : names?.get(subject.id);
  const detail = detailOf(before, after);
  return {
    at,
    who: actor.name,
    what: saidOf(action),
    ...(href ? { href } : {}),
    ...(about ? { about } : {}),
    ...(detail && !about?.includes(detail.replace(/…$/, '')) ? { detail } : {}),
  };
}

type Facts = JournalLine['after'];

/** What was named or changed, where that says something in a line. */
function detailOf(before: Facts, after: Facts): string | undefined {
  if (!after) return undefined;
  if (!before) return text(after['name'] ?? after['title']);
  const told = Object.keys(after).filter((field) => !silent.has(field));
  const changes = told.flatMap((field) => {
    const is = text(after[field]);
    return is === undefined
      ? []
      : [`${spoken(field)}: ${[text(before[field]), is].filter(Boolean).join(' → ')}`];
  });
  return changes.length > 0 ? changes.slice(0, mostFields).join('; ') : undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '' || isId.test(value)) return undefined;
  return value.length > longest ? `${value.slice(0, longest)}…` : value.replaceAll('_', ' ');
}

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const spoken = (field: string): string => field.replace(/([A-Z])/g, ' $1').toLowerCase();
