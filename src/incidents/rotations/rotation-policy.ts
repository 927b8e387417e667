import { addMilliseconds } from '../../platform/clock.js';
import { policy, type Figures } from '../../policies/index.js';

const hours = (label: string, usual: number) => ({ label, unit: 'hours', usual, min: 1, max: 720 });

/** How soon what a vendor holds of ours is renewed. Source: our own figures. */
export const rotationHours = policy('rotation', {
  title: 'Renewing credentials in an incident',
  about:
    'How long we give ourselves to renew a credential that an affected vendor holds, from the moment it is known to be affected. Rotations that stand already keep their time.',
  figures: { tierOne: hours('Vendors of tier 1', 24), others: hours('All other vendors', 72) },
});

/** When a rotation that begins at `from` is due; `tier` from 1 to 4, null while there is no engagement. */
export function rotationDue(
  from: Date,
  tier: number | null,
  { tierOne, others }: Figures<keyof typeof rotationHours.figures>,
): Date {
  return addMilliseconds(from, (tier === 1 ? tierOne : others) * 3_600_000);
}
