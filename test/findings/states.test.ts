import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  findingRefusal,
  findingStates,
  findingSteps,
  handOf,
  type FindingState,
  type FindingStep,
  type Hand,
} from '../../src/findings/index.js';
import { stateAfter } from '../../src/findings/states.js';

const allSteps = Object.keys(findingSteps) as FindingStep[];
const hands: readonly Hand[] = ['us', 'vendor', 'rule'];
const moves = fc.array(
  fc.record({ step: fc.constantFrom(...allSteps), hand: fc.constantFrom(...hands) }),
  { maxLength: 40 },
);

interface Visited {
  step: FindingStep;
  hand: Hand;
  from: FindingState;
  to: FindingState;
}

/** The moves of a walk that were allowed, beginning where a finding begins. */
function walk(wanted: readonly { step: FindingStep; hand: Hand }[]): Visited[] {
  let state: FindingState = 'open';
  return wanted.flatMap(({ step, hand }) => {
    if (findingRefusal(step, state, hand) !== undefined) return [];
    const visited = { step, hand, from: state, to: stateAfter(step, state) };
    state = visited.to;
    return [visited];
  });
}

describe('the states of a finding', () => {
  it('are never reached but by who may, from where one may', () => {
    const allowed: Readonly<Record<FindingState, readonly string[]>> = {
      open: ['planned', 'resolved', 'risk_accepted', 'open'],
      planned: ['planned', 'resolved', 'risk_accepted'],
      resolved: ['resolved', 'verified', 'open'],
      verified: ['open'],
      risk_accepted: ['risk_accepted', 'open'],
    };
    fc.assert(
      fc.property(moves, (wanted) => {
        for (const { step, hand, from, to } of walk(wanted)) {
          expect(findingStates).toContain(to);
          expect(allowed[from]).toContain(to);
          if (to === 'verified' || to === 'risk_accepted') expect(hand).toBe('us');
          if (hand === 'vendor') expect(['plan', 'resolve']).toContain(step);
          if (hand === 'rule') expect(['resolve', 'reopen', 'endAcceptance']).toContain(step);
        }
      }),
    );
  });

  it('leave no way to verified except through resolved, and none out of it except reopening', () => {
    fc.assert(
      fc.property(moves, (wanted) => {
        for (const { step, from, to } of walk(wanted)) {
          if (to === 'verified') expect(from).toBe('resolved');
          if (from === 'verified') expect(step).toBe('reopen');
          if (from === 'risk_accepted') expect(['accept', 'endAcceptance']).toContain(step);
        }
      }),
    );
  });

  it('are each reached by some walk, so that nothing above is said of nothing', () => {
    const reached = new Set<FindingState>(['open']);
    for (let grown = -1; grown !== reached.size;) {
      grown = reached.size;
      for (const from of [...reached]) {
        for (const step of allSteps) {
          const may = hands.some((hand) => findingRefusal(step, from, hand) === undefined);
          if (may) reached.add(stateAfter(step, from));
        }
      }
    }
    expect([...reached].sort()).toEqual([...findingStates].sort());
  });

  it('refuse in a sentence that says why', () => {
    expect(findingRefusal('verify', 'open', 'us')).toBe(
      'This finding is open, so it cannot be verified now.',
    );
    expect(findingRefusal('verify', 'verified', 'us')).toBe('This finding is already verified.');
    expect(findingRefusal('verify', 'resolved', 'vendor')).toBe(
      'A finding cannot be verified by the vendor.',
    );
    expect(findingRefusal('plan', 'open', 'vendor')).toBeUndefined();
  });

  it('know whose hand it is', () => {
    const kinds = ['user', 'token', 'respondent', 'system'] as const;
    expect(kinds.map((kind) => handOf({ kind }))).toEqual(['us', 'us', 'vendor', 'rule']);
  });
});
