import { Injectable } from '@nestjs/common';
import { AuditExceptions, AuditQueries, Auditors, Audits, BridgeLetters } from '../audits/index.js';
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
    private readonly auditors: Auditors,
  ) {}

  async record(
    actor: Actor,
    vendorId: string,
    { daysAgo: days, recorded }: NonNullable<Story['audits']>,
    today: string,
  ): Promise<void> {
    const known = (await this.queries.ofVendor(vendorId)).map(lineOf);
    for (const [at, audit] of recorded.entries()) {
      if (known.includes(lineOf(audit.facts))) continue;
      const moment = daysAgo(today, days, 200 + at * minutesAnAudit);
      await this.clock.at(moment, () => this.one(actor, vendorId, audit));
    }
  }

  /** Puts the auditor or platform of this name in doubt, if it is behind an audit of this vendor and is not in doubt yet. */
  async doubt(
    actor: Actor,
    vendorId: string,
    { daysAgo: days, name, reason }: NonNullable<Story['doubted']>,
    today: string,
  ): Promise<void> {
    const lines = await this.queries.ofVendor(vendorId);
    const marks = lines.flatMap(({ auditor, platform }) => [auditor, platform ?? []].flat());
    const mark = marks.find((one) => one.name === name);
    if (!mark || mark.doubted) return;
    const { version } = await this.auditors.byId(mark.id);
    const work = () => this.auditors.doubt(actor, mark.id, version, reason);
    await this.clock.at(daysAgo(today, days, 0), work);
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
