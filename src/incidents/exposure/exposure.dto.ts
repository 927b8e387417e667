import {
  ChoiceField,
  DayField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { evidenceGrades, type EvidenceGrade, type Tier } from '../../scoring/index.js';
import { certainties, standings, type Certainty, type StandingWord } from './facts.js';

const most = { min: 0, max: 10_000_000 } as const;

/** Four numbers that add up to the vendors in use. */
export class ExposureCounts {
  @WholeField({ ...most, example: 12 }) affected: number;
  @WholeField({ ...most, example: 9, description: 'Affected for certain.' }) confirmed: number;
  @WholeField({ ...most, example: 3, description: 'Affected perhaps.' }) possible: number;
  @WholeField({ ...most, example: 31 }) clear: number;
  @WholeField({ ...most, example: 9, description: 'We know, but from too long ago.' })
  stale: number;
  @WholeField({ ...most, example: 4 }) never_asked: number;
}

export class ExposureView {
  @NestedField(() => ExposureCounts) counts: ExposureCounts;
  @WholeField({ ...most, example: 56, description: 'Vendors in use: the sum.' }) vendors: number;
  @TextField({ max: 200, example: '12 affected, 31 clear, 9 stale, 4 never asked' })
  sentence: string;
  @WholeField({ ...most, description: 'Which derivation that is, counted from 1; 0: none yet.' })
  derivation: number;
  @InstantField({ optional: true }) derivedAt?: string;
}

const at = {
  max: 40,
  example: '2026-03-27T12:00:00.000Z',
  optional: true,
  description: 'As it was known at this instant; now, unless told.',
} as const;

export class AsOfQuery {
  @TextField(at) at?: string;
}

export class StandingQuery extends ListQuery {
  @ChoiceField(standings, { optional: true }) standing?: StandingWord;
  @ChoiceField(certainties, { optional: true, description: 'Of those that are affected.' })
  certainty?: Certainty;
  @WholeField({ min: 1, max: 4, optional: true, description: 'Only vendors of this tier.' })
  tier?: Tier;
  @IdField({ optional: true, description: 'Only this vendor.' }) vendorId?: string;
  @TextField({
    max: 100,
    optional: true,
    description: 'Words with which the vendor’s name begins.',
  })
  q?: string;
  @TextField(at) at?: string;
}

/** One vendor's standing, with what it rests on. */
export class StandingLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @ChoiceField(standings) standing: StandingWord;
  @ChoiceField(certainties, { optional: true }) certainty?: Certainty;
  @TextField({
    max: 2_000,
    example: 'Its SBOM of 24 Mar 2026 names litellm 1.82.7.',
    description: 'What that rests on.',
  })
  evidence: string;
  @DayField({ optional: true, description: 'The day from which that evidence is.' })
  evidenceOn?: string;
  @ChoiceField(Object.keys(evidenceGrades), {
    optional: true,
    description: 'How well that evidence is proven.',
  })
  grade?: EvidenceGrade;
  @IdField({ optional: true, description: 'The list it rests on.' }) inventoryId?: string;
  @IdField({ optional: true, description: 'The statement it rests on.' }) statementId?: string;
  @TextField({ max: 200, optional: true, example: '1.82.7' }) toolVersion?: string;
  @InstantField({ description: 'Since when it stands there.' }) sinceAt: string;
}

/** One vendor that came to stand elsewhere in a derivation. */
export class MoveLine extends StandingLine {
  @ChoiceField(standings, { optional: true, description: 'Absent: it was not in use before.' })
  before?: StandingWord;
  @TextField({ max: 2_000, optional: true }) evidenceBefore?: string;
}

export class MoveQuery extends ListQuery {
  @WholeField({ min: 1, max: 2_147_483_647, description: 'Its number, as the timeline tells it.' })
  derivation: number;
}
