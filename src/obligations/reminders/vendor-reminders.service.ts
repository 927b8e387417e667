import { Injectable } from '@nestjs/common';
import { mayTake, standingOf, type AssessmentState } from '../../assessments/index.js';
import { Organisations } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import { askedFor, batch, horizonOf, remindInTurn, type BatchDone } from './letters-to-vendors.js';
import type { Office } from './office-hours.js';
import { vendorLadder, type ReminderFigures } from './reminder-policy.js';
import { vendorLetter, type AskedFacts } from './vendor-letter.js';
import { writeReminders } from './written-reminders.js';

interface Owed extends Office {
  id: string;
  assessmentId: string;
  dueOn: string;
  lastRung: number | null;
}

interface Facts extends AskedFacts {
  state: AssessmentState;
  ownerId: string;
}

interface Asked {
  contactId: string;
  name: string;
  email: string;
  expiresAt: string;
}

/** Reminds the contacts of vendors of the answers they owe, by a ladder of their own. */
@Injectable()
export class VendorReminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
    private readonly organisations: Organisations,
  ) {}

  /** One batch of what vendors owe, in the order of ids. */
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
      knows: (one, rung) => rung <= (one.lastRung ?? -Infinity),
      remind: (one, rung, day) => this.remind(one, rung, day),
    });
  }

  private async owed(afterId: string, ahead: string): Promise<Owed[]> {
    return this.database.sql<Owed[]>`
      SELECT o.id, o.subject_id AS "assessmentId", o.due_on AS "dueOn", p.zone, p.digest_hour AS "digestHour",
        (SELECT max(r.rung) FROM reminder r WHERE r.obligation_id = o.id AND r.due_on = o.due_on
          AND r.recipient_kind = 'contact') AS "lastRung"
      FROM obligation o LEFT JOIN preference p ON p.user_id = o.owner_id
      WHERE o.kind = 'outreach' AND o.subject_kind = 'assessment' AND o.ended_at IS NULL
        AND o.due_on <= ${ahead} AND o.id > ${afterId}
      ORDER BY o.id LIMIT ${batch}`;
  }

  /** One letter to each contact whose invitation stands, unless they had it. */
  private async remind(
    { id, assessmentId, dueOn }: Owed,
    rung: number,
    day: string,
  ): Promise<number> {
    return this.database.transaction(async () => {
      const facts = await this.factsOf(id, assessmentId, dueOn);
      if (!facts || !mayTake('answer', facts.state)) return 0;
      const asked = await this.asked(assessmentId);
      const wanted = asked.map(({ contactId }) => ({
        ...{ obligationId: id, dueOn, rung, cause: 'own' as const, channel: 'mail' as const },
        recipientKind: 'contact' as const,
        recipientId: contactId,
      }));
      const written = await writeReminders(this.database, this.clock.now(), wanted);
      const organisation = (await this.organisations.name()) || facts.ownerName;
      for (const { id: reminderId, recipientId } of written) {
        const contact = asked.find(({ contactId }) => contactId === recipientId) as Asked;
        const { name, email } = contact;
        const expiresAt = new Date(contact.expiresAt);
        const linkEnded =
          standingOf({ revokedAt: null, expiresAt }, this.clock.now()) === 'link_expired';
        const ask = { name: facts.ownerName, email: facts.ownerEmail };
        const view = vendorLetter(facts, {
          organisation,
          name,
          dueOn,
          day,
          linkEnded,
          expiresAt,
          ask,
        });
        const letter = await this.letters.write({
          ...this.templates.compose('vendor-reminder', view),
          to: { name, email },
          about: { kind: 'assessment', id: assessmentId },
          from: organisation,
          replyTo: ask,
        });
        await this.database.sql`
          UPDATE reminder SET letter_id = ${letter.id} WHERE id = ${reminderId}`;
      }
      if (written.length > 0) {
        const subject = { kind: 'assessment', id: assessmentId };
        const contactIds = written.map(({ recipientId }) => recipientId);
        this.journal.record(system, 'vendor.reminded', subject, null, { dueOn, rung, contactIds });
      }
      return written.length;
    });
  }

  /** Nothing once the obligation has ended or moved. */
  private async factsOf(
    obligationId: string,
    assessmentId: string,
    dueOn: string,
  ): Promise<Facts | undefined> {
    const [facts] = await this.database.sql<Facts[]>`
      SELECT a.state, v.name AS vendor, e.name AS engagement, q.title AS questionnaire,
        u.id AS "ownerId", u.name AS "ownerName", u.email AS "ownerEmail"
      FROM obligation o
      JOIN assessment a ON a.id = o.subject_id
      JOIN vendor v ON v.id = a.vendor_id
      JOIN engagement e ON e.id = a.engagement_id
      JOIN questionnaire_version qv ON qv.id = a.questionnaire_version_id
      JOIN questionnaire q ON q.id = qv.questionnaire_id
      JOIN app_user u ON u.id = ${askedFor}
      WHERE o.id = ${obligationId} AND a.id = ${assessmentId} AND o.due_on = ${dueOn}
        AND o.ended_at IS NULL`;
    return facts;
  }

  /** Contacts with an invitation that was not revoked; colleagues a contact asked are the contact's to remind. */
  private async asked(assessmentId: string): Promise<Asked[]> {
    const rows = await this.database.sql<Asked[]>`
      SELECT contact_id AS "contactId", name, email, expires_at AS "expiresAt" FROM invitation
      WHERE assessment_id = ${assessmentId} AND contact_id IS NOT NULL AND revoked_at IS NULL
      ORDER BY created_at, id`;
    return [...new Map(rows.map((row) => [row.contactId, row])).values()];
  }
}
