import { listed, sql, type Database, type Sql } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { Cause, Reminder } from './reminder.entity.js';

export type NewReminder = Pick<
  Reminder,
  'obligationId' | 'dueOn' | 'rung' | 'recipientKind' | 'recipientId' | 'channel'
> & { cause: Cause };

/** So many rows a statement: few enough that nobody waits for it, many enough to be quick. */
const atOnce = 100;

/** Inside a transaction. Writes those that nobody wrote before, each once, and gives them back. */
export async function writeReminders(
  database: Database,
  now: Date,
  wanted: readonly NewReminder[],
): Promise<(NewReminder & { id: string })[]> {
  const written: (NewReminder & { id: string })[] = [];
  for (let from = 0; from < wanted.length; from += atOnce) {
    const batch = wanted.slice(from, from + atOnce).map((one) => ({ ...one, id: newId() }));
    const rows = batch.map((one) => rowOf(one, now));
    const taken = await database.sql<{ id: string }[]>`
      INSERT INTO reminder (id, obligation_id, due_on, rung, recipient_kind, recipient_id, channel, cause, created_at)
      VALUES ${listed(rows)}
      ON CONFLICT (obligation_id, due_on, rung, recipient_kind, recipient_id, channel) DO NOTHING
      RETURNING id`;
    const ids = new Set(taken.map(({ id }) => id));
    written.push(...batch.filter(({ id }) => ids.has(id)));
    // Requests are answered between two statements.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return written;
}

/** Inside a transaction. Of one matter only the latest reminder stands unread in a person's list. */
export async function supersede(
  database: Database,
  now: Date,
  written: readonly (NewReminder & { id: string })[],
): Promise<void> {
  const [first] = written;
  if (!first) return;
  for (let from = 0; from < written.length; from += atOnce) {
    const batch = written.slice(from, from + atOnce);
    const matters = batch.map(({ obligationId }) => sql`${obligationId}`);
    const latest = batch.map(({ id }) => sql`${id}`);
    await database.sql`
      UPDATE reminder SET read_at = ${now.toISOString()}
      WHERE obligation_id IN (${listed(matters)}) AND recipient_id = ${first.recipientId} AND channel = 'list'
        AND read_at IS NULL AND id NOT IN (${listed(latest)})`;
  }
}

function rowOf(one: NewReminder & { id: string }, now: Date): Sql {
  const { id, obligationId, dueOn, rung, recipientKind, recipientId, channel, cause } = one;
  return sql`(${id}, ${obligationId}, ${dueOn}, ${rung}, ${recipientKind}, ${recipientId}, ${channel}, ${cause},
    ${now.toISOString()})`;
}
