import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { dueDatesMoved, Vendors } from '../vendors/index.js';
import type { AuditFacts } from './audit.dto.js';
import { Audit } from './audit.entity.js';
import { columnsOf, type AuditColumns } from './audit-columns.js';
import { Auditors } from './auditors/auditors.service.js';

/** Audits of vendors as recorded here. None is removed: one that was recorded wrongly is changed or rejected. */
@Injectable()
export class Audits {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: Vendors,
    private readonly auditors: Auditors,
  ) {}

  async record(actor: Actor, vendorId: string, facts: AuditFacts): Promise<{ id: string }> {
    const id = newId();
    const now = this.clock.now();
    const columns = columnsOf(facts, this.clock.today());
    await this.database.transaction(async () => {
      await this.vendors.byId(vendorId);
      const written = { ...columns, ...(await this.signatories(actor, facts)) };
      await this.database.repository(Audit).insert({
        id,
        vendorId,
        ...written,
        rejectedAt: null,
        rejectedReason: null,
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      this.journal.record(actor, 'audit.recorded', subject(id), null, { vendorId, ...written });
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: AuditFacts): Promise<void> {
    const columns = columnsOf(facts, this.clock.today());
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      const written = { ...columns, ...(await this.signatories(actor, facts)) };
      await this.write(before, written);
      const was = Object.fromEntries(
        Object.keys(written).map((name) => [name, before[name as keyof AuditColumns]]),
      );
      this.journal.record(actor, 'audit.changed', subject(id), was, written);
    });
  }

  /** We do not accept it: from now on it proves nothing. */
  async reject(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      if (before.rejectedAt) throw new Conflict('This audit is rejected already.');
      const rejection = { rejectedAt: this.clock.now(), rejectedReason: reason };
      await this.write(before, rejection);
      const was = { rejectedAt: null, rejectedReason: null };
      this.journal.record(actor, 'audit.rejected', subject(id), was, rejection);
    });
  }

  async accept(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      if (!before.rejectedAt) throw new Conflict('This audit is accepted already.');
      const { rejectedAt, rejectedReason } = before;
      await this.write(before, { rejectedAt: null, rejectedReason: null });
      const is = { rejectedAt: null, rejectedReason: null, acceptedReason: reason };
      const was = { rejectedAt, rejectedReason };
      this.journal.record(actor, 'audit.accepted', subject(id), was, is);
    });
  }

  async byId(id: string): Promise<Audit> {
    const audit = await this.database.repository(Audit).findOneBy({ id });
    if (!audit) throw new NotFound('audit');
    return audit;
  }

  private async atVersion(id: string, version: number): Promise<Audit> {
    const audit = await this.byId(id);
    if (audit.version !== version) throw new Stale('audit');
    return audit;
  }

  private async write(before: Audit, changes: Partial<Audit>): Promise<void> {
    const dated = { ...changes, updatedAt: this.clock.now() };
    await changeVersioned(this.database.repository(Audit), 'audit', before, dated);
    await this.jobs.enqueue(dueDatesMoved, { vendorId: before.vendorId });
  }

  private async signatories(actor: Actor, { auditor, platform }: AuditFacts) {
    const auditorId = await this.auditors.findOrCreate(actor, 'firm', auditor);
    const platformId = platform
      ? await this.auditors.findOrCreate(actor, 'platform', platform)
      : null;
    return { auditorId, platformId };
  }
}

const subject = (id: string) => ({ kind: 'audit', id });
