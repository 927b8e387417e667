import {
  saidOf,
  type CheckpointLine,
  type JournalHead,
  type JournalLine,
  type JournalPage,
} from '../../journal/index.js';
import { titleOfKind } from '../../keeping/index.js';
import type { JournalQuery } from '../../operations/index.js';
import { listLinks } from '../frame/list-links.js';
import { selectField } from '../frame/select-field.js';
import { worded } from '../frame/words.js';
import { placeOf } from '../frame/journal-places.js';

const filters = [
  ['q', 'Words', 'What was done, a name, or words of a change'],
  ['action', 'Action', 'Such as vendor.changed'],
  ['subjectKind', 'Kind of thing', 'Such as vendor'],
  ['subjectId', 'Id of the thing', 'Chosen by “all about it”'],
  ['actorId', 'Id of the person', 'Chosen by a name below'],
] as const;

const days = [
  ['from', 'From'],
  ['to', 'Up to and including'],
] as const;

const sightOptions = [
  { value: 'only', label: 'Only that' },
  { value: 'none', label: 'Left out' },
];

export function journalPage(
  url: string,
  query: JournalQuery,
  page: JournalPage,
  names: ReadonlyMap<string, string>,
  head: JournalHead,
  latest: CheckpointLine | undefined,
) {
  return {
    title: 'Journal',
    head,
    latest,
    filters: [
      ...filters.map(([name, label, hint]) => ({
        name,
        label,
        hint,
        type: 'search',
        value: query[name] ?? '',
        maxlength: 100,
      })),
      ...days.map(([name, label]) => ({ name, label, type: 'date', value: query[name] ?? '' })),
      selectField('sights', 'Who saw what', sightOptions, query.sights, 'Beside all else'),
    ],
    filtered: [...filters, ...days, ['sights'] as const].some(([name]) => query[name]),
    reached: page.reached,
    entries: page.items.map((line) => shown(line, names)),
    ...listLinks(url, page),
  };
}

function shown(line: JournalLine, names: ReadonlyMap<string, string>) {
  const { seq, at, actor, action, subject, before, after, hash } = line;
  const place = placeOf(subject);
  const about = subject.kind === 'kept_kind' ? titleOfKind(subject.id) : names.get(subject.id);
  return {
    seq,
    at,
    hash,
    action,
    what: saidOf(action),
    who: actor.name,
    byPerson: journalWith({ actorId: actor.id }),
    subject,
    about: about ?? (place ? `this ${subject.kind.replaceAll('_', ' ')}` : undefined),
    place,
    bySubject: journalWith({ subjectKind: subject.kind, subjectId: subject.id }),
    changes: changesOf(before, after),
  };
}

function changesOf(before: JournalLine['before'], after: JournalLine['after']) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((name) => ({
      name: worded(name.replace(/([A-Z])/g, ' $1').toLowerCase()),
      before: value(said(before, name)),
      after: value(said(after, name)),
    }))
    .filter((change) => change.before.text !== change.after.text);
}

/** Ids and hashes have no place to break: they are shown as code, to be copied. */
const value = (text: string) => ({ text, code: /^\S{25,}$/.test(text) });

const journalWith = (filter: Record<string, string>): string =>
  `/journal?${new URLSearchParams(filter).toString()}`;

function said(facts: JournalLine['after'], name: string): string {
  const value = facts && Object.hasOwn(facts, name) ? facts[name] : null;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}
