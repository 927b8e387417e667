import {
  ChoiceField,
  IdField,
  ListQuery,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { mergeStates, type MergeState } from './tool-merge.entity.js';

export class NewToolMerge {
  @IdField({ description: 'The tool that both will be known as.' })
  keptId: string;

  @IdField({ description: 'The tool whose uses will count as its uses.' })
  mergedId: string;

  @TextField({ max: 500, example: 'The gateway answers call by its product name.' })
  reason: string;
}

export class ToolMergeQuery extends ListQuery {
  @ChoiceField(mergeStates, { optional: true }) state?: MergeState;
  @IdField({ optional: true, description: 'Merges in which this tool is one of the two.' })
  toolId?: string;
}

export class ToolMergeView extends NewToolMerge {
  @IdField() id: string;
  @TextField({ max: 200, description: 'Name of the tool that is kept.' }) kept: string;
  @TextField({ max: 1_000, optional: true }) keptPurl?: string;
  @TextField({ max: 500, optional: true }) keptWebAddress?: string;
  @TextField({ max: 200, description: 'Name of the tool that is merged.' }) merged: string;
  @TextField({ max: 1_000, optional: true }) mergedPurl?: string;
  @TextField({ max: 500, optional: true }) mergedWebAddress?: string;
  @WholeField({ min: 0, max: 1_000_000, description: 'Vendors that use the kept one now.' })
  keptVendors: number;
  @WholeField({
    min: 0,
    max: 1_000_000,
    description: 'Vendors whose lists name the merged one now.',
  })
  mergedVendors: number;
  @ChoiceField(mergeStates) state: MergeState;
  @TextField({ max: 100 }) suggestedBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) suggestedAt: string;
  @TextField({ max: 100, optional: true }) confirmedBy?: string;
  @TextField({ max: 30, optional: true }) confirmedAt?: string;
  @TextField({ max: 100, optional: true }) refusedBy?: string;
  @TextField({ max: 30, optional: true }) refusedAt?: string;
  @TextField({ max: 100, optional: true }) undoneBy?: string;
  @TextField({ max: 30, optional: true }) undoneAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
