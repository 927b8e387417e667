import {
  ChoiceField,
  DayField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  NestedListField,
  TextField,
  WebAddressField,
  WholeField,
} from '../../platform/http/index.js';
import { aliasKinds, type AliasKind } from './tool.entity.js';
import { inventorySources, toolKinds, type InventorySource, type ToolKind } from '../words.js';

/** What is written of a tool. */
export class ToolFacts {
  @TextField({ max: 200, example: 'LiteLLM' }) name: string;
  @ChoiceField(toolKinds, { example: 'gateway' }) kind: ToolKind;
  @TextField({
    max: 1_000,
    optional: true,
    example: 'pkg:pypi/litellm',
    description: 'Package URL; its version, qualifiers and subpath are left out.',
  })
  purl?: string;
  @WebAddressField({ optional: true, example: 'https://litellm.ai' }) webAddress?: string;
  @IdField({ optional: true, description: 'Who makes or runs it.' }) supplierId?: string;
}

export class ToolQuery extends ListQuery {
  @TextField({
    max: 200,
    optional: true,
    description: 'A package URL, or how the words of a name or alias begin.',
  })
  q?: string;
  @ChoiceField(toolKinds, { optional: true }) kind?: ToolKind;
  @IdField({ optional: true }) supplierId?: string;
}

export class ToolLineView extends ToolFacts {
  @IdField() id: string;
  @TextField({ max: 200, optional: true, description: 'Name of that supplier.' }) supplier?: string;
  @WholeField({
    min: 0,
    max: 100_000_000,
    description: 'Vendors in use that name it in a current list.',
  })
  vendors: number;
}

export class ToolAliasView {
  @IdField() id: string;
  @ChoiceField(aliasKinds) kind: AliasKind;
  @TextField({ max: 1_000 }) name: string;
}

export class NewToolAlias {
  @TextField({
    max: 1_000,
    example: 'LiteLLM Proxy',
    description:
      'Another name, or another package URL. Lists that name it mean this tool from now on.',
  })
  name: string;
}

/** The first list that named a tool: it came into the register with that, unless somebody entered it by hand before. */
export class FirstSeen {
  @IdField() inventoryId: string;
  @IdField() vendorId: string;
  @TextField({ max: 200 }) vendor: string;
  @ChoiceField(inventorySources) source: InventorySource;
  @TextField({ max: 200, optional: true, description: 'What the list describes.' })
  subject?: string;
  @TextField({ max: 500, optional: true }) fileName?: string;
  @DayField() describedOn: string;
  @TextField({ max: 200 }) addedBy: string;
  @InstantField() addedAt: string;
}

export class ToolView extends ToolLineView {
  @NestedField(() => FirstSeen, {
    optional: true,
    description: 'The first list that named it; left out where none did.',
  })
  firstSeen?: FirstSeen;
  @IdField({ optional: true, description: 'The tool that it was merged into, at whatever remove.' })
  standsForId?: string;
  @TextField({ max: 200, optional: true }) standsFor?: string;
  @NestedListField(() => ToolAliasView, { max: 1_000 }) aliases: ToolAliasView[];
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
