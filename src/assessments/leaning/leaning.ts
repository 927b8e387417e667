import { listed, sql, type Sql } from '../../platform/database/index.js';

/** The audits that these auditors signed or these platforms prepared, with who: one row for each of the two. */
export const auditsBy = (auditorIds: readonly string[]): Sql => sql`(
  SELECT auditor_id AS who, id, vendor_id FROM audit WHERE auditor_id IN (${listed(auditorIds)})
  UNION ALL
  SELECT platform_id AS who, id, vendor_id FROM audit WHERE platform_id IN (${listed(auditorIds)}))`;

/** The assessments with a judgement that rests on one of an auditor's audits; history, what was superseded, left out. */
export const leaningOn = (auditorId: string): Sql => sql`a.state <> 'superseded' AND a.id IN (
  SELECT r.assessment_id FROM ${auditsBy([auditorId])} l JOIN review r ON r.audit_id = l.id)`;
