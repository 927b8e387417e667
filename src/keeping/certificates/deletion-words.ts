import { dayText } from '../../platform/templates/index.js';
import { listed } from '../../scoring/index.js';
import type { DestroyedFile, DestroyedGroup } from '../destroyed.dto.js';

interface Still {
  title: string;
  kept: number;
  held: number;
  until: string | null;
}

const counted = (many: number, one: string, more: string): string =>
  `${many.toLocaleString('en-GB')} ${many === 1 ? one : more}`;

/** What was destroyed, and between which days: `1 file and 3 names and texts were destroyed, from 3 Jan 2028 to 5 Jan 2028`. */
export function destroyedSentence(
  files: readonly Pick<DestroyedFile, 'destroyedAt'>[],
  groups: readonly Pick<DestroyedGroup, 'many' | 'first' | 'last'>[],
): string {
  const texts = groups.reduce((all, { many }) => all + many, 0);
  const parts = [
    ...(files.length > 0 ? [counted(files.length, 'file', 'files')] : []),
    ...(texts > 0 ? [counted(texts, 'name or text', 'names and texts')] : []),
  ];
  const days = [
    ...files.map(({ destroyedAt }) => destroyedAt.slice(0, 10)),
    ...groups.flatMap(({ first, last }) => [first, last]),
  ].sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const when =
    first === last ? `on ${dayText(first)}` : `from ${dayText(first)} to ${dayText(last)}`;
  const were = files.length + texts === 1 ? 'was' : 'were';
  return `${listed(parts)} ${were} destroyed ${when}`;
}

/** What is still here of it: nothing, or how many things, until when, and how many of them a legal hold keeps. */
export function leftSentence(kept: readonly Still[]): string {
  const many = kept.reduce((all, one) => all + one.kept, 0);
  if (many === 0) return 'Nothing of what may go is left.';
  const held = kept.reduce((all, one) => all + one.held, 0);
  const [next] = kept.flatMap(({ until }) => until ?? []).sort();
  const goes = next === undefined ? '' : ` The first of it goes after ${dayText(next)}.`;
  const hold = held === 0 ? '' : ` A legal hold keeps ${counted(held, 'thing', 'things')}.`;
  const still = counted(many, 'thing is still kept for its', 'things are still kept for their');
  return `${still} time.${goes}${hold}`;
}
