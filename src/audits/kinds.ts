export const auditKinds = [
  'soc2_type1',
  'soc2_type2',
  'iso27001',
  'iso42001',
  'penetration_test',
  'red_team_test',
  'other',
] as const;
export type AuditKind = (typeof auditKinds)[number];

export const auditKindLabels: Readonly<Record<AuditKind, string>> = {
  soc2_type1: 'SOC 2 Type I',
  soc2_type2: 'SOC 2 Type II',
  iso27001: 'ISO/IEC 27001',
  iso42001: 'ISO/IEC 42001',
  penetration_test: 'Penetration test',
  red_team_test: 'Red-team test',
  other: 'Other',
};

/** What an audit is called: its own title where the kind is `other`. */
export const auditName = ({ kind, title }: { kind: AuditKind; title?: string | null }): string =>
  kind === 'other' && title ? title : auditKindLabels[kind];

export const isCertificate = (kind: AuditKind): boolean =>
  kind === 'iso27001' || kind === 'iso42001';

export const isTest = (kind: AuditKind): boolean =>
  kind === 'penetration_test' || kind === 'red_team_test';
