import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { InventoryReader } from './imports/inventory-reader.service.js';
import { Currency } from './inventories/currency.service.js';
import { Inventories } from './inventories/inventories.service.js';
import { InventoryLines } from './inventories/inventory-lines.service.js';
import { ToolUseQueries } from './inventories/tool-uses.queries.js';
import { MergeSuggesting } from './merges/merge-suggesting.service.js';
import { ToolMerges } from './merges/tool-merges.service.js';
import { ToolTrees } from './merges/tool-trees.service.js';
import { Suppliers } from './suppliers/suppliers.service.js';
import { ToolLines } from './tools/tool-lines.service.js';
import { Tools } from './tools/tools.service.js';

const shared = [Inventories, Tools, ToolMerges, Suppliers, ToolUseQueries];

@Module({
  imports: [VendorsModule, EvidenceModule, PoliciesModule],
  providers: [
    ...shared,
    Currency,
    InventoryLines,
    MergeSuggesting,
    ToolTrees,
    ToolLines,
    InventoryReader,
  ],
  exports: shared,
})
export class SupplyChainModule {}
