import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  NestedListField,
  TextField,
  WebAddressField,
  WholeField,
} from '../../platform/http/index.js';
import {
  inventorySources,
  known,
  toolKinds,
  type InventorySource,
  type Known,
  type ToolKind,
} from '../words.js';

const most = 100_000_000;

export class InventoryQuery extends ListQuery {
  @ChoiceField(inventorySources, { optional: true }) source?: InventorySource;
  @FlagField({ optional: true, description: 'Only those that no newer list replaces.' })
  current?: boolean;
}

export class LeftOutView {
  @TextField({ max: 500, description: 'Line, path or name in the file.' }) where: string;
  @TextField({ max: 500 }) why: string;
}

export class InventoryLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @IdField({ optional: true }) engagementId?: string;
  @TextField({ max: 200, optional: true }) engagement?: string;
  @ChoiceField(inventorySources) source: InventorySource;
  @TextField({ max: 200, optional: true, description: 'What it describes.' }) subject?: string;
  @TextField({ max: 50, optional: true, example: 'cyclonedx-json' }) format?: string;
  @TextField({ max: 50, optional: true, example: '1.6' }) formatVersion?: string;
  @DayField() describedOn: string;
  @FlagField({ description: 'Whether that is too long ago to say what is used now.' })
  stale: boolean;
  @FlagField({ description: 'Whether what its tools are built from is in it, too.' })
  isComplete: boolean;
  @FlagField({ description: 'Whether no newer list about the same replaces it.' })
  isCurrent: boolean;
  @IdField({ optional: true, description: 'The file it was read from.' }) evidenceId?: string;
  @TextField({ max: 255, optional: true }) fileName?: string;
  @WholeField({ min: 0, max: most, description: 'Its lines.' }) uses: number;
  @WholeField({ min: 0, max: most, description: 'What the file named and is not in it.' })
  leftOutCount: number;
  @TextField({ max: 100 }) addedBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) addedAt: string;
}

export class InventoryView extends InventoryLine {
  @NestedListField(() => LeftOutView, { max: 100, description: 'The first of what was left out.' })
  leftOut: LeftOutView[];
}

export class HandTool {
  @TextField({ max: 200, example: 'LiteLLM' }) name: string;
  @ChoiceField(toolKinds, { example: 'gateway' }) kind: ToolKind;
  @TextField({ max: 1_000, optional: true, example: 'pkg:pypi/litellm@1.82.6' }) purl?: string;
  @WebAddressField({ optional: true }) webAddress?: string;
  @TextField({ max: 100, optional: true, example: '1.82.6' }) version?: string;
  @TextField({ max: 500, optional: true, example: 'Routes prompts' }) purpose?: string;
  @TextField({ max: 200, optional: true, example: 'BerriAI' }) supplier?: string;
  @ChoiceField(known, { example: 'yes' }) seesOurData: Known;
  @ChoiceField(known, { example: 'unknown' }) holdsCredentials: Known;
  @ChoiceField(known, { example: 'yes', description: '`no`: only what it uses is built from it.' })
  direct: Known;
}

/** What somebody here knows of the tools of a vendor. */
export class HandInventory {
  @IdField({ optional: true, description: 'One of this vendor’s; all that it does, unless told.' })
  engagementId?: string;
  @DayField({ example: '2026-03-24', description: 'The day of which it is true.' })
  describedOn: string;
  @TextField({
    max: 200,
    optional: true,
    example: 'Call with their head of platform',
    description:
      'What the list is about; a later one about the same replaces it. The tools’ names, unless told.',
  })
  subject?: string;
  @NestedListField(() => HandTool, { max: 50 }) tools: HandTool[];
}

export class UseEnding {
  @DayField({ example: '2026-05-01', description: 'The first day without it.' }) endedOn: string;
  @TextField({ max: 500, example: 'They moved to another gateway.' }) reason: string;
}
