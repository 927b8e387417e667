import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { SubserviceFacts } from './audit.dto.js';
import { ExceptionView } from './exceptions/audit-exception.dto.js';
import { auditorKinds, type AuditorKind } from './auditors/auditor.entity.js';
import { BridgeLetterView } from './bridge-letters/bridge-letter.dto.js';
import {
  freshnessStates,
  type AuditGrade,
  type Freshness,
  type FreshnessState,
} from './freshness/freshness.js';
import { auditKinds, type AuditKind } from './kinds.js';

const grades = ['audit', 'artefact', 'assertion'];

/** Whether it is still good, derived today. */
export class FreshnessView implements Freshness {
  @ChoiceField(freshnessStates) state: FreshnessState;
  @DayField({ description: 'The last day on which it is fresh.' }) freshUntil: string;
  @DayField({ optional: true, description: 'The last day of its grace.' }) graceUntil?: string;
  @WholeField({ min: 0, max: 1_000_000, example: 0 }) daysStale: number;
  @ChoiceField(grades, { description: 'What an answer that leans on it can count as today.' })
  grade: AuditGrade;
  @TextField({ max: 1_000 }) reason: string;
}

export class AuditorMark {
  @IdField() id: string;
  @ChoiceField(auditorKinds) kind: AuditorKind;
  @TextField({ max: 200, example: 'Prescott and Lund LLP' }) name: string;
  @FlagField({ description: 'Whether it is in doubt.' }) doubted: boolean;
}

export class AuditLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @ChoiceField(auditKinds) kind: AuditKind;
  @TextField({ max: 200, description: 'What it is called.', example: 'SOC 2 Type II' })
  name: string;
  @NestedField(() => AuditorMark) auditor: AuditorMark;
  @NestedField(() => AuditorMark, { optional: true }) platform?: AuditorMark;
  @FlagField({ description: 'Whether its auditor or its platform is in doubt.' }) doubted: boolean;
  @TextField({ max: 1_000 }) scope: string;
  @DayField({ optional: true }) periodFrom?: string;
  @DayField({ optional: true }) periodTo?: string;
  @DayField({ optional: true }) issuedOn?: string;
  @DayField({ optional: true }) expiresOn?: string;
  @DayField({ optional: true, description: 'As told, or by the cadence.' }) nextDueOn?: string;
  @WholeField({ min: 0, max: 10_000 }) exceptions: number;
  @NestedField(() => FreshnessView) freshness: FreshnessView;
  @IdField({ optional: true, description: 'The newer audit that took its place.' })
  supersededBy?: string;
}

export class AuditView extends AuditLine {
  @TextField({ max: 200, optional: true }) title?: string;
  @TextField({ max: 100, optional: true }) certificateNumber?: string;
  @DayField({ optional: true }) surveillanceOn?: string;
  @DayField({ optional: true }) materialChangeOn?: string;
  @WholeField({ min: 1, max: 60, optional: true }) cadenceMonths?: number;
  @NestedListField(() => SubserviceFacts, { max: 50 }) subservices: SubserviceFacts[];
  @TextField({ max: 4_000, optional: true }) notes?: string;
  @TextField({ max: 40, optional: true, example: '2026-11-23T09:00:00.000Z' }) rejectedAt?: string;
  @TextField({ max: 2_000, optional: true }) rejectedReason?: string;
  @NestedListField(() => ExceptionView, { max: 10_000 }) exceptionsFound: ExceptionView[];
  @NestedListField(() => BridgeLetterView, { max: 100 }) bridgeLetters: BridgeLetterView[];
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
