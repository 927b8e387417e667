import { Injectable } from '@nestjs/common';
import { Assessments, Snapshots, Standings } from '../../assessments/index.js';
import { AuditQueries, auditKindLabels, isCertificate } from '../../audits/index.js';
import { NotFound } from '../../platform/errors.js';
import type { FormBody } from '../../platform/http/index.js';
import { questionsOf, type AuditRow } from '../../questionnaires/index.js';
import { sortNameOf } from '../../vendors/index.js';

/** Audits that the vendor named in its last submission, to be taken over into what we recorded. */
@Injectable()
export class DeclaredAudits {
  constructor(
    private readonly assessments: Assessments,
    private readonly snapshots: Snapshots,
    private readonly standings: Standings,
    private readonly audits: AuditQueries,
  ) {}

  /** Those of a kind and an auditor that we have recorded nothing of. */
  async notRecorded(vendorId: string): Promise<object[]> {
    const [last] = (await this.standings.ofVendor(vendorId))
      .filter(({ submittedAt }) => submittedAt !== undefined)
      .sort((one, other) => ((one.submittedAt ?? '') < (other.submittedAt ?? '') ? 1 : -1));
    if (!last) return [];
    const recorded = new Set(
      (await this.audits.ofVendor(vendorId)).map(({ kind, auditor }) => keyOf(kind, auditor.name)),
    );
    return (await this.rows(last.id)).flatMap(({ standard, auditor, scope }, at) =>
      recorded.has(keyOf(standard, auditor))
        ? []
        : [
            {
              name: auditKindLabels[standard],
              auditor,
              scope,
              href: `/vendors/${vendorId}/audits/new?assessmentId=${last.id}&row=${at}`,
            },
          ],
    );
  }

  /** What the form of an audit begins with when this row of the answer is taken over. */
  async typed(vendorId: string, assessmentId: string, at: number): Promise<FormBody> {
    const assessment = await this.assessments.byId(assessmentId);
    const row = assessment.vendorId === vendorId ? (await this.rows(assessmentId))[at] : undefined;
    if (!row) throw new NotFound('audit in an answer');
    const { standard: kind, auditor, scope, periodStart, periodEnd, issuedOn, nextDueOn } = row;
    const days = isCertificate(kind)
      ? { issuedOn: issuedOn ?? periodStart, expiresOn: periodEnd }
      : { issuedOn, periodFrom: periodStart, periodTo: periodEnd };
    return { kind, auditor, scope, ...days, nextDueOn, cadenceMonths: '12' };
  }

  /** In the order of the answers; the answers as frozen at the last submission. */
  private async rows(assessmentId: string): Promise<AuditRow[]> {
    const snapshot = await this.snapshots.latest(await this.assessments.byId(assessmentId));
    if (!snapshot) return [];
    const asked = questionsOf(snapshot.questionnaire.definition)
      .filter(({ kind }) => kind === 'audits')
      .map(({ key }) => key);
    return snapshot.submission.answers
      .filter(({ questionKey, value }) => asked.includes(questionKey) && Array.isArray(value))
      .flatMap(({ value }) => value as AuditRow[]);
  }
}

const keyOf = (kind: string, auditor: string): string => `${kind} ${sortNameOf(auditor)}`;
