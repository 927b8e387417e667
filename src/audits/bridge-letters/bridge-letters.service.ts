import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { addDays, addMonths, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Policies } from '../../policies/index.js';
import { dueDatesMoved } from '../../vendors/index.js';
import type { Audit } from '../audit.entity.js';
import { Audits } from '../audits.service.js';
import type { BridgeLetterFacts } from './bridge-letter.dto.js';
import { BridgeLetter } from './bridge-letter.entity.js';
import { freshness } from '../freshness/figures.js';
import { letterProblems } from './letter-problems.js';

@Injectable()
export class BridgeLetters {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly audits: Audits,
  ) {}

  async add(actor: Actor, auditId: string, facts: BridgeLetterFacts): Promise<{ id: string }> {
    const id = newId();
    const { byManagement: _, ...written } = facts;
    await this.database.transaction(async () => {
      await this.database.hold('audit', auditId);
      const audit = await this.audits.byId(auditId);
      await this.refuseUnfit(audit, facts);
      await this.database
        .repository(BridgeLetter)
        .insert({ id, auditId, ...written, createdAt: this.clock.now() });
      const after = { letterId: id, ...written };
      this.journal.record(actor, 'audit.bridge_letter_added', subject(auditId), null, after);
      await this.jobs.enqueue(dueDatesMoved, { vendorId: audit.vendorId });
    });
    return { id };
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { auditId, createdAt: _, ...before } = await this.byId(id);
      const { vendorId } = await this.audits.byId(auditId);
      const removed = await this.database.repository(BridgeLetter).delete({ id });
      if (removed.affected !== 1) throw new NotFound('bridge letter');
      this.journal.record(actor, 'audit.bridge_letter_removed', subject(auditId), before, null);
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
    });
  }

  async byId(id: string): Promise<BridgeLetter> {
    const letter = await this.database.repository(BridgeLetter).findOneBy({ id });
    if (!letter) throw new NotFound('bridge letter');
    return letter;
  }

  async ofAudit(auditId: string): Promise<BridgeLetter[]> {
    return this.database
      .repository(BridgeLetter)
      .find({ where: { auditId }, order: { coversFrom: 'ASC', id: 'ASC' } });
  }

  /** The days that a letter for this report has when it carries it as far as it may. */
  async longestFor(
    auditId: string,
  ): Promise<{ coversFrom: string; coversUntil: string } | undefined> {
    const { kind, periodTo } = await this.audits.byId(auditId);
    if (kind !== 'soc2_type2' || !periodTo) return undefined;
    const { soc2Type2Months, bridgeMonths } = await this.policies.read(freshness);
    const freshUntil = addMonths(periodTo, soc2Type2Months);
    return { coversFrom: addDays(freshUntil, 1), coversUntil: addMonths(freshUntil, bridgeMonths) };
  }

  private async refuseUnfit({ kind, periodTo }: Audit, facts: BridgeLetterFacts): Promise<void> {
    if (kind !== 'soc2_type2' || !periodTo) {
      throw new Conflict('Only a SOC 2 Type II report can have a bridge letter.');
    }
    const figures = await this.policies.read(freshness);
    if (figures.bridgeMonths === 0) throw new Conflict('Our policy accepts no bridge letters.');
    const problems = letterProblems(facts, periodTo, figures, this.clock.today());
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
  }
}

const subject = (auditId: string) => ({ kind: 'audit', id: auditId });
