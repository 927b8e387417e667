import type { ReportView } from '../../reports/index.js';

/** A report as lists and pages show it. */
export function reportLine(report: ReportView): object {
  const { id, subjectKind, subjectId, bytes } = report;
  return {
    ...report,
    href: `/reports/${id}`,
    pdf: `/reports/${id}/pdf`,
    ...subjectOf(subjectKind, subjectId),
    ...(bytes ? { kilobytes: Math.ceil(bytes / 1024) } : {}),
  };
}

function subjectOf(kind: string, id: string): object {
  if (kind === 'assessment') return { subject: `/assessments/${id}`, about: 'The assessment' };
  if (kind === 'vendor') return { subject: `/vendors/${id}`, about: 'The vendor' };
  return kind === 'incident' ? { subject: `/incidents/${id}`, about: 'The incident' } : {};
}
