export * from './versions/index.js';
export type { Concentration, SharedTool } from './concentration/concentration.dto.js';
export { ConcentrationQuery } from './concentration/concentration.dto.js';
export { Concentrations } from './concentration/concentrations.queries.js';
export { toolNamed, toolsChanged, toolsMerged } from './events.js';
export { SupplyGraphs, type GraphTool, type SupplyGraph } from './graph/supply-graphs.queries.js';
export { ToolsByHand } from './inventories/by-hand.service.js';
export { InventoryQueries } from './inventories/inventories.queries.js';
export {
  HandInventory,
  HandTool,
  InventoryQuery,
  UseEnding,
  type InventoryLine,
  type InventoryView,
} from './inventories/inventory.dto.js';
export {
  DescribedDay,
  InventoryImportView,
  NewInventoryImport,
} from './imports/inventory-import.dto.js';
export { Importing } from './imports/importing.service.js';
export { importStates, type ImportState } from './imports/inventory-import.entity.js';
export { InventoryImportQueries } from './imports/inventory-imports.queries.js';
export { InventoryImports } from './imports/inventory-imports.service.js';
export { Inventories } from './inventories/inventories.service.js';
export { Inventory, ToolUse, type LeftOut } from './inventories/inventory.entity.js';
export { distanceWords } from './inventories/nearest-list.js';
export type { InventoryItem, NewInventory } from './inventories/new-inventory.js';
export type { ListSays, ToolOnDay } from './inventories/tool-day.dto.js';
export { ToolUseQueries } from './inventories/tool-uses.queries.js';
export { inventoryFreshness, type InventoryFreshness } from './inventory-freshness.js';
export { NewToolMerge, ToolMergeQuery, type ToolMergeView } from './merges/tool-merge.dto.js';
export { mergeStates, ToolMerge, type MergeState } from './merges/tool-merge.entity.js';
export { ToolMergeQueries } from './merges/tool-merges.queries.js';
export { ToolMerges } from './merges/tool-merges.service.js';
export { SupplierFacts, SupplierQuery, type SupplierView } from './suppliers/supplier.dto.js';
export { Supplier } from './suppliers/supplier.entity.js';
export { SupplierQueries } from './suppliers/suppliers.queries.js';
export { Suppliers } from './suppliers/suppliers.service.js';
export { inventoryFormats, type InventoryFormat } from './reading/index.js';
export { SupplyChainModule } from './supply-chain.module.js';
export { bareNameOf, identityOf, type ToolIdentity } from './tools/tool-identity.js';
export {
  NewToolAlias,
  ToolFacts,
  ToolQuery,
  type ToolLineView,
  type ToolView,
} from './tools/tool.dto.js';
export { Tool, ToolAlias } from './tools/tool.entity.js';
export { ToolQueries } from './tools/tools.queries.js';
export { Tools } from './tools/tools.service.js';
export { firstRecentDays, isStale, staleSql, type FirstRecentDays } from './uses/staleness.js';
export { ToolUsers, type FoundUses } from './uses/tool-users.queries.js';
export { ToolUseQuery, type ToolUseCounts, type ToolUseLine } from './uses/tool-use.dto.js';
export { UserFiles } from './uses/user-files.service.js';
export { DayQuery, VendorToolQuery } from './uses/vendor-tool.dto.js';
export { VendorTools } from './uses/vendor-tools.queries.js';
export {
  endsByHand,
  familyOf,
  inventorySources,
  known,
  namesOnlySome,
  sourceWords,
  toolKinds,
  toolKindWords,
  type InventorySource,
  type Known,
  type ToolKind,
} from './words.js';
