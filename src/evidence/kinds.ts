export const evidenceKinds = [
  'audit_report',
  'certificate',
  'bridge_letter',
  'vendor_policy',
  'subprocessor_list',
  'sbom',
  'self_assessment',
  'other',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const evidenceKindLabels: Readonly<Record<EvidenceKind, string>> = {
  audit_report: 'Report of an audit or a test',
  certificate: 'Certificate',
  bridge_letter: 'Bridge letter',
  vendor_policy: 'Policy or procedure',
  subprocessor_list: 'List of subprocessors',
  sbom: 'Software bill of materials (SBOM)',
  self_assessment: 'Self-assessment',
  other: 'Something else',
};
