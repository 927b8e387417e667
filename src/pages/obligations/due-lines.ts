import type { Caller } from '../../identity/index.js';
import { kindOf, type ObligationLine, type PutOff } from '../../obligations/index.js';

/** One thing that is due, as the partial `due-lines` reads it. */
export const dueLine = ({
  id,
  kind,
  title,
  vendor,
  vendorId,
  tier,
  owner,
  dueOn,
  overdue,
  path,
}: ObligationLine) => ({
  id,
  href: path,
  title,
  kind: kindOf(kind).word,
  vendor,
  vendorHref: `/vendors/${vendorId}`,
  ...(tier ? { tier } : {}),
  owner,
  dueOn,
  late: overdue,
});

const doerPlaces: Readonly<Record<string, string>> = {
  assessment: '/assessments',
  offboarding: '/offboardings',
};

/** One thing that was due and is done, with what it was done by. */
export const doneLine = ({ endedAt, endedByKind, endedById, ...line }: ObligationLine) => {
  const { href: place, title, kind, owner, dueOn } = dueLine(line);
  const at = endedByKind && doerPlaces[endedByKind];
  const href = at && endedById ? `${at}/${endedById}` : place;
  return { href, title, kind, owner, dueOn, doneAt: endedAt };
};

export type DueLine = ReturnType<typeof dueLine> & {
  /** Until when its reader has put their reminders off. */
  putOffUntil?: string;
  /** Where they can, where it is theirs. */
  putOffHref?: string;
};

/** The same as one person sees it. */
export const dueLineOf =
  (me: Caller, putOff: readonly PutOff[]) =>
  (line: ObligationLine): DueLine => {
    const until = putOff.find(({ obligationId }) => obligationId === line.id)?.until;
    const may = line.ownerId === me.userId && me.may.has('obligations.write');
    return {
      ...dueLine(line),
      ...(until === undefined ? {} : { putOffUntil: until }),
      ...(may ? { putOffHref: `/reminders/snoozes/${line.id}` } : {}),
    };
  };

/** Lines by the day they are due, the first day first. */
export function byDay(lines: readonly DueLine[]): { day: string; lines: DueLine[] }[] {
  const days = new Map<string, DueLine[]>();
  for (const line of lines) {
    const known = days.get(line.dueOn);
    if (known) known.push(line);
    else days.set(line.dueOn, [line]);
  }
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, on]) => ({ day, lines: on }));
}
