export * from './versions/index.js';
export { toolsChanged, toolsMerged } from './events.js';
export { Inventories } from './inventories/inventories.service.js';
export { Inventory, ToolUse, type LeftOut } from './inventories/inventory.entity.js';
export { distanceWords } from './inventories/nearest-list.js';
export type { InventoryItem, NewInventory } from './inventories/new-inventory.js';
export type { ListSays, ToolOnDay } from './inventories/tool-day.dto.js';
export { ToolUseQueries } from './inventories/tool-uses.queries.js';
export { inventoryFreshness, type InventoryFreshness } from './inventory-freshness.js';
export { NewToolMerge, ToolMergeQuery, type ToolMergeView } from './merges/tool-merge.dto.js';
export { mergeStates, ToolMerge, type MergeState } from './merges/tool-merge.entity.js';
export { ToolMerges } from './merges/tool-merges.service.js';
export { SupplierFacts, SupplierQuery, type SupplierView } from './suppliers/supplier.dto.js';
export { Supplier } from './suppliers/supplier.entity.js';
export { Suppliers } from './suppliers/suppliers.service.js';
export { SupplyChainModule } from './supply-chain.module.js';
export { bareNameOf, identityOf, type ToolIdentity } from './tools/tool-identity.js';
export { ToolFacts } from './tools/tool.dto.js';
export { Tool, ToolAlias } from './tools/tool.entity.js';
export { Tools } from './tools/tools.service.js';
export {
  familyOf,
  inventorySources,
  known,
  sourceWords,
  toolKinds,
  toolKindWords,
  type InventorySource,
  type Known,
  type ToolKind,
} from './words.js';
