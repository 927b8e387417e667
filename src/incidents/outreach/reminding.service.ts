import { Injectable, Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Journal } from '../../journal/index.js';
import { system } from '../../platform/actor.js';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Database, sql, type Sql } from '../../platform/database/index.js';
import { Hourly } from '../../platform/sweeps/index.js';
import { Policies } from '../../policies/index.js';
import { OutreachLetters } from './letters.service.js';
import { outreachHours } from './outreach-policy.js';
import { OutreachRequest } from './outreach.entity.js';

const hourMs = 3_600_000;
/** How many are looked through before others get their turn: a hundred thousand at once take a seventh of a second. */
const atOnce = 2_000;

interface Owed {
  id: string;
  vendorId: string;
  name: string;
  email: string;
  dueAt: string;
  expiresAt: string;
}

/** Reminds vendors of the answers they owe: once before they are due, once after. */
@Injectable()
export class OutreachReminding {
  private readonly log = new Logger('outreach');

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly letters: OutreachLetters,
  ) {}

  @Hourly()
  async run(): Promise<void> {
    const { before, after } = await this.policies.read(outreachHours);
    const now = this.clock.now();
    const soon = addMilliseconds(now, before * hourMs).toISOString();
    const past = addMilliseconds(now, -after * hourMs).toISOString();
    const at = now.toISOString();
    // Whoever was written to less than those hours before it is due has just read it.
    await this.all(sql`r.due_at > ${at} AND r.due_at <= ${soon} AND r.sent_at <= ${past}`, false);
    await this.all(sql`r.due_at <= ${past}`, true);
  }

  private async all(when: Sql, isLate: boolean): Promise<void> {
    const mark = isLate ? sql`r.reminded_after_at` : sql`r.reminded_before_at`;
    for (let last = ''; ;) {
      const some = sql`SELECT * FROM outreach_request WHERE id > ${last} ORDER BY id LIMIT ${atOnce}`;
      const [at] = await this.database.sql<{ end: string | null }[]>`
        SELECT max(id) AS "end" FROM (${some}) looked`;
      const end = at?.end ?? '';
      if (end === '') return;
      const owed = await this.database.sql<Owed[]>`
        SELECT r.id, r.vendor_id AS "vendorId", r.name, r.email, r.due_at AS "dueAt", r.expires_at AS "expiresAt"
        FROM (${some}) r JOIN incident n ON n.id = r.incident_id
        WHERE r.answered_at IS NULL AND r.revoked_at IS NULL AND ${mark} IS NULL AND n.state = 'open' AND ${when}
          AND r.expires_at > ${this.clock.now().toISOString()}
        ORDER BY r.id`;
      for (const one of owed) await this.one(one, isLate);
      last = end;
      await nextTurn();
    }
  }

  /** Whoever comes second, of two that run at once, finds it done. */
  private async one(owed: Owed, isLate: boolean): Promise<void> {
    const mark = isLate ? 'reminded_after_at' : 'reminded_before_at';
    const { id, vendorId, name, email } = owed;
    try {
      await this.database.transaction(async () => {
        const taken = await this.database
          .repository(OutreachRequest)
          .createQueryBuilder()
          .update()
          .set({ [isLate ? 'remindedAfterAt' : 'remindedBeforeAt']: this.clock.now() })
          .where(`id = :id AND ${mark} IS NULL AND answered_at IS NULL AND revoked_at IS NULL`, {
            id,
          })
          .andWhere('due_at = :dueAt', { dueAt: owed.dueAt })
          .execute();
        if (taken.affected !== 1) return;
        const times = { dueAt: new Date(owed.dueAt), expiresAt: new Date(owed.expiresAt) };
        await this.letters.remind({ requestId: id, name, email, ...times }, isLate);
        const subject = { kind: 'outreach_request', id };
        this.journal.record(system, 'outreach.reminded', subject, null, { vendorId, isLate });
      });
    } catch (error) {
      this.log.error(error);
    }
  }
}
