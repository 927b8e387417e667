import { standingWords, type VendorStanding } from '../../incidents/index.js';
import { incidentStyles } from './incident-frame.js';

/** Where a vendor stands in incidents, and a notice for each open one that hits it. */
export function incidentsOfVendor(vendorId: string, standings: readonly VendorStanding[]): object {
  const lines = standings.map((one) => ({
    ...one,
    href: `/incidents/${one.incidentId}/vendors/${vendorId}`,
    word: standingWords(one),
    perhaps: one.certainty === 'possible',
  }));
  return {
    incidents: lines,
    hitBy: lines.filter(({ state, standing }) => state === 'open' && standing === 'affected'),
    ...(lines.length > 0 ? { styles: incidentStyles } : {}),
  };
}
