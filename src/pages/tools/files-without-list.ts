import type { ImportState, InventoryImportView } from '../../supply-chain/index.js';

const words: Readonly<Record<Exclude<ImportState, 'done'>, { status: string; word: string }>> = {
  waiting: { status: 'waiting', word: 'Waits to be read' },
  reading: { status: 'running', word: 'Is being read' },
  day_wanted: { status: 'waiting', word: 'Waits for its day' },
  refused: { status: 'rejected', word: 'Refused' },
  given_up: { status: 'revoked', word: 'Given up' },
};

/** A file of which nothing counts, as the Tools tab of a vendor tells it. */
export const fileLine = ({
  id,
  fileName,
  state,
  problem,
  startedBy,
  startedAt,
}: InventoryImportView) => ({
  ...{ fileName, problem, startedBy, startedAt, href: `/inventory-imports/${id}` },
  ...(state === 'done' ? {} : words[state]),
});
