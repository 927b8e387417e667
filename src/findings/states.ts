import type { Actor } from '../platform/actor.js';
import type { FindingState } from './finding.entity.js';

/** We ourselves, the vendor by its link, or a rule of Assay. */
export type Hand = 'us' | 'vendor' | 'rule';

interface Rule {
  readonly from: readonly FindingState[];
  /** Where it leads; without one the state stays as it is. */
  readonly to?: FindingState;
  readonly by: readonly Hand[];
  /** Ends the sentence "it cannot be … now". */
  readonly done: string;
}

const owed: readonly FindingState[] = ['open', 'planned'];

/** Everything that may be done to a finding, in which states and by whom. */
export const findingSteps = {
  change: { from: [...owed, 'resolved'], by: ['us'], done: 'changed' },
  plan: { from: owed, to: 'planned', by: ['us', 'vendor'], done: 'planned' },
  resolve: { from: owed, to: 'resolved', by: ['us', 'vendor', 'rule'], done: 'resolved' },
  verify: { from: ['resolved'], to: 'verified', by: ['us'], done: 'verified' },
  reopen: { from: ['resolved', 'verified'], to: 'open', by: ['us', 'rule'], done: 'reopened' },
  // Also where it is borne already: another acceptance takes the place of that.
  accept: {
    from: [...owed, 'risk_accepted'],
    to: 'risk_accepted',
    by: ['us'],
    done: 'accepted as a risk',
  },
  endAcceptance: {
    from: ['risk_accepted'],
    to: 'open',
    by: ['us', 'rule'],
    done: 'taken out of a risk acceptance',
  },
} as const satisfies Record<string, Rule>;

export type FindingStep = keyof typeof findingSteps;

const stateWords: Readonly<Record<FindingState, string>> = {
  open: 'open',
  planned: 'planned',
  resolved: 'resolved and not verified',
  verified: 'verified',
  risk_accepted: 'accepted as a risk',
};

const handWords: Readonly<Record<Hand, string>> = {
  us: 'a person here',
  vendor: 'the vendor',
  rule: 'a rule',
};

export function handOf({ kind }: Pick<Actor, 'kind'>): Hand {
  if (kind === 'respondent') return 'vendor';
  return kind === 'system' ? 'rule' : 'us';
}

export function mayTakeFinding(step: FindingStep, state: FindingState, hand: Hand): boolean {
  return findingRefusal(step, state, hand) === undefined;
}

/** The state after a step that is allowed. */
export function stateAfter(step: FindingStep, state: FindingState): FindingState {
  const rule: Rule = findingSteps[step];
  return rule.to ?? state;
}

/** Why a step is refused, as a sentence; nothing where it is allowed. */
export function findingRefusal(
  step: FindingStep,
  state: FindingState,
  hand: Hand,
): string | undefined {
  const { from, by, done }: Rule = findingSteps[step];
  if (!by.includes(hand)) return `A finding cannot be ${done} by ${handWords[hand]}.`;
  if (from.includes(state)) return undefined;
  if (done === stateWords[state]) return `This finding is already ${done}.`;
  return `This finding is ${stateWords[state]}, so it cannot be ${done} now.`;
}
