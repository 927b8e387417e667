import { kindOf } from '../kinds/index.js';
import type { DueLine } from './due-line.js';

export interface LetterLine {
  title: string;
  vendor: string;
  dueOn: string;
  /** `3 days late`, `today`, `in 12 days`. */
  when: string;
  href: string;
  /** Why somebody else's comes to this reader. */
  why: string | null;
}

interface Group {
  heading: string;
  lines: LetterLine[];
  /** How many more there are that only the list in Assay shows. */
  more: number;
}

export interface DigestView {
  organisation: string;
  name: string;
  count: number;
  late: number;
  /** The one to see to first. */
  first: LetterLine;
  groups: Group[];
  listLink: string;
  accountLink: string;
  offLink: string;
}

const most = 25;
const week = 7;

/** All that templates/mail/digest sees. `lines` in the order of due dates, at least one. */
export function digestLetter(
  lines: readonly DueLine[],
  {
    organisation,
    name,
    origin,
    offLink,
  }: Record<'organisation' | 'name' | 'origin' | 'offLink', string>,
): DigestView {
  const shown = lines.map((line) => shownLine(line, origin));
  const where = (fits: (past: number) => boolean): LetterLine[] =>
    shown.filter((_, index) => fits(lines[index]?.past ?? 0));
  const late = where((past) => past > 0);
  const groups = [
    { heading: 'Late', all: late },
    { heading: 'This week', all: where((past) => past <= 0 && past > -week) },
    { heading: 'Later', all: where((past) => past <= -week) },
  ];
  const first = shown.find((_, index) => (lines[index]?.past ?? 0) >= 0) ?? shown[0];
  if (!first) throw new Error('A digest without a line is not written.');
  return {
    organisation,
    name,
    count: lines.length,
    late: late.length,
    first,
    groups: groups
      .filter(({ all }) => all.length > 0)
      .map(({ heading, all }) => {
        return { heading, lines: all.slice(0, most), more: Math.max(0, all.length - most) };
      }),
    listLink: `${origin}/reminders`,
    accountLink: `${origin}/account`,
    offLink,
  };
}

function shownLine(line: DueLine, origin: string): LetterLine {
  const { title, vendor, dueOn, past } = line;
  return {
    ...{ title, vendor, dueOn, when: whenWords(past) },
    href: origin + kindOf(line.kind).place(line),
    why: whyWords(line),
  };
}

/** How far a due date is, `past` days after it. */
export function whenWords(past: number): string {
  if (past === 0) return 'today';
  const days = Math.abs(past) === 1 ? '1 day' : `${Math.abs(past)} days`;
  return past > 0 ? `${days} late` : `in ${days}`;
}

/** Why a reminder comes to somebody whose obligation it is not; nothing where it is theirs. */
export function whyWords({
  cause,
  owner,
  past,
}: Pick<DueLine, 'cause' | 'owner' | 'past'>): string | null {
  if (cause === 'left') return `Passed on to you because ${owner} has no access any more.`;
  if (cause === 'late')
    return `Passed on to you because it is ${whenWords(past)}; ${owner} owns it.`;
  return null;
}
