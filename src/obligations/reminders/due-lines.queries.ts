import { Injectable } from '@nestjs/common';
import { addDays } from '../../platform/clock.js';
import { Database, sql, type Sql } from '../../platform/database/index.js';
import { ownLine, passedOnLine, type Candidate, type DueLine } from './due-line.js';
import { reachOf } from './ladder.js';
import { ourLadder, type ReminderFigures } from './reminder-policy.js';

export interface Recipient {
  id: string;
  isAdministrator: boolean;
}

/** What a person is to be reminded of on a day, and was not yet. */
@Injectable()
export class DueLines {
  constructor(private readonly database: Database) {}

  /** In the order of due dates. Inside a transaction it reads what that transaction sees. */
  async of(person: Recipient, day: string, figures: ReminderFigures): Promise<DueLine[]> {
    const ladder = ourLadder(figures);
    const ahead = addDays(day, reachOf(ladder));
    const late = addDays(day, -figures.escalationDays);
    const own = await this.candidates(
      person.id,
      sql`o.owner_id = ${person.id} AND o.due_on <= ${ahead}`,
    );
    const others = await this.candidates(
      person.id,
      sql`o.owner_id IN (${answeredForBy(person)})
        AND o.due_on <= CASE WHEN u.disabled_at IS NULL THEN ${late} ELSE ${ahead} END`,
    );
    const lines = [
      ...own.map((candidate) => ownLine(candidate, day, ladder)),
      ...others.map((candidate) => passedOnLine(candidate, day, ladder, figures.escalationDays)),
    ];
    return lines
      .filter((line) => line !== undefined)
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn)));
  }

  private async candidates(personId: string, which: Sql): Promise<Candidate[]> {
    return this.database.sql<Candidate[]>`
      SELECT o.id, o.kind, o.subject_kind AS "subjectKind", o.subject_id AS "subjectId",
        o.vendor_id AS "vendorId", v.name AS vendor, u.name AS owner, u.disabled_at AS "ownerLeftAt",
        o.due_on AS "dueOn", o.title, s.until,
        (SELECT max(r.rung) FROM reminder r WHERE r.obligation_id = o.id AND r.due_on = o.due_on
          AND r.recipient_kind = 'user' AND r.recipient_id = ${personId}) AS "lastRung"
      FROM obligation o
      JOIN vendor v ON v.id = o.vendor_id
      JOIN app_user u ON u.id = o.owner_id
      LEFT JOIN snooze s ON s.obligation_id = o.id AND s.person_id = ${personId} AND s.due_on = o.due_on
      WHERE o.ended_at IS NULL AND ${which}`;
  }
}

/** Whose things are passed on to this person: those they manage; for administrators, those nobody here manages. */
function answeredForBy({ id, isAdministrator }: Recipient): Sql {
  const unmanaged = isAdministrator ? sql`OR m.id IS NULL` : sql``;
  return sql`SELECT w.id FROM app_user w
    LEFT JOIN app_user m ON m.id = w.manager_id AND m.disabled_at IS NULL
    WHERE w.id <> ${id} AND (m.id = ${id} ${unmanaged})`;
}
