import type { AssessmentState } from './assessment.entity.js';

interface Rule {
  readonly from: readonly AssessmentState[];
  /** Where it leads; without one the state stays as it is. */
  readonly to?: AssessmentState;
  /** Ends the sentence "it cannot be … now". */
  readonly done: string;
}

const answerable: readonly AssessmentState[] = ['sent', 'in_progress', 'changes_requested'];

/** Everything that may be done to an assessment, and in which states. */
export const steps = {
  send: { from: ['draft'], to: 'sent', done: 'sent' },
  invite: { from: answerable, done: 'opened to another person' },
  answer: { from: answerable, done: 'answered' },
  begin: { from: ['sent'], to: 'in_progress', done: 'begun' },
  submit: { from: answerable, to: 'submitted', done: 'submitted' },
  startReview: { from: ['submitted'], to: 'in_review', done: 'taken into review' },
  review: { from: ['submitted', 'in_review'], done: 'reviewed' },
  requestChanges: {
    from: ['submitted', 'in_review'],
    to: 'changes_requested',
    done: 'given back to the vendor',
  },
  decide: { from: ['submitted', 'in_review'], to: 'decided', done: 'decided' },
  supersede: { from: ['decided'], to: 'superseded', done: 'superseded' },
  rescore: {
    from: ['submitted', 'in_review', 'changes_requested', 'decided'],
    done: 'scored again',
  },
  override: {
    from: ['submitted', 'in_review', 'changes_requested', 'decided'],
    done: 'given another band',
  },
  extend: { from: ['draft', ...answerable], done: 'given another due date' },
  revoke: { from: ['draft', 'sent', 'in_progress'], to: 'revoked', done: 'revoked' },
} as const satisfies Record<string, Rule>;

export type Step = keyof typeof steps;

/** The steps that change the state. */
export type Move = {
  [S in Step]: (typeof steps)[S] extends { to: AssessmentState } ? S : never;
}[Step];

const stateWords: Readonly<Record<AssessmentState, string>> = {
  draft: 'still a draft',
  sent: 'sent and not begun',
  in_progress: 'being answered',
  submitted: 'submitted',
  in_review: 'in review',
  changes_requested: 'back with the vendor',
  decided: 'decided',
  superseded: 'superseded by a newer one',
  revoked: 'revoked',
};

export function mayTake(step: Step, state: AssessmentState): boolean {
  return (steps[step].from as readonly AssessmentState[]).includes(state);
}

/** Why a step is refused in a state, as a sentence. */
export function refusal(step: Step, state: AssessmentState): string {
  const done: string = steps[step].done;
  if (done === stateWords[state]) return `This assessment is already ${done}.`;
  return `This assessment is ${stateWords[state]}, so it cannot be ${done} now.`;
}
