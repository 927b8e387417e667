import { Injectable } from '@nestjs/common';
import { Findings, type Raised, type Severity } from '../../findings/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Audits } from '../audits.service.js';
import { auditName } from '../kinds.js';
import type { FindingFromException } from './audit-exception.dto.js';
import { AuditExceptions } from './audit-exceptions.service.js';
import type { ExceptionSeverity } from './audit-exception.entity.js';
import { titleOf } from './exception-title.js';

/** The same words: a severity that one side no longer has does not compile. */
const severityOf = {
  very_high: 'very_high',
  high: 'high',
  moderate: 'moderate',
  low: 'low',
} as const satisfies Record<ExceptionSeverity, Severity>;

/** Findings that a person raises from what an auditor found. */
@Injectable()
export class RaisedFromExceptions {
  constructor(
    private readonly database: Database,
    private readonly audits: Audits,
    private readonly exceptions: AuditExceptions,
    private readonly findings: Findings,
  ) {}

  /** Takes over text and severity; an exception has one finding. */
  async raise(actor: Actor, exceptionId: string, facts: FindingFromException): Promise<Raised> {
    return this.database.transaction(async () => {
      // An exception that is removed meanwhile is not there any more, or waits.
      await this.database.hold('audit_exception', exceptionId);
      const { auditId, text, severity, response } = await this.exceptions.byId(exceptionId);
      const audit = await this.audits.byId(auditId);
      const answered = response === null ? '' : `\n\nThe vendor says: ${response}`;
      return this.findings.raise(actor, {
        vendorId: audit.vendorId,
        originKind: 'audit_exception',
        originId: exceptionId,
        gap: `exception ${exceptionId}`,
        title: facts.title || titleOf(text),
        detail: facts.detail || `${auditName(audit)}: ${text}${answered}`,
        severity: facts.severity ?? severityOf[severity],
        proposedRemediation: facts.proposedRemediation,
        ownerId: facts.ownerId,
        dueOn: facts.dueOn,
        engagementId: facts.engagementId,
      });
    });
  }
}
