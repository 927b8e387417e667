import {
  ChoiceField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import {
  bands,
  evidenceGrades,
  floorIds,
  levels,
  type Band,
  type EvidenceGrade,
  type FloorId,
  type Level,
  type Tier,
} from '../../scoring/index.js';
import { byAPerson, OverriddenView } from '../../vendors/index.js';
import { ShownInstant, ShownTexts } from '../reviewing/shown.js';

const percent = { min: 0, max: 100 };
const points = { min: 0, max: 10_000 };

export class ScoreLine {
  @IdField() id: string;
  @WholeField({ min: 1, max: 10_000 }) number: number;
  @ChoiceField(bands) band: Band;
  @NumberField({ ...percent, example: 49.6 }) residual: number;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @TextField({ max: 40, example: 'VRM-1' }) modelId: string;
  @TextField({ max: 40, example: '1.1' }) modelVersion: string;
  @ShownInstant() scoredAt: string;
}

export class ScoreInherent {
  @ChoiceField(levels) level: Level;
  @ChoiceField(levels) impact: Level;
  @ChoiceField(levels) likelihood: Level;
  @WholeField({ min: 10, max: 90 }) value: number;
  @WholeField({ min: 1, max: 4 }) tier: Tier;
}

export class ScoreDomain {
  @TextField({ max: 80, example: 'supply' }) domain: string;
  @TextField({ max: 200, example: 'Build supply chain' }) label: string;
  @WholeField({ min: 0, max: 1_000 }) asked: number;
  @NumberField({
    ...percent,
    optional: true,
    description: 'What the vendor says. Absent: nothing is left in the sum.',
  })
  conformance?: number;
  @NumberField({ ...percent, optional: true, description: 'How well that is proven.' })
  assurance?: number;
  @NumberField({ ...percent, optional: true, description: 'Both said and proven.' })
  assured?: number;
  @NumberField(points) weight: number;
  @NumberField(points) claimed: number;
  @NumberField(points) proven: number;
}

export class ScoreStrength {
  @NumberField(percent) conformance: number;
  @NumberField(percent) assured: number;
  @NumberField(percent) assurance: number;
  @NumberField(percent) weakest: number;
  @TextField({ max: 200, optional: true }) weakestLabel?: string;
  @NumberField({ ...percent, description: 'K, control strength.' }) control: number;
}

export class ScoreFloor {
  @ChoiceField(floorIds) id: FloorId;
  @ChoiceField(bands) atLeast: Band;
  @ShownTexts({ example: ['dependencies are not pinned'] }) reasons: readonly string[];
  @ShownTexts({ description: 'Keys of the questions behind it.' }) questions: readonly string[];
}

export class ScoreDriver {
  @TextField({ max: 80, example: 'supply.pinned' }) key: string;
  @TextField({ max: 1_000 }) text: string;
  @TextField({ max: 80 }) domain: string;
  @TextField({ max: 200 }) domainLabel: string;
  @NumberField({ ...percent, description: 'Points of 100 that its domain loses here.' })
  lost: number;
  @TextField({ max: 4_000 }) why: string;
}

export class ScoreCoverage {
  @WholeField({ min: 0, max: 1_000 }) answered: number;
  @WholeField({ min: 0, max: 1_000 }) asked: number;
  @NumberField(percent) percent: number;
}

export class ScoreChange {
  @NumberField({ min: -100, max: 100, description: 'Below 0 is better.' }) residual: number;
  @ChoiceField(bands) bandBefore: Band;
  @ChoiceField(bands) bandAfter: Band;
  @FlagField() sameModel: boolean;
  @ShownTexts() reasons: readonly string[];
}

const ledgerKinds = [
  'question',
  'domain',
  'strength',
  'residual',
  'floor',
  'finding',
  'override',
] as const;

/** A line of the ledger; which figures it has depends on its kind. */
export class ScoreLedgerLine {
  @ChoiceField(ledgerKinds) kind: (typeof ledgerKinds)[number];
  @TextField({ max: 4_000, description: 'The line in words.' }) why: string;
  @TextField({ max: 80, optional: true, description: 'Of the question.' }) key?: string;
  @TextField({ max: 40, optional: true, example: 'F-12', description: 'Of a finding.' })
  reference?: string;
  @TextField({ max: 1_000, optional: true }) text?: string;
  @TextField({ max: 80, optional: true }) domain?: string;
  @NumberField({ min: 0, max: 20, optional: true }) w?: number;
  @NumberField({ min: 0, max: 1, optional: true }) c?: number;
  @NumberField({ min: 0, max: 1, optional: true }) e?: number;
  @NumberField({ min: 0, max: 20, optional: true }) wc?: number;
  @NumberField({ min: 0, max: 20, optional: true }) wce?: number;
  @NumberField({ ...percent, optional: true }) lost?: number;
  @NumberField({ ...percent, optional: true }) control?: number;
  @NumberField({ ...percent, optional: true }) residual?: number;
  @ChoiceField(bands, { optional: true }) band?: Band;
  @ChoiceField(bands, { optional: true }) atLeast?: Band;
}

export class ScoreMove {
  @ChoiceField(['question', 'condition']) kind: 'question' | 'condition';
  @TextField({ max: 4_000, example: 'Close the knock-out “…”, on an artefact at least' })
  words: string;
  @TextField({ max: 80, optional: true }) key?: string;
  @ChoiceField(Object.keys(evidenceGrades), { optional: true }) evidence?: EvidenceGrade;
  @FlagField({ optional: true }) closesKnockOut?: boolean;
}

export class ScoreMoves {
  @ChoiceField(bands) from: Band;
  @ChoiceField(bands) to: Band;
  @NumberField(percent) residual: number;
  @NestedListField(() => ScoreMove, { max: 500 }) moves: readonly ScoreMove[];
}

export class ScoreView extends ScoreLine {
  @IdField() submissionId: string;
  @IdField({ optional: true, description: 'The score that `change` looks back to.' })
  previousId?: string;
  @TextField({ max: 64, description: 'SHA-256 over the constants of the model.' })
  modelHash: string;
  @TextField({ max: 2_000, description: 'Why this band, in one sentence.' }) reason: string;
  @TextField({ max: 200, example: 'VRM:1.1/D:VH/A:VH/B:H/U:L/X:H/S:85/K:53/F:F1' })
  vector: string;
  @ChoiceField(bands) bandFromAnswers: Band;
  @ChoiceField(bands) bandAfterFloors: Band;
  @FlagField({ description: 'Whether a floor holds the band up.' }) floored: boolean;
  @FlagField({ description: 'An approval needs an exception.' }) needsException: boolean;
  @NestedField(() => ScoreInherent) inherent: ScoreInherent;
  @NestedField(() => ScoreStrength) strength: ScoreStrength;
  @NestedListField(() => ScoreDomain, { max: 50 }) domains: readonly ScoreDomain[];
  @NestedListField(() => ScoreFloor, { max: 5 }) floors: readonly ScoreFloor[];
  @NestedListField(() => ScoreDriver, { max: 5 }) drivers: readonly ScoreDriver[];
  @NestedField(() => ScoreCoverage) coverage: ScoreCoverage;
  @ShownTexts({ description: 'Keys of answers that earn points on the vendor’s word alone.' })
  assertionOnly: readonly string[];
  @NestedField(() => ScoreChange, { optional: true }) change?: ScoreChange;
  @NestedListField(() => ScoreLedgerLine, { max: 1_000 }) ledger: readonly ScoreLedgerLine[];
  @NestedField(() => ScoreMoves, {
    optional: true,
    description: 'The shortest list of changes that would lower the band.',
  })
  moves?: ScoreMoves;
}
