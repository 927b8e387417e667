/** What kinds of tools there are; the same words as the questionnaire's list of tools has. */
export const toolKindWords = {
  model: 'Model',
  model_provider: 'Model provider',
  gateway: 'Gateway or proxy',
  agent_framework: 'Agent framework',
  vector_store: 'Vector store',
  labelling: 'Labelling platform',
  cloud: 'Cloud',
  ci_scanner: 'Build tool or scanner',
  library: 'Library',
  other: 'Other',
} as const;
export type ToolKind = keyof typeof toolKindWords;
export const toolKinds = Object.keys(toolKindWords) as ToolKind[];

export const known = ['yes', 'no', 'unknown'] as const;
export type Known = (typeof known)[number];

/** Where an inventory comes from. */
export const sourceWords = {
  answer: 'Answer',
  sbom: 'SBOM',
  lockfile: 'Lockfile',
  outreach: 'Answer about an incident',
  analyst: 'By hand',
} as const;
export type InventorySource = keyof typeof sourceWords;
export const inventorySources = Object.keys(sourceWords) as InventorySource[];

/** Sources that speak of the same: a newer list of one family takes the place of the older. */
export const familyOf: Readonly<
  Record<InventorySource, 'answer' | 'installed' | 'outreach' | 'analyst'>
> = {
  answer: 'answer',
  sbom: 'installed',
  lockfile: 'installed',
  outreach: 'outreach',
  analyst: 'analyst',
};
export type InventoryFamily = (typeof familyOf)[InventorySource];

/** No later list is to be expected that would say that it is no longer used: a person says so. */
export const endsByHand = (source: InventorySource): boolean =>
  source === 'analyst' || source === 'outreach';

/** Names only what was asked or what somebody knew: never shows that something is absent. */
export const namesOnlySome = endsByHand;
