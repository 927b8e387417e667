import { Injectable } from '@nestjs/common';
import { AuditExceptions, AuditQueries } from '../../audits/index.js';
import type { FindingRule, FindingView } from '../../findings/index.js';
import { NotFound } from '../../platform/errors.js';

/** What a finding comes from, and where that is to be seen. */
export interface ShownOrigin {
  what: string;
  href?: string;
  rule?: string;
}

const rules: Readonly<Record<FindingRule, string>> = {
  knock_out: 'Raised by rule: an adverse answer to a knock-out question.',
  critical_adverse: 'Raised by rule: an adverse answer to a critical question.',
};

@Injectable()
export class FindingOrigin {
  constructor(
    private readonly exceptions: AuditExceptions,
    private readonly audits: AuditQueries,
  ) {}

  async of(finding: FindingView): Promise<ShownOrigin> {
    const { raisedByRule } = finding;
    const rule = raisedByRule ? { rule: rules[raisedByRule] } : {};
    return { ...(await this.shown(finding)), ...rule };
  }

  private async shown(finding: FindingView): Promise<ShownOrigin> {
    const { originKind, originId, assessmentId, questionKey } = finding;
    switch (originKind) {
      case 'answer': {
        const at = assessmentId ? `/assessments/${assessmentId}` : undefined;
        if (questionKey === undefined) return { what: 'An answer', ...(at ? { href: at } : {}) };
        const question = encodeURIComponent(questionKey);
        const href = at ? { href: `${at}/review/${question}` } : {};
        return { what: `The answer to ${questionKey}`, ...href };
      }
      case 'audit_exception':
        return this.exception(originId ?? '');
      case 'condition':
        return {
          what: 'A condition of the decision',
          ...(assessmentId ? { href: `/assessments/${assessmentId}` } : {}),
        };
      case 'by_hand':
        return { what: 'Raised by hand' };
    }
  }

  private async exception(id: string): Promise<ShownOrigin> {
    try {
      const { auditId, position } = await this.exceptions.byId(id);
      const { name } = await this.audits.view(auditId);
      return { what: `Exception ${position} of ${name}`, href: `/audits/${auditId}#exceptions` };
    } catch (error) {
      if (error instanceof NotFound) return { what: 'An exception of an audit, since removed' };
      throw error;
    }
  }
}
