import { addMilliseconds } from '../../platform/clock.js';
import { policy, type Figures } from '../../policies/index.js';

const hours = (label: string, usual: number, hint?: string) => ({
  ...{ label, unit: 'hours', usual, min: 1, max: 720 },
  ...(hint === undefined ? {} : { hint }),
});

/** How soon vendors answer when something broke upstream. Source: our own figures. */
export const outreachHours = policy('outreach', {
  title: 'Questions about an incident',
  about:
    'How long a vendor has to answer, from the moment the letter is written, and when it is reminded. Requests that were sent keep their time.',
  figures: {
    tierOne: hours('Vendors of tier 1', 24),
    others: hours('All other vendors', 72),
    before: hours('Reminded before it is due', 8, 'Once, if it has not answered by then.'),
    after: hours('Reminded after it was due', 4, 'Once more, if it has not answered by then.'),
  },
});

export type OutreachHours = Figures<keyof typeof outreachHours.figures>;

/** When an answer to a request sent at `from` is due; `tier` from 1 to 4, null while there is no engagement. */
export function answerDue(
  from: Date,
  tier: number | null,
  { tierOne, others }: OutreachHours,
): Date {
  return addMilliseconds(from, (tier === 1 ? tierOne : others) * 3_600_000);
}
