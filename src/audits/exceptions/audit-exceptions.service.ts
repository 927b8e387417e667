import { Injectable } from '@nestjs/common';
import { FindingQueries } from '../../findings/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { present } from '../../platform/present.js';
import type { ExceptionFacts, ExceptionView } from './audit-exception.dto.js';
import { AuditException } from './audit-exception.entity.js';
import { Audits } from '../audits.service.js';

@Injectable()
export class AuditExceptions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly audits: Audits,
    private readonly findings: FindingQueries,
  ) {}

  async add(actor: Actor, auditId: string, facts: ExceptionFacts): Promise<{ id: string }> {
    const id = newId();
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      await this.database.hold('audit', auditId);
      await this.audits.byId(auditId);
      const last = await this.database
        .repository(AuditException)
        .findOne({ where: { auditId }, order: { position: 'DESC' } });
      await this.database.repository(AuditException).insert({
        id,
        auditId,
        position: (last?.position ?? 0) + 1,
        ...written,
        createdAt: this.clock.now(),
        version: 1,
      });
      const after = { exceptionId: id, ...written };
      this.journal.record(actor, 'audit.exception_added', subject(auditId), null, after);
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: ExceptionFacts): Promise<void> {
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('exception');
      const exceptions = this.database.repository(AuditException);
      await changeVersioned(exceptions, 'exception', before, written);
      const was = columnsOf(before);
      this.journal.record(actor, 'audit.exception_changed', subject(before.auditId), was, written);
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('audit_exception', id);
      const before = await this.byId(id);
      const [finding] = await this.findings.ofOrigins([id]);
      if (finding) {
        throw new Conflict(`${finding.reference} was raised from this exception, so it stays.`);
      }
      const removed = await this.database.repository(AuditException).delete({ id, version });
      if (removed.affected !== 1) throw new Stale('exception');
      const was = { exceptionId: id, ...columnsOf(before) };
      this.journal.record(actor, 'audit.exception_removed', subject(before.auditId), was, null);
    });
  }

  async byId(id: string): Promise<AuditException> {
    const exception = await this.database.repository(AuditException).findOneBy({ id });
    if (!exception) throw new NotFound('exception');
    return exception;
  }

  async ofAudit(auditId: string): Promise<AuditException[]> {
    return this.database
      .repository(AuditException)
      .find({ where: { auditId }, order: { position: 'ASC' } });
  }

  /** As it is shown, with the finding that was raised from it. */
  async views(exceptions: readonly AuditException[]): Promise<ExceptionView[]> {
    const raised = await this.findings.ofOrigins(exceptions.map(({ id }) => id));
    const byOrigin = new Map(raised.map((finding) => [finding.originId, finding]));
    return exceptions.map(({ createdAt: _, ...exception }) => {
      const found = byOrigin.get(exception.id);
      const told = present(exception);
      if (!found) return told;
      const { id, reference, state } = found;
      return { ...told, finding: { id, reference, state } };
    });
  }
}

const subject = (auditId: string) => ({ kind: 'audit', id: auditId });

const columnsOf = ({
  text,
  severity,
  response,
}: Pick<ExceptionFacts, 'text' | 'severity'> & { response?: string | null }) => ({
  text,
  severity,
  response: response ?? null,
});
