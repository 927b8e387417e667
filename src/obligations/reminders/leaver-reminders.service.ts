import { Injectable } from '@nestjs/common';
import { Organisations } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system } from '../../platform/actor.js';
import { addDays, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import { whenWords } from './digest-letter.js';
import { daysPast } from './ladder.js';
import { askedFor, batch, horizonOf, remindInTurn, type BatchDone } from './letters-to-vendors.js';
import type { Office } from './office-hours.js';
import { vendorLadder, type ReminderFigures } from './reminder-policy.js';
import { writeReminders } from './written-reminders.js';

interface Owed extends Office {
  /** Of the obligation. */
  id: string;
  offboardingId: string;
  requestId: string;
  dueOn: string;
  sentAt: string;
}

interface Facts {
  contactId: string;
  name: string;
  email: string;
  expiresAt: string;
  vendor: string;
  ownerName: string;
  ownerEmail: string;
}

/** Reminds whoever was asked what became of our data, and has not confirmed it; by the ladder of vendors. */
@Injectable()
export class LeaverReminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
    private readonly organisations: Organisations,
  ) {}

  /** One batch, in the order of ids. */
  async runBatch(
    afterId: string,
    figures: ReminderFigures,
    report: (error: unknown) => void,
  ): Promise<BatchDone> {
    const ladder = vendorLadder(figures);
    const now = this.clock.now();
    return remindInTurn(await this.owed(afterId, horizonOf(ladder, now)), {
      ladder,
      now,
      report,
      // Whoever was written to on that day or later has just read it.
      knows: (one, rung) => addDays(one.dueOn, rung) <= one.sentAt.slice(0, 10),
      remind: (one, rung, day) => this.remind(one, rung, day),
    });
  }

  /** Those whose link stands, who have not answered, and where nobody here has settled it otherwise. */
  private async owed(afterId: string, ahead: string): Promise<Owed[]> {
    return this.database.sql<Owed[]>`
      SELECT o.id, b.id AS "offboardingId", q.id AS "requestId", o.due_on AS "dueOn", q.sent_at AS "sentAt", p.zone,
        p.digest_hour AS "digestHour"
      FROM obligation o JOIN offboarding b ON b.id = o.subject_id
      JOIN offboarding_request q ON q.offboarding_id = b.id AND q.revoked_at IS NULL
      LEFT JOIN preference p ON p.user_id = o.owner_id
      WHERE o.kind = 'offboarding' AND o.ended_at IS NULL AND b.ended_at IS NULL AND o.due_on <= ${ahead}
        AND NOT EXISTS (SELECT 1 FROM offboarding_confirmation c WHERE c.request_id = q.id)
        AND NOT EXISTS (SELECT 1 FROM offboarding_step s
          WHERE s.offboarding_id = b.id AND s.step = 'data' AND s.outcome <> 'open')
        AND o.id > ${afterId}
      ORDER BY o.id LIMIT ${batch}`;
  }

  /** One letter, unless they had it. */
  private async remind(owed: Owed, rung: number, day: string): Promise<number> {
    const { id: obligationId, offboardingId, requestId, dueOn } = owed;
    return this.database.transaction(async () => {
      await this.database.hold('offboarding', offboardingId);
      const facts = await this.factsOf(owed);
      if (!facts) return 0;
      const { contactId, name, email, vendor } = facts;
      const [written] = await writeReminders(this.database, this.clock.now(), [
        {
          ...{ obligationId, dueOn, rung, cause: 'own', channel: 'mail' },
          ...{ recipientKind: 'contact', recipientId: contactId },
        },
      ]);
      if (!written) return 0;
      const organisation = (await this.organisations.name()) || facts.ownerName;
      const ask = { name: facts.ownerName, email: facts.ownerEmail };
      const past = daysPast(dueOn, day);
      const view = {
        ...{ organisation, vendor, name, dueOn, ask, when: whenWords(past) },
        ...{ late: past > 0, today: past === 0 },
        linkEnded: new Date(facts.expiresAt) <= this.clock.now(),
        linkUntil: facts.expiresAt.slice(0, 10),
      };
      const letter = await this.letters.write({
        ...this.templates.compose('offboarding-reminder', view),
        to: { name, email },
        about: { kind: 'offboarding_request', id: requestId },
        from: organisation,
        replyTo: ask,
      });
      await this.database.sql`
        UPDATE reminder SET letter_id = ${letter.id} WHERE id = ${written.id}`;
      const subject = { kind: 'offboarding', id: offboardingId };
      const told = { requestId, contactId, dueOn, rung };
      this.journal.record(system, 'offboarding.reminded', subject, null, told);
      return 1;
    });
  }

  /** Nothing once it has ended, moved, or been answered. */
  private async factsOf({ id, requestId, dueOn }: Owed): Promise<Facts | undefined> {
    const [facts] = await this.database.sql<Facts[]>`
      SELECT q.contact_id AS "contactId", q.name, q.email, q.expires_at AS "expiresAt", v.name AS vendor,
        u.name AS "ownerName", u.email AS "ownerEmail"
      FROM obligation o JOIN offboarding b ON b.id = o.subject_id
      JOIN offboarding_request q ON q.offboarding_id = b.id JOIN vendor v ON v.id = b.vendor_id
      JOIN app_user u ON u.id = ${askedFor}
      WHERE o.id = ${id} AND q.id = ${requestId} AND o.due_on = ${dueOn} AND o.ended_at IS NULL
        AND b.ended_at IS NULL AND q.revoked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM offboarding_confirmation c WHERE c.request_id = q.id)`;
    return facts;
  }
}
