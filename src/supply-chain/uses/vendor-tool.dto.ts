import { ChoiceField, DayField, IdField, ListQuery, TextField } from '../../platform/http/index.js';
import {
  inventorySources,
  known,
  toolKinds,
  type InventorySource,
  type Known,
  type ToolKind,
} from '../words.js';

export class VendorToolQuery extends ListQuery {
  @TextField({ max: 200, optional: true, description: 'A name, an alias or a package URL.' })
  q?: string;
  @ChoiceField(toolKinds, { optional: true }) kind?: ToolKind;
  @ChoiceField(known, { optional: true }) direct?: Known;
  @ChoiceField(inventorySources, { optional: true }) source?: InventorySource;
  @IdField({ optional: true, description: 'What this one list says, current or not.' })
  inventoryId?: string;
}

export class DayQuery {
  @IdField() toolId: string;
  @DayField({ example: '2026-03-24' }) day: string;
}
