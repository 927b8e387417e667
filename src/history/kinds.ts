import type { Permission } from '../identity/index.js';

export const historyKinds = [
  'assessment',
  'score',
  'decision',
  'override',
  'finding',
  'acceptance',
  'audit',
  'auditor',
  'offboarding',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** What one must be allowed to read in order to be told of it. */
export const kindNeeds: Readonly<Record<HistoryKind, Permission>> = {
  assessment: 'assessments.read',
  score: 'assessments.read',
  decision: 'assessments.read',
  override: 'assessments.read',
  finding: 'findings.read',
  acceptance: 'findings.read',
  audit: 'audits.read',
  auditor: 'audits.read',
  offboarding: 'vendors.read',
};

/** The kinds that somebody who may do this is told of. */
export const kindsFor = (may: ReadonlySet<Permission>): HistoryKind[] =>
  historyKinds.filter((kind) => may.has(kindNeeds[kind]));
