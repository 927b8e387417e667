import type { FindingState } from '../../findings/index.js';
import { worded } from '../frame/words.js';

const usual: readonly FindingState[] = ['open', 'planned', 'resolved', 'verified'];
const borne: readonly FindingState[] = ['open', 'risk_accepted'];

/** The way of a finding as a line of steps: which of them are behind it, and where it stands. */
export function stepsOf(state: FindingState): object[] {
  const way = state === 'risk_accepted' ? borne : usual;
  const at = way.indexOf(state);
  return way.map((step, place) => ({
    label: worded(step),
    done: place < at,
    current: place === at,
  }));
}
