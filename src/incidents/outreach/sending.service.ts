import { Injectable } from '@nestjs/common';
import { linkExpiry, newMagicLink } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, listed, sql } from '../../platform/database/index.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Policies } from '../../policies/index.js';
import { dueDatesMoved } from '../../vendors/index.js';
import { outreachDue } from '../events.js';
import { contactFor } from './chosen.queries.js';
import { OutreachLetters } from './letters.service.js';
import { answerDue, outreachHours, type OutreachHours } from './outreach-policy.js';
import { Outreach, OutreachRequest } from './outreach.entity.js';

/** As many letters as one short transaction writes. */
const lettersAtOnce = 20;

interface Waiting {
  id: string;
  vendorId: string;
  tier: number | null;
  contactId: string | null;
  name: string | null;
  email: string | null;
}

export interface Recipient {
  contactId: string;
  name: string;
  email: string;
}

/** Writes the letters of an outreach, each once, however often it is begun again. */
@Injectable()
export class OutreachSending {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly letters: OutreachLetters,
  ) {}

  @Handles(outreachDue)
  async onDue({ outreachId }: { outreachId: string }): Promise<void> {
    const figures = await this.policies.read(outreachHours);
    while ((await this.sendSome(outreachId, figures)) > 0);
    await this.database.transaction(async () => {
      await this.database
        .repository(Outreach)
        .createQueryBuilder()
        .update()
        .set({ doneAt: this.clock.now() })
        .where('id = :id AND done_at IS NULL', { id: outreachId })
        .execute();
    });
  }

  /** In a transaction: a new link for this request, and the letter that holds it; an earlier link ends. */
  async write(
    actor: Actor,
    { id, vendorId }: { id: string; vendorId: string },
    to: Recipient,
    dueAt: Date,
  ): Promise<void> {
    const { address, secretHash } = newMagicLink(this.config.origin, 'incident');
    const sentAt = this.clock.now();
    const expiresAt = linkExpiry(dayOf(dueAt), dayOf(sentAt));
    const letter = await this.letters.ask({ requestId: id, ...to, dueAt, expiresAt }, address);
    await this.database.repository(OutreachRequest).update(
      { id },
      {
        ...to,
        ...{ secretHash, sentAt, dueAt, expiresAt, letterId: letter.id },
        openedAt: null,
        undeliverableAt: null,
        version: () => 'version + 1',
      },
    );
    const subject = { kind: 'outreach_request', id };
    this.journal.record(actor, 'outreach.sent', subject, null, { vendorId, ...to, dueAt });
    await this.jobs.enqueue(dueDatesMoved, { vendorId });
  }

  private async sendSome(outreachId: string, figures: OutreachHours): Promise<number> {
    const isWaiting = sql`r.sent_at IS NULL AND r.undeliverable_at IS NULL AND r.revoked_at IS NULL`;
    const found = await this.database.sql<{ id: string }[]>`
      SELECT r.id FROM outreach_request r WHERE r.outreach_id = ${outreachId} AND ${isWaiting}
      ORDER BY r.id LIMIT ${lettersAtOnce}`;
    if (found.length === 0) return 0;
    const ids = found.map(({ id }) => id);
    await this.database.transaction(async () => {
      // Another process may have written them since: only what waits still is written.
      await this.database.hold('outreach_request', ...ids);
      const waiting = await this.database.sql<Waiting[]>`
        SELECT r.id, r.vendor_id AS "vendorId", v.tier, c.id AS "contactId", c.name, c.email
        FROM outreach_request r JOIN vendor v ON v.id = r.vendor_id LEFT JOIN contact c ON c.id = ${contactFor}
        WHERE r.id IN (${listed(ids)}) AND ${isWaiting} ORDER BY r.id`;
      for (const one of waiting) await this.sendOne(one, figures);
    });
    return found.length;
  }

  private async sendOne(
    { id, vendorId, tier, contactId, name, email }: Waiting,
    figures: OutreachHours,
  ): Promise<void> {
    const now = this.clock.now();
    if (contactId === null || name === null || email === null) {
      await this.database.repository(OutreachRequest).update({ id }, { undeliverableAt: now });
      return;
    }
    const to = { contactId, name, email };
    await this.write(system, { id, vendorId }, to, answerDue(now, tier, figures));
  }
}
