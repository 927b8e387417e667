import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WebAddressField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';
import { advisoryKinds, type AdvisoryKind } from './reading/index.js';
import { advisorySources, type AdvisorySource } from './advisory.entity.js';

/** What people add to a record. */
export class AdvisoryNotes {
  @ChoiceField(advisoryKinds, { example: 'malware' }) kind: AdvisoryKind;
  @DayField({ optional: true, description: 'The first day on which the releases could be had.' })
  windowFrom?: string;
  @DayField({ optional: true, description: 'The last day on which they could be had.' })
  windowTo?: string;
  @TextField({ max: 5_000, lines: true, optional: true, description: 'What sources disagree on.' })
  disputed?: string;
  @TextField({ max: 5_000, lines: true, optional: true }) notes?: string;
  @WordsField({
    max: 50,
    optional: true,
    example: ['GHSA-5mg7-485q-xm76'],
    description: 'Further ids of the same event; advisories that share one become one event.',
  })
  otherNames?: string[];
}

/** What a person says a record tells of. */
export class KindJudgement {
  @ChoiceField(advisoryKinds, { example: 'malware' }) kind: AdvisoryKind;
}

export class AdvisedPackage {
  @TextField({
    max: 1_000,
    example: 'pkg:pypi/litellm',
    description: 'A version in it counts too.',
  })
  purl: string;
  @WordsField({ max: 500, optional: true, example: ['1.82.7', '1.82.8'] }) versions?: string[];
  @TextField({ max: 200, optional: true, description: 'First affected version of a range.' })
  from?: string;
  @TextField({ max: 200, optional: true, description: 'Last affected version of it.' })
  to?: string;
  @TextField({ max: 200, optional: true, description: 'First version that is mended.' })
  before?: string;
  @FlagField({ optional: true, description: 'Every version there is.' }) everyVersion?: boolean;
}

export class AdvisoryLink {
  @WebAddressField({ example: 'https://github.com/BerriAI/litellm/issues/24518' }) url: string;
}

/** An advisory written by hand. */
export class AdvisoryFacts extends AdvisoryNotes {
  @TextField({ max: 200, example: 'Two releases of litellm carried malware' }) summary: string;
  @TextField({ max: 20_000, lines: true, optional: true }) details?: string;
  @TextField({
    max: 200,
    optional: true,
    example: 'GHSA-5mg7-485q-xm76',
    description: 'Its id where a database has it already; otherwise it is given one.',
  })
  osvId?: string;
  @DayField({ optional: true }) publishedOn?: string;
  @NestedListField(() => AdvisedPackage, { max: 200 }) packages: AdvisedPackage[];
  @NestedListField(() => AdvisoryLink, { max: 100, optional: true }) sources?: AdvisoryLink[];
}

export class AdvisoryQuery extends ListQuery {
  @ChoiceField(advisoryKinds, { optional: true }) kind?: AdvisoryKind;
  @TextField({ max: 1_000, optional: true, description: 'Package URL; its version is left out.' })
  purl?: string;
  @TextField({ max: 200, optional: true, description: 'An id or an alias, whole.' }) id?: string;
}

export class AdvisoryLine {
  @IdField() id: string;
  @IdField({ description: 'The event it tells of.' }) eventId: string;
  @TextField({ max: 200, example: 'PYSEC-2026-2' }) osvId: string;
  @ChoiceField(advisoryKinds) kind: AdvisoryKind;
  @TextField({ max: 1_000 }) summary: string;
  @FlagField({ description: 'Whether it names every version of a package.' }) isBroad: boolean;
  @InstantField({ optional: true }) publishedAt?: string;
  @InstantField() modifiedAt: string;
  @InstantField({ optional: true, description: 'Taken back by who published it.' })
  withdrawnAt?: string;
  @ChoiceField(advisorySources) source: AdvisorySource;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class PackageRange {
  @ChoiceField(['SEMVER', 'ECOSYSTEM', 'GIT']) type: string;
  @TextField({ max: 20_000, example: 'from 1.82.7, to 1.82.8' }) words: string;
}

export class PackageView {
  @TextField({ max: 1_000, optional: true, example: 'pkg:pypi/litellm' }) purl?: string;
  @TextField({ max: 100, example: 'PyPI' }) ecosystem: string;
  @TextField({ max: 500, example: 'litellm' }) name: string;
  @WordsField({ max: 20_000, example: ['1.82.7', '1.82.8'] }) versions: string[];
  @NestedListField(() => PackageRange, { max: 200 }) ranges: PackageRange[];
  @FlagField() isBroad: boolean;
  @FlagField({ description: 'Whether versions of its ecosystem can be compared here.' })
  isComparable: boolean;
}

export class AliasView {
  @TextField({ max: 200, example: 'MAL-2026-2144' }) value: string;
  @FlagField({ description: 'Whether a person added it.' }) byPerson: boolean;
}

export class LinkView {
  @TextField({ max: 40, example: 'REPORT' }) type: string;
  @TextField({ max: 5_000 }) url: string;
}

export class AdvisoryView extends AdvisoryLine {
  @TextField({ max: 500_000 }) details: string;
  @TextField({ max: 1_000, description: 'By what its kind was told.' }) kindBecause: string;
  @TextField({ max: 200, optional: true }) kindBy?: string;
  @DayField({ optional: true }) windowFrom?: string;
  @DayField({ optional: true }) windowTo?: string;
  @TextField({ max: 5_000, optional: true }) disputed?: string;
  @TextField({ max: 5_000, optional: true }) notes?: string;
  @NestedListField(() => LinkView, { max: 2_000 }) links: LinkView[];
  @NestedListField(() => AliasView, { max: 1_000 }) aliases: AliasView[];
  @NestedListField(() => PackageView, { max: 2_000 }) packages: PackageView[];
  @TextField({ max: 500, optional: true, description: 'The file or address it came from.' })
  sourceName?: string;
  @TextField({ max: 200 }) recordedBy: string;
  @InstantField() recordedAt: string;
  @WholeField({ min: 0, max: 1_000, description: 'Texts of the same moment that contradict it.' })
  contradictions: number;
}

export class AdvisoryTextView {
  @IdField() id: string;
  @ChoiceField(['current', 'replaced', 'conflicting'], {
    description: 'In force, replaced by a later one, or another text of the very same moment.',
  })
  standing: string;
  @InstantField() modifiedAt: string;
  @TextField({ max: 64, description: 'SHA-256 of the text.' }) rawHash: string;
  @TextField({ max: 4_000_000, description: 'The record as JSON, its keys in order.' }) raw: string;
  @ChoiceField(advisorySources) source: AdvisorySource;
  @TextField({ max: 500, optional: true }) sourceName?: string;
  @TextField({ max: 200 }) recordedBy: string;
  @InstantField() recordedAt: string;
}
