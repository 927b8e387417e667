import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  TextField,
  NestedField,
  WholeField,
} from '../platform/http/index.js';
import {
  evidenceEnds,
  evidenceStates,
  type EvidenceEnd,
  type EvidenceFreshness,
  type EvidenceState,
} from './freshness/freshness.js';
import { evidenceKinds, type EvidenceKind } from './kinds.js';

/** What a piece of evidence shows, and for how long. */
export class EvidenceFacts {
  @ChoiceField(evidenceKinds, {
    optional: true,
    description:
      '`other` unless told. Lists of subprocessors, bills of materials and self-assessments age from the day they were issued.',
    example: 'sbom',
  })
  kind?: EvidenceKind;

  @TextField({ max: 200, description: 'What it shows.', example: 'SOC 2 Type II report' })
  title: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    description: 'What it covers: systems, sites, products.',
    example: 'The gateway and its control plane, in both regions.',
  })
  scope?: string;

  @DayField({ optional: true, example: '2025-10-01' }) periodFrom?: string;
  @DayField({ optional: true, example: '2026-09-30' }) periodTo?: string;
  @DayField({ optional: true, example: '2026-10-20' }) issuedOn?: string;
  @DayField({ optional: true, example: '2027-09-30' }) expiresOn?: string;
}

export class Withdrawal {
  @TextField({ max: 1_000, lines: true, example: 'It is of another company of the same name.' })
  reason: string;
}

export class NewUse {
  @ChoiceField(['answer', 'audit', 'finding', 'offboarding'], {
    description:
      'An answer is named by its assessment and the key of the question; of an offboarding the step `data` or `certificate`.',
  })
  kind: string;

  @IdField() subjectId: string;

  @TextField({ max: 80, optional: true, example: 'tools.vetting' }) part?: string;
}

/** Whether it still counts, derived today. */
export class EvidenceFreshnessView implements EvidenceFreshness {
  @ChoiceField(evidenceStates) state: EvidenceState;
  @DayField({ description: 'The last day on which it is fresh.' }) freshUntil: string;
  @WholeField({ min: 0, max: 1_000_000, example: 0 }) daysStale: number;
  @ChoiceField(evidenceEnds, {
    description: 'The day it names itself, or the age of its kind, whichever ends it first.',
  })
  endsBy: EvidenceEnd;
  @TextField({ max: 1_000 }) reason: string;
}

export class EvidenceView extends EvidenceFacts {
  @ChoiceField(evidenceKinds, { example: 'sbom' }) declare kind: EvidenceKind;
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 255, description: 'As its giver called the file.', example: 'soc2.pdf' })
  name: string;
  @TextField({ max: 100, example: 'application/pdf' }) mediaType: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) bytes: number;
  @TextField({ max: 64, description: 'SHA-256 of the file in force.' }) sha256: string;
  @WholeField({ min: 1, max: 10_000, description: 'How many files were given for it.' })
  revisions: number;
  @IdField({ description: 'The revision in force.' }) revisionId: string;
  @FlagField({ description: 'Whether there is a picture of its first page.' }) hasPreview: boolean;
  @TextField({ max: 100, example: 'Rui Okafor' }) givenBy: string;
  @TextField({ max: 20, example: 'respondent' }) givenByKind: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) givenAt: string;
  @NestedField(() => EvidenceFreshnessView, {
    optional: true,
    description: 'Left out where nothing ends it.',
  })
  freshness?: EvidenceFreshnessView;
  @TextField({ max: 30, optional: true }) withdrawnAt?: string;
  @TextField({ max: 100, optional: true }) withdrawnBy?: string;
  @TextField({ max: 1_000, optional: true }) withdrawnReason?: string;
  @TextField({
    max: 30,
    optional: true,
    description: 'When its content was purged: from then on a download answers 410.',
  })
  purgedAt?: string;
  @TextField({ max: 300, optional: true, description: 'The rule by which it was purged.' })
  purgedRule?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class UseView {
  @IdField() id: string;
  @TextField({ max: 20, example: 'answer' }) kind: string;
  @IdField() subjectId: string;
  @TextField({ max: 80, optional: true, example: 'tools.vetting' }) part?: string;
  @TextField({ max: 100 }) linkedBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) linkedAt: string;
}

export class RevisionView {
  @IdField() id: string;
  @WholeField({ min: 1, max: 10_000 }) number: number;
  @TextField({ max: 255, example: 'soc2.pdf' }) name: string;
  @TextField({ max: 100, example: 'application/pdf' }) mediaType: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) bytes: number;
  @TextField({ max: 64 }) sha256: string;
  @TextField({ max: 100 }) givenBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) givenAt: string;
  @TextField({
    max: 30,
    optional: true,
    description: 'When its content was purged: from then on a download answers 410.',
  })
  purgedAt?: string;
  @TextField({ max: 300, optional: true, description: 'The rule by which it was purged.' })
  purgedRule?: string;
}
