import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeKinds, compareCycles, type CycleAnswer } from '../../../src/assessments/index.js';
import { evidenceGrades, weights } from '../../../src/scoring/index.js';

const plain: CycleAnswer = {
  ...{ key: 'one', text: 'One?', hash: 'h', domain: 'd', domainLabel: 'D' },
  ...{ weight: 'standard', knockOut: false, standing: 'answered' },
  byRule: { compliance: 1, evidence: 'assertion', lowered: null },
  ...{ judged: null, leaning: null, value: 'yes', notApplicableReason: null, comment: null },
  unproven: 0,
};
const judged = (
  compliance: number,
  evidence: keyof typeof evidenceGrades,
  lowered: string | null = null,
) => ({
  judged: { compliance, evidence, lowered },
});
const byRule = (compliance: number, evidence: 'assertion' | 'document' = 'assertion') => ({
  byRule: { compliance, evidence, lowered: null },
});
const blank = { standing: 'blank', value: null, ...byRule(0) } as const;

function one(before: Partial<CycleAnswer>, after: Partial<CycleAnswer>) {
  const [change] = compareCycles([{ ...plain, ...before }], [{ ...plain, ...after }]);
  return change;
}

describe('comparing two cycles', () => {
  it.each<[string, Partial<CycleAnswer>, Partial<CycleAnswer>, string]>([
    ['weakened', byRule(1), byRule(0.5), 'now it meets part of what is expected'],
    ['weakened', byRule(1, 'document'), byRule(1), "now on the vendor's word"],
    ['weakened', {}, blank, 'It is left blank'],
    [
      'weakened',
      {},
      { standing: 'claimed', value: null, notApplicableReason: 'No.' },
      'said not to apply',
    ],
    ['weakened', judged(1, 'audit'), judged(1, 'assertion', 'it is stale'), ': it is stale.'],
    [
      'weakened',
      judged(1, 'audit'),
      { leaning: { evidence: 'assertion', lowered: 'in doubt' } },
      ': in doubt.',
    ],
    ['weakened', byRule(1), { ...byRule(0.5, 'document'), hash: 'other' }, 'reads otherwise'],
    ['new', {}, { hash: 'other' }, 'reads otherwise'],
    ['strengthened', byRule(0), byRule(0.5), 'now it meets part'],
    ['strengthened', byRule(1), byRule(1, 'document'), "now on the vendor's own document"],
    ['strengthened', blank, {}, 'Before, it was left blank'],
    ['changed', {}, { comment: 'Since May.' }, 'reads otherwise'],
    [
      'changed',
      byRule(0),
      { ...byRule(0), standing: 'claimed', value: null, notApplicableReason: 'x' },
      'said not to apply',
    ],
  ])('%s', (kind, before, after, words) => {
    const change = one(before, after);
    expect(change?.kind).toBe(kind);
    expect(change?.why.join(' ')).toContain(words);
  });

  it('leaves a judgement of one cycle out where the other was not judged', () => {
    expect(one({ ...judged(1, 'audit'), ...byRule(0.5) }, byRule(0.5))?.kind).toBe('confirmed');
  });

  it('calls confirmed what is said not to apply again, whoever has looked at it by now', () => {
    const claim = { standing: 'claimed', value: null, notApplicableReason: 'We host nothing.' };
    const approved = { ...claim, standing: 'approved', ...judged(0, 'assertion') };
    const as = (answer: object) => answer as Partial<CycleAnswer>;
    for (const after of [claim, approved]) {
      expect(one(as(approved), as(after))).toMatchObject({ kind: 'confirmed', why: [] });
    }
    const otherwise = { ...claim, notApplicableReason: 'We host little.' };
    expect(one(as(approved), as(otherwise))?.kind).toBe('changed');
    const refused = { ...claim, ...judged(0, 'assertion') };
    expect(one(as(approved), as(refused))?.kind).toBe('weakened');
    expect(one(as(approved), { ...byRule(0), value: 'no' })?.kind).toBe('weakened');
    const agreed = { ...as(approved), value: 'no', notApplicableReason: null, ...byRule(0) };
    expect(one(agreed, { value: 'no', ...byRule(0) })?.kind).toBe('confirmed');
  });

  it('does not mind the order of choices and rows', () => {
    expect(one({ value: ['a', 'b'] }, { value: ['b', 'a'] })).toMatchObject({
      kind: 'confirmed',
      why: [],
    });
    expect(one(blank, blank)?.kind).toBe('blank');
  });

  it('flags what was confirmed without evidence as often as the policy says', () => {
    const flagged = (unproven: number, at: number) =>
      compareCycles([plain], [{ ...plain, unproven }], at)[0]?.flagged;
    expect([flagged(4, 5), flagged(5, 5), flagged(6, 5), flagged(2, 2)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('refuses a question that stands twice', () => {
    expect(() => compareCycles([plain, plain], [plain])).toThrow(RangeError);
  });

  const worth = fc.record({
    compliance: fc.constantFrom(0, 0.5, 1),
    evidence: fc.constantFrom(...(Object.keys(evidenceGrades) as (keyof typeof evidenceGrades)[])),
    lowered: fc.constant(null),
  });
  const answer: fc.Arbitrary<CycleAnswer> = fc.record({
    key: fc.constantFrom(...Array.from({ length: 12 }, (_, at) => `q.${at}`)),
    text: fc.constant('What?'),
    hash: fc.constantFrom('h1', 'h2'),
    domain: fc.constant('d'),
    domainLabel: fc.constant('D'),
    weight: fc.constantFrom(...(Object.keys(weights) as (keyof typeof weights)[])),
    knockOut: fc.boolean(),
    standing: fc.constantFrom('answered', 'blank', 'claimed', 'approved'),
    byRule: worth,
    judged: fc.option(worth),
    leaning: fc.constant(null),
    value: fc.constantFrom('yes', 'no', null),
    notApplicableReason: fc.constant(null),
    comment: fc.constant(null),
    unproven: fc.nat(8),
  });
  const cycle = fc.uniqueArray(answer, { selector: ({ key }) => key, maxLength: 12 });

  it('has a line for each question of either cycle, once', () => {
    fc.assert(
      fc.property(cycle, cycle, (before, after) => {
        const keys = compareCycles(before, after).map(({ key }) => key);
        const asked = new Set([...before, ...after].map(({ key }) => key));
        expect([...keys].sort()).toEqual([...asked].sort());
      }),
    );
  });

  it('finds nothing changed between a cycle and itself', () => {
    fc.assert(
      fc.property(cycle, (same) => {
        for (const { kind, why } of compareCycles(same, same)) {
          expect(['confirmed', 'blank']).toContain(kind);
          expect(why).toEqual([]);
        }
      }),
    );
  });

  it('calls weakened what, seen the other way, is strengthened or has lost something else', () => {
    fc.assert(
      fc.property(cycle, cycle, (before, after) => {
        const back = new Map(compareCycles(after, before).map((change) => [change.key, change]));
        for (const { key, kind, reworded } of compareCycles(before, after)) {
          const other = back.get(key)?.kind;
          if (kind === 'gone') expect(other).toBe('new');
          if (kind === 'confirmed' || kind === 'blank') expect(other).toBe(kind);
          if (kind === 'strengthened' && !reworded) expect(other).toBe('weakened');
        }
      }),
    );
  });

  it('stands in order: by kind, then by weight, then knock-outs first', () => {
    fc.assert(
      fc.property(cycle, cycle, (before, after) => {
        const places = compareCycles(before, after).map(({ kind, after: now, before: then }) => {
          const question = now ?? then;
          const weight = question ? weights[question.weight] : 0;
          return [changeKinds.indexOf(kind), -weight, question?.knockOut ? 0 : 1];
        });
        const sorted = [...places].sort(
          ([a = 0, b = 0, c = 0], [x = 0, y = 0, z = 0]) => a - x || b - y || c - z,
        );
        expect(places).toEqual(sorted);
      }),
    );
  });
});
