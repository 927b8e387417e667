import type { ReportView } from '../../reports/index.js';

/** A report as lists and pages show it. */
export function reportLine(report: ReportView): object {
  const { id, subjectKind, subjectId, bytes } = report;
  return {
    ...report,
    href: `/reports/${id}`,
    pdf: `/reports/${id}/pdf`,
    ...(subjectKind === 'assessment' ? { subject: `/assessments/${subjectId}` } : {}),
    ...(bytes ? { kilobytes: Math.ceil(bytes / 1024) } : {}),
  };
}
