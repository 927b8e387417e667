import { recordAudit } from '../../audits/examples.js';
import type { Visitor } from '../../support/app.js';
import { judgeAnswer } from '../judge-answer.js';

/** Has a judgement of this assessment rest on an audit, and asks for what leans on its auditor to be scored again. */
export async function askRescoring(
  staff: Visitor,
  vendorId: string,
  assessmentId: string,
): Promise<string> {
  const auditId = await recordAudit(staff, { auditor: 'Northgate Assurance' }, vendorId);
  const facts = { judgement: 'meets', evidence: 'audit', auditId };
  await judgeAnswer(staff, `/api/v1/assessments/${assessmentId}`, 'access.mfa', facts);
  const { body } = await staff.get<{ auditor: { id: string } }>(`/api/v1/audits/${auditId}`);
  const path = `/api/v1/auditors/${body.auditor.id}/rescorings`;
  return (await staff.post<{ id: string }>(path, {})).body.id;
}
