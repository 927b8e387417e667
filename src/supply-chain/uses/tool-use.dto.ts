import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';
import { evidenceGrades, type EvidenceGrade, type Tier } from '../../scoring/index.js';
import { vendorStatuses, type VendorStatus } from '../../vendors/index.js';
import { inventorySources, known, type InventorySource, type Known } from '../words.js';

const count = { min: 0, max: 100_000_000 } as const;

/** Who uses which tools: of one tool, or of all that a search finds. */
export class ToolUseQuery extends ListQuery {
  @TextField({
    max: 200,
    optional: true,
    description: 'A name, an alias or a package URL; at most 20 tools are taken.',
  })
  q?: string;
  @IdField({ optional: true, description: 'One tool, with what was merged into it.' })
  toolId?: string;
  @ChoiceField(known, { optional: true }) seesOurData?: Known;
  @ChoiceField(known, { optional: true }) holdsCredentials?: Known;
  @ChoiceField(known, { optional: true }) direct?: Known;
  @ChoiceField(inventorySources, { optional: true }) source?: InventorySource;
  @ChoiceField(['recent', 'stale'], { optional: true }) age?: 'recent' | 'stale';
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @TextField({ max: 100, optional: true, description: 'Exactly this version, as written.' })
  version?: string;
}

/** What a list says of one tool at one vendor. */
export class ToolUseLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200 }) vendor: string;
  @ChoiceField(vendorStatuses) status: VendorStatus;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @IdField({ optional: true }) engagementId?: string;
  @TextField({
    max: 200,
    optional: true,
    description: 'Left out where the list is about all that the vendor does.',
  })
  engagement?: string;
  @WordsField({
    max: 20,
    description: 'Our data in that engagement; without one, in all engagements of the vendor.',
  })
  data: string[];
  @IdField({ description: 'After merges.' }) toolId: string;
  @TextField({ max: 200 }) tool: string;
  @TextField({ max: 1_000, optional: true }) purl?: string;
  @TextField({
    max: 200,
    optional: true,
    description: 'As the list calls it, where it was merged.',
  })
  named?: string;
  @TextField({ max: 100, optional: true }) version?: string;
  @DayField() describedOn: string;
  @FlagField({ description: 'Whether that is too long ago to say what is used now.' })
  stale: boolean;
  @ChoiceField(inventorySources) source: InventorySource;
  @ChoiceField(Object.keys(evidenceGrades)) grade: EvidenceGrade;
  @ChoiceField(known) seesOurData: Known;
  @ChoiceField(known) holdsCredentials: Known;
  @ChoiceField(known, { description: '`no`: only what it uses is built from it.' })
  direct: Known;
  @TextField({ max: 500, optional: true }) purpose?: string;
  @IdField() inventoryId: string;
}

/** Of the vendors in use that use it now, how many. A vendor counts once, with the worst that is known of it. */
export class ToolUseCounts {
  @WholeField({ ...count, description: 'Lines of current lists.' }) uses: number;
  @WholeField(count) vendors: number;
  @WholeField({ ...count, description: 'Where it sees our data.' }) seeOurData: number;
  @WholeField({ ...count, description: 'Where it holds credentials.' }) holdCredentials: number;
  @WholeField({ ...count, description: 'Where one of the two is not known.' }) unknown: number;
  @WholeField({ ...count, description: 'Which use it themselves.' }) direct: number;
  @WholeField({ ...count, description: 'In which it is only part of what they use.' })
  transitive: number;
  @WholeField({ ...count, description: 'Of which all that is known is from too long ago.' })
  stale: number;
}

export class FoundTool {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 1_000, optional: true }) purl?: string;
}

export class ToolUses {
  @NestedListField(() => FoundTool, { max: 20 }) tools: FoundTool[];
  @FlagField({ description: 'Whether the search finds more tools than are taken.' })
  moreTools: boolean;
  @NestedField(() => ToolUseCounts) counts: ToolUseCounts;
  @NestedListField(() => ToolUseLine, {
    max: 200,
    description: 'By vendor; pages by Link headers.',
  })
  uses: ToolUseLine[];
}
