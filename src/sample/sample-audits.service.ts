import { Injectable } from '@nestjs/common';
import { AuditExceptions, AuditQueries, Audits, BridgeLetters } from '../audits/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { daysAgo } from './moments.js';
import type { SampleAudit, Story } from './story.js';

const minutesAnAudit = 10;

/** Records the audits of a story, each with its exceptions and letters or not at all; those that are there stay. */
@Injectable()
export class SampleAudits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audits: Audits,
    private readonly queries: AuditQueries,
    private readonly exceptions: AuditExceptions,
    private readonly letters: BridgeLetters,
  ) {}

  async record(actor: Actor, vendorId: string, story: Story, today: string): Promise<void> {
    const known = (await this.queries.ofVendor(vendorId)).map(lineOf);
    const { daysAgo: days, recorded } = story.audits;
    for (const [at, audit] of recorded.entries()) {
      if (known.includes(lineOf(audit.facts))) continue;
      const moment = daysAgo(today, days, 200 + at * minutesAnAudit);
      await this.clock.at(moment, () => this.one(actor, vendorId, audit));
    }
  }

  private one(actor: Actor, vendorId: string, audit: SampleAudit): Promise<void> {
    return this.database.transaction(async () => {
      const { id } = await this.audits.record(actor, vendorId, audit.facts);
      for (const exception of audit.exceptions ?? []) {
        await this.exceptions.add(actor, id, exception);
      }
      for (const letter of audit.letters ?? []) await this.letters.add(actor, id, letter);
    });
  }
}

const lineOf = ({ kind, scope }: { kind: string; scope: string }): string => `${kind}: ${scope}`;
