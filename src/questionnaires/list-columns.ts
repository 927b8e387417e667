import type { Option } from './question.js';

export type ListKind = 'tools' | 'stores' | 'audits';

interface ColumnBase {
  name: string;
  label: string;
  required?: true;
}

/** One column of a list answer; forms, readers and reports all follow it. */
export type Column = ColumnBase &
  (
    | { type: 'text'; max: number; format?: 'purl' | 'url' }
    | { type: 'choice'; options: readonly Option[] }
    | { type: 'whole'; max: number; unit?: string; nullable?: true }
    | { type: 'day' }
  );

export const MAX_ROWS = 200;

const KNOWN: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Not known' },
];

const TOOL_KINDS: readonly Option[] = [
  { value: 'model', label: 'Model' },
  { value: 'model_provider', label: 'Model provider' },
  { value: 'gateway', label: 'Gateway or proxy' },
  { value: 'agent_framework', label: 'Agent framework' },
  { value: 'vector_store', label: 'Vector store' },
  { value: 'labelling', label: 'Labelling platform' },
  { value: 'cloud', label: 'Cloud' },
  { value: 'ci_scanner', label: 'Build tool or scanner' },
  { value: 'library', label: 'Library' },
  { value: 'other', label: 'Other' },
];

export const AUDIT_STANDARDS: readonly Option[] = [
  { value: 'soc2_type1', label: 'SOC 2 Type I' },
  { value: 'soc2_type2', label: 'SOC 2 Type II' },
  { value: 'iso27001', label: 'ISO/IEC 27001' },
  { value: 'iso42001', label: 'ISO/IEC 42001' },
  { value: 'penetration_test', label: 'Penetration test' },
  { value: 'red_team_test', label: 'Red-team test' },
  { value: 'other', label: 'Other' },
];

const TOOLS: readonly Column[] = [
  { name: 'name', label: 'Name', type: 'text', max: 200, required: true },
  { name: 'kind', label: 'Kind', type: 'choice', options: TOOL_KINDS, required: true },
  { name: 'version', label: 'Version', type: 'text', max: 100 },
  { name: 'purpose', label: 'What it does for us', type: 'text', max: 500 },
  { name: 'seesOurData', label: 'Sees our data?', type: 'choice', options: KNOWN, required: true },
  {
    name: 'holdsCredentials',
    label: 'Holds credentials?',
    type: 'choice',
    options: KNOWN,
    required: true,
  },
  { name: 'pinned', label: 'Pinned to a hash?', type: 'choice', options: KNOWN },
  { name: 'purl', label: 'Package URL', type: 'text', max: 500, format: 'purl' },
  { name: 'url', label: 'Web address', type: 'text', max: 500, format: 'url' },
];

const STORES: readonly Column[] = [
  { name: 'what', label: 'What is stored', type: 'text', max: 500, required: true },
  { name: 'where', label: 'Where', type: 'text', max: 500, required: true },
  { name: 'purpose', label: 'What for', type: 'text', max: 500 },
  {
    name: 'retentionDays',
    label: 'Kept for (days)',
    type: 'whole',
    max: 36_500,
    unit: 'days',
    nullable: true,
  },
  {
    name: 'encryptedAtRest',
    label: 'Encrypted at rest?',
    type: 'choice',
    options: KNOWN,
    required: true,
  },
  { name: 'encryptionHow', label: 'Encrypted how', type: 'text', max: 500 },
  { name: 'trainedOn', label: 'Trained on?', type: 'choice', options: KNOWN, required: true },
  { name: 'deletedHow', label: 'Deleted how', type: 'text', max: 500 },
];

const AUDITS: readonly Column[] = [
  { name: 'standard', label: 'Standard', type: 'choice', options: AUDIT_STANDARDS, required: true },
  { name: 'auditor', label: 'Auditor', type: 'text', max: 200, required: true },
  { name: 'scope', label: 'Scope', type: 'text', max: 1000 },
  { name: 'periodStart', label: 'First day covered', type: 'day' },
  {
    name: 'periodEnd',
    label: 'Last day covered (a certificate: the day it expires)',
    type: 'day',
    required: true,
  },
  { name: 'issuedOn', label: 'Issued on', type: 'day' },
  { name: 'nextDueOn', label: 'Next one due on', type: 'day' },
  { name: 'exceptions', label: 'Number of exceptions', type: 'whole', max: 10_000 },
];

export const LIST_COLUMNS: Readonly<Record<ListKind, readonly Column[]>> = {
  tools: TOOLS,
  stores: STORES,
  audits: AUDITS,
};

/** Whether answers of this kind are rows in a list. */
export function isListKind(kind: string): kind is ListKind {
  return kind === 'tools' || kind === 'stores' || kind === 'audits';
}
