import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { addDays, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { Policies } from '../../policies/index.js';
import { kindOf, type ObligationKind } from '../kinds/index.js';
import { Obligation } from '../obligation.entity.js';
import { reminderPolicy } from './reminder-policy.js';
import type { SnoozeFacts, SnoozeView } from './reminder.dto.js';
import { Snooze } from './reminder.entity.js';

export interface PutOff {
  obligationId: string;
  title: string;
  vendor: string;
  dueOn: string;
  until: string;
  reason: string;
  path: string;
}

type Subject = Record<'subjectId' | 'vendorId', string>;

const mostListed = 500;

/** Putting reminders off: for oneself only, so that whom it is passed on to still hears of it. */
@Injectable()
export class Snoozes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly policies: Policies,
  ) {}

  async read(personId: string, obligationId: string): Promise<SnoozeView> {
    const snooze = await this.standing(personId, await this.obligation(obligationId));
    if (!snooze) throw new NotFound('snooze');
    const { until, reason, createdAt } = snooze;
    return { obligationId, until, reason, createdAt: createdAt.toISOString() };
  }

  /** What the person has put off and is still open, the next to wake first. */
  async ofPerson(personId: string): Promise<PutOff[]> {
    const rows = await this.database.sql<(PutOff & Subject & { kind: ObligationKind })[]>`
      SELECT o.id AS "obligationId", o.kind, o.subject_id AS "subjectId", o.vendor_id AS "vendorId", o.title,
        v.name AS vendor, o.due_on AS "dueOn", s.until, s.reason
      FROM snooze s JOIN obligation o ON o.id = s.obligation_id AND o.due_on = s.due_on
      JOIN vendor v ON v.id = o.vendor_id
      WHERE s.person_id = ${personId} AND s.until > ${this.clock.today()} AND o.ended_at IS NULL
      ORDER BY s.until, o.id LIMIT ${mostListed}`;
    return rows.map(({ kind, subjectId, vendorId, ...row }) => {
      return { ...row, path: kindOf(kind).place({ subjectId, vendorId }) };
    });
  }

  /** Another one takes the place of what stood. */
  async put(
    actor: Actor,
    personId: string,
    obligationId: string,
    { until, reason }: SnoozeFacts,
  ): Promise<void> {
    const { longestSnoozeDays } = await this.policies.read(reminderPolicy);
    const today = this.clock.today();
    if (until <= today) throw new Invalid({ until: 'is not after today' });
    if (until > addDays(today, longestSnoozeDays)) {
      throw new Invalid({ until: `is more than ${longestSnoozeDays} days from now` });
    }
    await this.database.transaction(async () => {
      const obligation = await this.obligation(obligationId);
      if (obligation.endedAt)
        throw new Conflict('This has ended: nobody is reminded of it any more.');
      const before = await this.standing(personId, obligation);
      const { dueOn } = obligation;
      const now = this.clock.now().toISOString();
      await this.database.sql`
        INSERT INTO snooze (obligation_id, person_id, due_on, until, reason, created_at)
        VALUES (${obligationId}, ${personId}, ${dueOn}, ${until}, ${reason}, ${now})
        ON CONFLICT (obligation_id, person_id) DO UPDATE SET due_on = excluded.due_on, until = excluded.until,
          reason = excluded.reason, created_at = excluded.created_at`;
      await this.database.sql`
        UPDATE reminder SET read_at = ${now} WHERE obligation_id = ${obligationId}
          AND recipient_id = ${personId} AND channel = 'list' AND read_at IS NULL`;
      const subject = { kind: 'obligation', id: obligationId };
      this.journal.record(actor, 'reminders.put_off', subject, factsOf(before), { until, reason });
    });
  }

  async end(actor: Actor, personId: string, obligationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.standing(personId, await this.obligation(obligationId));
      if (!before) throw new NotFound('snooze');
      const key = { obligationId, personId, until: before.until };
      const { affected } = await this.database.repository(Snooze).delete(key);
      if (affected !== 1) throw new Conflict('This was put off anew meanwhile.');
      // What putting it off marked as read stands unread again.
      await this.database.sql`
        UPDATE reminder SET read_at = NULL WHERE obligation_id = ${obligationId}
          AND recipient_id = ${personId} AND channel = 'list' AND read_at = ${before.createdAt.toISOString()}`;
      const subject = { kind: 'obligation', id: obligationId };
      this.journal.record(actor, 'reminders.resumed', subject, factsOf(before), null);
    });
  }

  private async obligation(id: string): Promise<Obligation> {
    const obligation = await this.database.repository(Obligation).findOneBy({ id });
    if (!obligation) throw new NotFound('obligation');
    return obligation;
  }

  private async standing(
    personId: string,
    { id: obligationId, dueOn }: Obligation,
  ): Promise<Snooze | null> {
    const key = { obligationId, personId, dueOn };
    const snooze = await this.database.repository(Snooze).findOneBy(key);
    return snooze && snooze.until > this.clock.today() ? snooze : null;
  }
}

const factsOf = (snooze: Snooze | null) => snooze && { until: snooze.until, reason: snooze.reason };
