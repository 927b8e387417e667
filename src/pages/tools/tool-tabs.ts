import type { ToolMergeView } from '../../supply-chain/index.js';

const tabs = [
  ['/tools', 'All'],
  ['/tools/concentration', 'Shared by many'],
  ['/tools/suggestions', 'Perhaps one'],
  ['/suppliers', 'Suppliers'],
] as const;

/** The pages of tools; the last with how many suggestions wait. */
export const toolTabs = (current: (typeof tabs)[number][0], waiting: number): object[] =>
  tabs.map(([href, label]) => ({
    href,
    label,
    current: href === current,
    ...(href === '/tools/suggestions' && waiting > 0 ? { count: waiting } : {}),
  }));

/** A merge as tables tell it, with what may be done to it. */
export const mergeLine = (merge: ToolMergeView) => ({
  ...merge,
  keptHref: `/tools/${merge.keptId}`,
  mergedHref: `/tools/${merge.mergedId}`,
  confirmTo:
    merge.state === 'suggested' || merge.state === 'refused'
      ? `/tool-merges/${merge.id}/confirmation`
      : undefined,
  refuseTo: merge.state === 'suggested' ? `/tool-merges/${merge.id}/refusal` : undefined,
  undoTo: merge.state === 'confirmed' ? `/tool-merges/${merge.id}/undoing` : undefined,
  by: merge.undoneBy ?? merge.refusedBy ?? merge.confirmedBy ?? merge.suggestedBy,
  at: merge.undoneAt ?? merge.refusedAt ?? merge.confirmedAt ?? merge.suggestedAt,
});
