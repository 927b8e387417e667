import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { freshnessStates, type FreshnessState } from './freshness/freshness.js';
import { auditKinds, type AuditKind } from './kinds.js';

const subserviceMethods = ['carved_out', 'inclusive'] as const;

export class SubserviceFacts {
  @TextField({ max: 200, example: 'Halden Cloud' })
  name: string;

  @TextField({ max: 500, example: 'Hosts the production database' })
  purpose: string;

  @ChoiceField(subserviceMethods, {
    example: 'carved_out',
    description: '`carved_out`: the audit did not look at it; `inclusive`: it did.',
  })
  method: 'carved_out' | 'inclusive';
}

/** What is written of an audit, when it is recorded and at every change. */
export class AuditFacts {
  @ChoiceField(auditKinds, { example: 'soc2_type2' })
  kind: AuditKind;

  @TextField({
    max: 200,
    optional: true,
    example: 'TISAX assessment level 3',
    description: 'What it is; only where the kind is `other`, and wanted there.',
  })
  title?: string;

  @TextField({
    max: 200,
    example: 'Prescott and Lund LLP',
    description: 'The firm that signed it; found by its name, or added.',
  })
  auditor: string;

  @TextField({
    max: 200,
    optional: true,
    example: 'Compliarize',
    description: 'The compliance platform that prepared it; found by its name, or added.',
  })
  platform?: string;

  @TextField({
    max: 1_000,
    lines: true,
    example: 'The gateway in production: security, availability',
  })
  scope: string;

  @DayField({ optional: true, example: '2025-07-01', description: 'First day covered or tested.' })
  periodFrom?: string;

  @DayField({
    optional: true,
    example: '2026-06-30',
    description: 'Last day covered or tested; of a Type I the day it describes.',
  })
  periodTo?: string;

  @DayField({ optional: true, example: '2026-08-14', description: 'When it was signed.' })
  issuedOn?: string;

  @DayField({ optional: true, example: '2029-03-31', description: 'When the certificate ends.' })
  expiresOn?: string;

  @TextField({ max: 100, optional: true, example: 'IS 123456' })
  certificateNumber?: string;

  @DayField({
    optional: true,
    example: '2026-03-12',
    description: 'The last surveillance audit that was proven to us; certificates only.',
  })
  surveillanceOn?: string;

  @DayField({
    optional: true,
    example: '2026-10-02',
    description: 'When what was tested changed materially; tests only.',
  })
  materialChangeOn?: string;

  @WholeField({ min: 1, max: 60, optional: true, example: 12, description: 'Months between two.' })
  cadenceMonths?: number;

  @DayField({
    optional: true,
    example: '2027-08-31',
    description: 'When the next one is due; by the cadence unless told.',
  })
  nextDueOn?: string;

  @NestedListField(() => SubserviceFacts, {
    max: 50,
    description: 'Organisations whose controls the audited service rests on.',
  })
  subservices: SubserviceFacts[];

  @TextField({ max: 4_000, lines: true, optional: true })
  notes?: string;
}

/** Why an audit is not accepted, or is again. */
export class AcceptanceChange {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'The scope leaves out the product we use.',
  })
  reason: string;
}

const auditSorts = ['vendor', 'newest'] as const;
export type AuditSort = (typeof auditSorts)[number];

export class AuditQuery extends ListQuery {
  @TextField({ max: 100, optional: true, description: 'Words the vendor’s name begins with.' })
  q?: string;

  @IdField({ optional: true }) vendorId?: string;

  @IdField({ optional: true, description: 'As the firm that signed or as the platform.' })
  auditorId?: string;

  @ChoiceField(auditKinds, { optional: true }) kind?: AuditKind;

  @ChoiceField(freshnessStates, { optional: true }) state?: FreshnessState;

  @FlagField({ optional: true, description: 'Only those whose auditor or platform is in doubt.' })
  doubted?: boolean;

  @IdField({ optional: true, description: 'Of vendors of this owner.' }) ownerId?: string;

  @ChoiceField(auditSorts, { optional: true, description: 'By vendor unless told.' })
  sort?: AuditSort;
}
