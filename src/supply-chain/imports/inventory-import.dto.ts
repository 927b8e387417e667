import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { inventoryFormats, type InventoryFormat } from '../reading/index.js';
import { importStates, type ImportState } from './inventory-import.entity.js';

const formats = Object.keys(inventoryFormats);

/** What to know of a file that the file may not say. */
export class NewInventoryImport {
  @DayField({
    optional: true,
    description: 'The day it describes. Left out: the one that the file says.',
    example: '2026-03-20',
  })
  describedOn?: string;

  @TextField({
    max: 200,
    optional: true,
    description:
      'What it is a list of; a newer list of the same takes its place. Left out: what the file says, else its name.',
    example: 'Gateway',
  })
  subject?: string;

  @FlagField({
    optional: true,
    description:
      'Whether everything its tools are built from is in it, too. Left out: as the file says, or its format.',
  })
  isComplete?: boolean;

  @IdField({ optional: true, description: 'Left out where it is about all that the vendor does.' })
  engagementId?: string;
}

export class DescribedDay {
  @DayField({ description: 'The day that the file describes.', example: '2026-03-20' })
  describedOn: string;
}

export class LeftOutView {
  @TextField({ max: 300, description: 'A line or a path.', example: 'components[17]' })
  where: string;
  @TextField({ max: 500, example: 'has a package URL that is none: kept by its name' })
  why: string;
}

export class InventoryImportView {
  @IdField() id: string;
  @IdField() vendorId: string;
  @IdField({ optional: true }) engagementId?: string;
  @IdField({ description: 'The file is kept as this evidence.' }) evidenceId: string;
  @TextField({ max: 255, example: 'uv.lock' }) fileName: string;
  @ChoiceField(importStates, {
    description:
      '`day_wanted`: the file does not say which day it describes; say it, and it goes on, or give it up. Nothing of a file counts before `done`.',
  })
  state: ImportState;
  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why it was refused or stands still.',
    example: 'The file is not JSON: line 3, unexpected token x.',
  })
  problem?: string;
  @ChoiceField(formats, { optional: true }) format?: InventoryFormat;
  @TextField({ max: 200, optional: true, example: 'Gateway' }) subject?: string;
  @DayField({ optional: true, example: '2026-03-20' }) describedOn?: string;
  @FlagField({ optional: true }) isComplete?: boolean;
  @IdField({ optional: true, description: 'What came of it.' }) inventoryId?: string;
  @WholeField({
    min: 0,
    max: 1_000_000,
    optional: true,
    description:
      'Components, services, packages or lines that name something in use: uses + repeated + dropped.',
  })
  entries?: number;
  @WholeField({ min: 0, max: 1_000_000, optional: true, description: 'Lines of the inventory.' })
  uses?: number;
  @WholeField({
    min: 0,
    max: 1_000_000,
    optional: true,
    description: 'Entries that say the same as an earlier one.',
  })
  repeated?: number;
  @WholeField({
    min: 0,
    max: 1_000_000,
    optional: true,
    description: 'Entries that are not in the inventory.',
  })
  dropped?: number;
  @NestedListField(() => LeftOutView, {
    max: 100,
    description: 'What is not taken, or not as it is written: the first 100.',
  })
  leftOut: LeftOutView[];
  @WholeField({ min: 0, max: 10_000_000, description: 'How many there are of those in all.' })
  leftOutCount: number;
  @TextField({ max: 100, example: 'Rui Okafor' }) startedBy: string;
  @TextField({ max: 30, example: '2026-11-26T09:00:00.000Z' }) startedAt: string;
  @TextField({ max: 30, optional: true }) finishedAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
