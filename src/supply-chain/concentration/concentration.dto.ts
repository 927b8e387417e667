import {
  AnyField,
  ChoiceField,
  IdField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import type { DataCategory } from '../../scoring/index.js';
import { known, toolKinds, type Known, type ToolKind } from '../words.js';

const count = { min: 0, max: 100_000_000 } as const;

export class ConcentrationQuery {
  @ChoiceField(toolKinds, { optional: true }) kind?: ToolKind;
  @ChoiceField(known, {
    optional: true,
    description: '`yes`: only what vendors use themselves, not what that is built from.',
  })
  direct?: Known;
  @ChoiceField(known, { optional: true }) seesOurData?: Known;
  @ChoiceField(known, { optional: true }) holdsCredentials?: Known;
}

/** A tool and the vendors in use that share it: two at least. */
export class SharedTool {
  @IdField() id: string;
  @TextField({ max: 200, example: 'litellm' }) name: string;
  @ChoiceField(toolKinds) kind: ToolKind;
  @TextField({ max: 1_000, optional: true }) purl?: string;
  @WholeField(count) vendors: number;
  @WholeField({ ...count, description: 'Of them, where it holds credentials.' })
  holdCredentials: number;
  @WholeField({ ...count, description: 'Of them, where it sees our data.' }) seeOurData: number;
  @WholeField({ ...count, description: 'Of them, where one of the two is not known.' })
  unknown: number;
  @AnyField({
    description: 'How many of these vendors are in each tier; `none`: not in one yet.',
    example: { '1': 3, '2': 1, '3': 0, '4': 0, none: 0 },
    api: { additionalProperties: { type: 'integer' } },
  })
  tiers: Readonly<Record<'1' | '2' | '3' | '4' | 'none', number>>;
  @AnyField({
    description: 'Engagements of these vendors by the data of ours that is in them.',
    example: { personal: 3, credentials: 1 },
    api: { additionalProperties: { type: 'integer' } },
  })
  data: Readonly<Partial<Record<DataCategory, number>>>;
}

export class Concentration {
  @NestedListField(() => SharedTool, { max: 100, description: 'Those most vendors use first.' })
  tools: SharedTool[];
  @WholeField({ ...count, description: 'How many further tools vendors share.' }) more: number;
  @WholeField({ ...count, description: 'How many tools one vendor in use alone names.' })
  alone: number;
  @WholeField({ ...count, description: 'Vendors in use of which a current list names a tool.' })
  listed: number;
  @WholeField({ ...count, description: 'Vendors in use of which no current list names one.' })
  silent: number;
}
