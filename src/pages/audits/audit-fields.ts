import { auditKindLabels, auditKinds, type AuditKind, type AuditView } from '../../audits/index.js';
import type { FormBody } from '../../platform/http/index.js';
import type { FieldPlan } from '../frame/form-fields.js';

const certificates: readonly AuditKind[] = ['iso27001', 'iso42001'];
const tests: readonly AuditKind[] = ['penetration_test', 'red_team_test'];

/** The kinds of audit that a field speaks of; the others need not see it. */
const kindsOf: Readonly<Record<string, readonly AuditKind[]>> = {
  title: ['other'],
  periodFrom: ['soc2_type2', ...tests, 'other'],
  periodTo: ['soc2_type1', 'soc2_type2', ...tests, 'other'],
  expiresOn: [...certificates, 'other'],
  certificateNumber: [...certificates, 'other'],
  surveillanceOn: certificates,
  materialChangeOn: tests,
  subservices: ['soc2_type1', 'soc2_type2', 'other'],
};

/** For the script of the form: fields of other kinds of audit are folded away. */
export const kindsOfFields: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(kindsOf).map(([name, kinds]) => [name, kinds.join(' ')]),
);

interface Names {
  firms: readonly string[];
  platforms: readonly string[];
}

/** The form of an audit; names are offered, others may be typed. */
export const auditFields = ({ firms, platforms }: Names): Record<string, FieldPlan> => ({
  kind: {
    label: 'What kind of audit?',
    type: 'select',
    options: auditKinds.map((value) => ({ value, label: auditKindLabels[value] })),
    width: '20',
  },
  title: {
    label: 'What it is called',
    maxlength: 200,
    hint: 'For another kind only, such as “TISAX assessment level 3”.',
  },
  auditor: {
    label: 'Auditor',
    required: true,
    maxlength: 200,
    autocomplete: 'off',
    choices: firms,
    hint: 'The firm that signed it. A name that is new here is added.',
  },
  platform: {
    label: 'Compliance platform',
    maxlength: 200,
    autocomplete: 'off',
    choices: platforms,
    hint: 'What prepared it for the auditor, if you know.',
  },
  scope: {
    label: 'Scope',
    type: 'textarea',
    required: true,
    rows: 2,
    maxlength: 1_000,
    hint: 'In the same words as last year, so that a newer audit takes the place of an older one.',
  },
  periodFrom: {
    label: 'First day covered or tested',
    type: 'date',
    width: '20',
    hint: 'A SOC 2 Type II report needs it.',
  },
  periodTo: {
    label: 'Last day covered or tested',
    type: 'date',
    width: '20',
    hint: 'Freshness is counted from here. Of a SOC 2 Type I: the day it describes.',
  },
  issuedOn: { label: 'Issued on', type: 'date', width: '20', hint: 'A certificate needs it.' },
  expiresOn: {
    label: 'Certificate ends on',
    type: 'date',
    width: '20',
    hint: 'A certificate needs it.',
  },
  certificateNumber: { label: 'Certificate number', maxlength: 100, width: '20' },
  surveillanceOn: {
    label: 'Last surveillance audit',
    type: 'date',
    width: '20',
    hint: 'The last one that was proven to us. Without proof every year a certificate goes stale.',
  },
  materialChangeOn: {
    label: 'What was tested changed materially on',
    type: 'date',
    width: '20',
    hint: 'A new architecture, a new product, a move to another cloud: from then on the test is stale.',
  },
  cadenceMonths: {
    label: 'Repeated every',
    type: 'number',
    min: 1,
    max: 60,
    width: '4',
    suffix: 'months',
  },
  nextDueOn: {
    label: 'Next one due on',
    type: 'date',
    width: '20',
    hint: 'Left empty, it follows from how often it is repeated.',
  },
  notes: { label: 'Notes', type: 'textarea', rows: 3, maxlength: 4_000 },
});

/** What stands in the form of an audit that is recorded; `nextDueOn` only where it was told. */
export function typedAudit(audit: AuditView, nextDueOn: string | null): FormBody {
  const { kind, title, auditor, platform, scope, periodFrom, periodTo, issuedOn } = audit;
  const { expiresOn, certificateNumber, surveillanceOn, materialChangeOn, notes } = audit;
  const typed: FormBody = {
    kind,
    title,
    auditor: auditor.name,
    platform: platform?.name,
    scope,
    periodFrom,
    periodTo,
    issuedOn,
    expiresOn,
    certificateNumber,
    surveillanceOn,
    materialChangeOn,
    cadenceMonths: audit.cadenceMonths === undefined ? '' : String(audit.cadenceMonths),
    nextDueOn: nextDueOn ?? '',
    notes,
    version: String(audit.version),
  };
  audit.subservices.forEach(({ name, purpose, method }, at) => {
    Object.assign(typed, {
      [`subservices.${at}.name`]: name,
      [`subservices.${at}.purpose`]: purpose,
      [`subservices.${at}.method`]: method,
    });
  });
  return typed;
}
