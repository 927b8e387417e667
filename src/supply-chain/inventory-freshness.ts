import { policy, type Figures } from '../policies/index.js';
import type { InventorySource } from './words.js';

const days = (label: string, usual: number) => ({
  label,
  unit: 'days',
  usual,
  min: 1,
  max: 1_095,
});

/** For how long a list of tools is taken to say what is used now. */
export const inventoryFreshness = policy('inventory-freshness', {
  title: 'Freshness of lists of tools',
  about:
    'How long a list of what a vendor uses counts as recent, from the day it describes and never from the day it reached us. Beyond that its uses are stale: known, but from too long ago.',
  figures: {
    sbom: days('Software bill of materials', 90),
    lockfile: days('Lockfile', 90),
    answer: days('Answer to a questionnaire', 180),
    outreach: days('Answer about an incident', 180),
    analyst: days('Entered by hand', 90),
  },
});

export type InventoryFreshness = Figures<InventorySource>;
