import { Injectable } from '@nestjs/common';
import { AuditQueries, type AuditLine, type FreshnessState } from '../../audits/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { DeclaredAudits } from './declared-audits.js';
import { shownLine } from './audit-words.js';

/** What the partial `audits/of-vendor` shows on the tab of a vendor. */
@Injectable()
export class AuditsOfVendor {
  constructor(
    private readonly queries: AuditQueries,
    private readonly declared: DeclaredAudits,
    private readonly clock: Clock,
  ) {}

  async view(me: Caller, vendorId: string): Promise<object> {
    const lines = await this.queries.ofVendor(vendorId);
    const current = inForce(lines);
    const today = this.clock.today();
    const mayTake = me.may.has('audits.write') && me.may.has('assessments.read');
    return {
      vendorId,
      declared: mayTake ? await this.declared.notRecorded(vendorId) : [],
      mayWrite: me.may.has('audits.write'),
      lines: lines.map((line) => shownLine(line, today)),
      noneGood: lines.length > 0 && current.every(({ freshness: { state } }) => state === 'stale'),
    };
  }

  /** In a few words: how many audits there are, and how many of them are no longer good, soon to end, or in doubt. */
  async inShort(vendorId: string) {
    const all = await this.queries.ofVendor(vendorId);
    const lines = inForce(all);
    const count = (...states: FreshnessState[]) =>
      lines.filter(({ freshness: { state } }) => states.includes(state)).length;
    return {
      ids: all.map(({ id }) => id),
      recorded: lines.length,
      stale: count('stale'),
      endingSoon: count('due_soon', 'in_grace'),
      doubted: lines.filter(({ doubted }) => doubted).length,
    };
  }
}

/** Those that no newer one has taken the place of. */
const inForce = (lines: readonly AuditLine[]): AuditLine[] =>
  lines.filter(({ freshness: { state } }) => state !== 'superseded' && state !== 'rejected');
