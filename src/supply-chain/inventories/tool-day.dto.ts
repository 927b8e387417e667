import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { evidenceGrades, type EvidenceGrade } from '../../scoring/index.js';
import { inventorySources, type InventorySource } from '../words.js';

/** What one list says of a tool as of a day. */
export class ListSays {
  @IdField() inventoryId: string;
  @ChoiceField(inventorySources) source: InventorySource;
  @TextField({ max: 200, optional: true }) engagement?: string;
  @TextField({ max: 200, optional: true, description: 'What the list describes.' })
  subject?: string;
  @DayField({ description: 'The day that the list describes.' }) describedOn: string;
  @WholeField({
    min: -80_000,
    max: 80_000,
    description:
      'Days from what it describes to the day asked for; below 0: it describes a later day.',
  })
  daysAway: number;
  @FlagField({ description: 'Whether what its tools are built from is in it, too.' })
  isComplete: boolean;
  @FlagField({ description: 'Whether the tool is in it.' }) listed: boolean;
  @TextField({ max: 100, description: 'The versions in it, as written; none where it says none.' })
  versions: string[];
  @ChoiceField(Object.keys(evidenceGrades), { optional: true }) grade?: EvidenceGrade;
}

export class ToolOnDay {
  @DayField() day: string;
  @TextField({ max: 500, description: 'The answer in one sentence.' }) sentence: string;
  @NestedListField(() => ListSays, {
    max: 1_000,
    description:
      'Of each kind of list the nearest on or before the day; where none is, the first after it. The nearest first.',
  })
  lists: ListSays[];
}
