import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { Importing } from './imports/importing.service.js';
import { InventoryImportsController } from './imports/inventory-imports.controller.js';
import { InventoryImportQueries } from './imports/inventory-imports.queries.js';
import { InventoryImports } from './imports/inventory-imports.service.js';
import { InventoryReader } from './imports/inventory-reader.service.js';
import { Concentrations } from './concentration/concentrations.queries.js';
import { SupplyGraphs } from './graph/supply-graphs.queries.js';
import { ToolsByHand } from './inventories/by-hand.service.js';
import { Currency } from './inventories/currency.service.js';
import { InventoriesController } from './inventories/inventories.controller.js';
import { InventoryQueries } from './inventories/inventories.queries.js';
import { Inventories } from './inventories/inventories.service.js';
import { InventoryLines } from './inventories/inventory-lines.service.js';
import { ToolUseQueries } from './inventories/tool-uses.queries.js';
import { MergeSuggesting } from './merges/merge-suggesting.service.js';
import { ToolMergesController } from './merges/tool-merges.controller.js';
import { ToolMergeQueries } from './merges/tool-merges.queries.js';
import { ToolMerges } from './merges/tool-merges.service.js';
import { ToolTrees } from './merges/tool-trees.service.js';
import { SuppliersController } from './suppliers/suppliers.controller.js';
import { SupplierQueries } from './suppliers/suppliers.queries.js';
import { Suppliers } from './suppliers/suppliers.service.js';
import { ToolLines } from './tools/tool-lines.service.js';
import { ToolsController } from './tools/tools.controller.js';
import { ToolQueries } from './tools/tools.queries.js';
import { Tools } from './tools/tools.service.js';
import { ToolUsers } from './uses/tool-users.queries.js';
import { ToolUsesController } from './uses/tool-uses.controller.js';
import { UserFiles } from './uses/user-files.service.js';
import { VendorTools } from './uses/vendor-tools.queries.js';

const shared = [
  Concentrations,
  Importing,
  Inventories,
  InventoryImportQueries,
  InventoryImports,
  InventoryQueries,
  SupplierQueries,
  Suppliers,
  SupplyGraphs,
  ToolMergeQueries,
  ToolMerges,
  ToolQueries,
  Tools,
  ToolsByHand,
  ToolUseQueries,
  ToolUsers,
  UserFiles,
  VendorTools,
];

@Module({
  imports: [VendorsModule, EvidenceModule, PoliciesModule],
  controllers: [
    ToolsController,
    ToolUsesController,
    InventoriesController,
    InventoryImportsController,
    ToolMergesController,
    SuppliersController,
  ],
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
