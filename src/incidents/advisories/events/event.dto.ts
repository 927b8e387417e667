import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WholeField,
  WordsField,
} from '../../../platform/http/index.js';
import { AdvisoryLine, LinkView, PackageView } from '../advisory.dto.js';
import { advisoryKinds, type AdvisoryKind } from '../reading/index.js';
import { bondRules, bondStates, type BondRule, type BondState } from './event.entity.js';

export class EventQuery extends ListQuery {
  @ChoiceField(advisoryKinds, { optional: true }) kind?: AdvisoryKind;
  @TextField({ max: 1_000, optional: true, description: 'Package URL; its version is left out.' })
  purl?: string;
  @TextField({ max: 200, optional: true, description: 'An id or an alias of an advisory, whole.' })
  id?: string;
  @TextField({
    max: 1_000,
    optional: true,
    description: 'A package by its name or package URL, or an advisory by its id or an alias.',
  })
  q?: string;
  @FlagField({ optional: true, description: 'Only those that name every version of a package.' })
  broad?: boolean;
}

export class EventLine {
  @IdField() id: string;
  @TextField({ max: 1_000 }) title: string;
  @ChoiceField(advisoryKinds) kind: AdvisoryKind;
  @FlagField({ description: 'Whether it names every version of a package.' }) isBroad: boolean;
  @FlagField({ description: 'Whether all its advisories were taken back.' }) isWithdrawn: boolean;
  @InstantField({ description: 'When the first of its advisories was published.' })
  publishedAt: string;
  @WordsField({ max: 1_000, example: ['PYSEC-2026-2', 'MAL-2026-2144'] }) ids: string[];
  @WordsField({ max: 2_000, example: ['litellm'] }) packages: string[];
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class BondView {
  @IdField() id: string;
  @IdField() oneId: string;
  @TextField({ max: 200, example: 'MAL-2026-2144' }) one: string;
  @IdField() otherId: string;
  @TextField({ max: 200, example: 'PYSEC-2026-2' }) other: string;
  @ChoiceField(bondRules, {
    description:
      'alias: one names the other, or both the same id. same_versions: the same releases of the same packages as malware. close: much alike, a suggestion. by_hand: a person said so.',
  })
  rule: BondRule;
  @TextField({ max: 2_000, example: 'MAL-2026-2144 names PYSEC-2026-2 as an alias.' }) why: string;
  @ChoiceField(bondStates) state: BondState;
  @TextField({ max: 200, optional: true }) decidedBy?: string;
  @InstantField({ optional: true }) decidedAt?: string;
  @TextField({ max: 1_000, optional: true }) reason?: string;
  @InstantField() createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

/** A record that is kept as a vulnerability until somebody says otherwise, though it speaks of malware. */
export class KindSuggestion {
  @IdField() advisoryId: string;
  @TextField({ max: 200, example: 'PYSEC-2026-9' }) osvId: string;
  @TextField({ max: 500, example: 'compromised account', description: 'What it says of malware.' })
  words: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class EventView extends EventLine {
  @IdField({ optional: true, description: 'The event it became part of.' }) mergedIntoId?: string;
  @NestedListField(() => AdvisoryLine, { max: 1_000 }) advisories: AdvisoryLine[];
  @NestedListField(() => PackageView, { max: 2_000 }) affected: PackageView[];
  @NestedListField(() => BondView, {
    max: 1_000,
    description: 'Why these advisories are one event; what was suggested, refused or undone.',
  })
  bonds: BondView[];
  @NestedListField(() => KindSuggestion, {
    max: 1_000,
    description: 'Of a vulnerability: its records that may tell of malware, for a person to say.',
  })
  perhapsMalware: KindSuggestion[];
  @NestedListField(() => LinkView, { max: 5_000 }) links: LinkView[];
  @WordsField({ max: 2_000, description: 'Every id and alias.' }) names: string[];
  @DayField({ optional: true }) windowFrom?: string;
  @DayField({ optional: true }) windowTo?: string;
  @WordsField({ max: 100, description: 'What people noted as disputed.' }) disputed: string[];
  @WholeField({ min: 0, max: 1_000 }) contradictions: number;
}

export class NewBond {
  @IdField({ description: 'One advisory.' }) oneId: string;
  @IdField({ description: 'The other one.' }) otherId: string;
  @TextField({ max: 1_000, example: 'Both describe the hijacked releases of 24 March.' })
  reason: string;
}

export class BondDecision {
  @ChoiceField(['holds', 'refused', 'undone'], {
    description:
      'holds: they are one event. refused: a suggestion is not followed. undone: they are parted.',
  })
  state: 'holds' | 'refused' | 'undone';
  @TextField({ max: 1_000, optional: true }) reason?: string;
}

export class BondQuery extends ListQuery {
  @ChoiceField(bondStates, { optional: true }) state?: BondState;
}

export class MatchQuery {
  @TextField({ max: 1_000, example: 'pkg:pypi/litellm@1.82.7' }) purl: string;
  @TextField({ max: 500, optional: true, description: 'Unless it is in the purl.' })
  version?: string;
}

export class MatchView extends EventLine {
  @ChoiceField(['affected', 'not_affected', 'unknown']) verdict: string;
  @TextField({ max: 2_000, example: 'the advisory lists 1.82.7' }) why: string;
}
