import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answeredBy } from '../../src/assessments/cadence/answered-by.js';
import { usualReassessment } from '../../src/assessments/cadence/reassessment-policy.js';
import {
  reassessmentsDue,
  type EngagementFacts,
} from '../../src/assessments/cadence/reassessment-rule.js';
import { noticeDue } from '../../src/obligations/kinds/contract-notice.js';
import { addDays, addMonths } from '../../src/platform/clock.js';
import type { Tier } from '../../src/scoring/index.js';

const facts: EngagementFacts = {
  tier: 2,
  exposed: false,
  enteredOn: '2026-01-10',
  endsOn: null,
  decidedOn: '2026-02-28',
  fullyDecidedOn: '2026-02-28',
  rejected: false,
};
const due = (change: Partial<EngagementFacts>, figures = usualReassessment) =>
  reassessmentsDue({ ...facts, ...change }, figures);

describe('when an engagement is assessed again', () => {
  it.each<[string, Partial<EngagementFacts>, [string, string][]]>([
    [
      'tier 1',
      { tier: 1 },
      [
        ['light', '2026-08-28'],
        ['full', '2027-02-28'],
      ],
    ],
    [
      'tier 1, exposed',
      { tier: 1, exposed: true },
      [
        ['light', '2026-05-28'],
        ['full', '2027-02-28'],
      ],
    ],
    ['tier 2', { tier: 2, exposed: true }, [['full', '2027-02-28']]],
    ['tier 3', { tier: 3 }, [['full', '2028-02-28']]],
    ['tier 4', { tier: 4 }, [['full', '2029-02-28']]],
    [
      'tier 4 with a contract that ends sooner',
      { tier: 4, endsOn: '2027-12-31' },
      [['full', '2027-12-31']],
    ],
    [
      'tier 4 with a contract that had ended',
      { tier: 4, endsOn: '2026-01-31' },
      [['full', '2029-02-28']],
    ],
    ['tier 3 whose contract ends', { tier: 3, endsOn: '2027-12-31' }, [['full', '2028-02-28']]],
    ['never decided', { decidedOn: null, fullyDecidedOn: null }, [['full', '2026-02-09']]],
    [
      'tier 1, decided lightly since',
      { tier: 1, decidedOn: '2026-12-01' },
      [['full', '2027-02-28']],
    ],
    [
      'tier 1, only ever decided lightly',
      { tier: 1, fullyDecidedOn: null },
      [['full', '2026-03-30']],
    ],
    ['rejected', { rejected: true }, []],
  ])('%s', (_, change, expected) => {
    expect(due(change).map(({ part, dueOn }) => [part, dueOn])).toEqual(expected);
  });

  it('follows the figures, cuts months to the shorter one, and knows leap days', () => {
    const figures = { ...usualReassessment, tier2: 1, first: 3 };
    expect(due({ decidedOn: '2027-01-31' }, figures)[0]?.dueOn).toBe('2027-02-28');
    expect(due({ decidedOn: '2028-01-31' }, figures)[0]?.dueOn).toBe('2028-02-29');
    expect(due({ decidedOn: '2024-02-29' })[0]?.dueOn).toBe('2025-02-28');
    expect(due({ decidedOn: null, enteredOn: '2028-02-27' }, figures)[0]?.dueOn).toBe('2028-03-01');
  });

  const day = fc.integer({ min: 0, max: 366 * 12 }).map((days) => addDays('2020-01-01', days));
  const anyFacts = fc.record({
    tier: fc.constantFrom<Tier>(1, 2, 3, 4),
    exposed: fc.boolean(),
    enteredOn: day,
    endsOn: fc.option(day),
    decidedOn: fc.option(day),
    fullyDecidedOn: fc.option(day),
    rejected: fc.constant(false),
  });

  it('always is due once in full, at most once lightly, and then sooner', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const known = { ...some, fullyDecidedOn: some.decidedOn && some.fullyDecidedOn };
        const found = reassessmentsDue(known, usualReassessment);
        const full = found.filter(({ part }) => part === 'full');
        const light = found.filter(({ part }) => part === 'light');
        expect(full).toHaveLength(1);
        expect(light.length).toBeLessThanOrEqual(Number(known.tier === 1));
        for (const { dueOn } of light) expect(dueOn < (full[0]?.dueOn ?? '')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('moves with the decision, never back: a later one is never due earlier', () => {
    fc.assert(
      fc.property(anyFacts, day, (some, later) => {
        const decidedOn = some.decidedOn ?? some.enteredOn;
        const before = { ...some, endsOn: null, decidedOn, fullyDecidedOn: decidedOn };
        const next = later > decidedOn ? later : decidedOn;
        const after = { ...before, decidedOn: next, fullyDecidedOn: next };
        const fullOf = (of: EngagementFacts) =>
          reassessmentsDue(of, usualReassessment).find(({ part }) => part === 'full')?.dueOn ?? '';
        expect(fullOf(after) >= fullOf(before)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves no day of nine years without a full assessment ahead when each is done as it falls due', () => {
    for (const tier of [1, 2, 3, 4] as const) {
      let known: EngagementFacts = { ...facts, tier, decidedOn: null, fullyDecidedOn: null };
      const done: string[] = [];
      for (let today = '2023-01-01'; today < '2032-03-01'; today = addDays(today, 1)) {
        const full = reassessmentsDue(known, usualReassessment).filter(
          ({ part }) => part === 'full',
        );
        expect(full).toHaveLength(1);
        if (full[0]?.dueOn !== today) continue;
        done.push(today);
        known = { ...known, decidedOn: today, fullyDecidedOn: today };
      }
      const months = { 1: 12, 2: 12, 3: 24, 4: 36 }[tier];
      const spans = done.slice(1).map((at, n) => addMonths(done[n] ?? '', months) === at);
      expect(spans.length).toBeGreaterThanOrEqual(Math.floor(72 / months) - 1);
      expect(spans.every(Boolean)).toBe(true);
    }
  });
});

describe('the decision that does what was owed', () => {
  const decisions = [
    { assessmentId: 'a', short: true },
    { assessmentId: 'b', short: false },
    { assessmentId: 'c', short: true },
  ];
  it.each([
    ['full', null, 1, 'b'],
    ['full', null, 2, 'a'],
    ['light', 'a', 1, 'b'],
    ['light', 'b', 1, 'c'],
    ['full', 'b', 1, undefined],
    ['full', 'b', 2, 'c'],
    ['light', 'c', 1, undefined],
  ] as const)('%s after %s in tier %s is %s', (part, afterId, tier, expected) => {
    expect(answeredBy(decisions, { part, afterId }, tier)).toBe(expected);
  });
});

describe('when notice of a contract is due', () => {
  it('falls on one day that stands still while the days pass, and is gone after the end', () => {
    for (const endsOn of ['2028-02-29', '2027-12-31', '2028-05-29']) {
      const due = addDays(endsOn, -90);
      for (let today = addDays(endsOn, -400); today <= endsOn; today = addDays(today, 1)) {
        expect(noticeDue(endsOn, 90, today)).toBe(due);
      }
      expect(noticeDue(endsOn, 90, addDays(endsOn, 1))).toBeUndefined();
    }
    expect(addDays('2028-05-29', -90)).toBe('2028-02-29');
  });
});
