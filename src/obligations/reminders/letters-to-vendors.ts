import { addDays, dayOf } from '../../platform/clock.js';
import { sql } from '../../platform/database/index.js';
import { digestDay } from './digest-time.js';
import { daysPast, reachOf, rungReached, type Ladder } from './ladder.js';
import { officeHours, type Office } from './office-hours.js';

export const batch = 500;

interface Owed extends Office {
  /** Of the obligation. */
  id: string;
  dueOn: string;
}

export interface BatchDone {
  /** Where it ended, or nothing when there is no more. */
  lastId: string | undefined;
  reminders: number;
}

interface Round<T> {
  ladder: Ladder;
  now: Date;
  report: (error: unknown) => void;
  /** Whether the vendor has read as much already. */
  knows: (owed: T, rung: number) => boolean;
  remind: (owed: T, rung: number, day: string) => Promise<number>;
}

/** What is due after this day is not reminded of yet: a day more than the ladder reaches, since an owner's day may be ahead of ours. */
export const horizonOf = (ladder: Ladder, now: Date): string =>
  addDays(dayOf(now), reachOf(ladder) + 1);

/** Reminds vendors of one batch of what they owe, while the owner's office is open: an error of one keeps nobody else waiting. */
export async function remindInTurn<T extends Owed>(
  owed: readonly T[],
  { ladder, now, report, knows, remind }: Round<T>,
): Promise<BatchDone> {
  let reminders = 0;
  for (const one of owed) {
    const day = digestDay(officeHours(one), now);
    if (day === undefined) continue;
    const rung = rungReached(daysPast(one.dueOn, day), ladder);
    if (rung === undefined || knows(one, rung)) continue;
    try {
      reminders += await remind(one, rung, day);
    } catch (error) {
      report(error);
    }
  }
  return { lastId: owed.length < batch ? undefined : owed.at(-1)?.id, reminders };
}

/** Whom a letter names as the one to ask about an obligation `o`: its owner; where they are gone their manager, else an administrator. */
export const askedFor = sql`COALESCE(
  (SELECT w.id FROM app_user w WHERE w.id = o.owner_id AND w.disabled_at IS NULL),
  (SELECT m.id FROM app_user w JOIN app_user m ON m.id = w.manager_id
    WHERE w.id = o.owner_id AND m.disabled_at IS NULL),
  (SELECT min(x.id) FROM app_user x WHERE x.role = 'administrator' AND x.disabled_at IS NULL),
  o.owner_id)`;
