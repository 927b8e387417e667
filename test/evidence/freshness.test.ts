import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  evidenceFreshness,
  evidenceKinds,
  freshnessOfEvidence,
  hasEnd,
  type EvidenceDates,
  type EvidenceFigures,
} from '../../src/evidence/index.js';
import { addDays } from '../../src/platform/clock.js';
import { usualFigures, type Figure } from '../../src/policies/index.js';

const usual = usualFigures(evidenceFreshness);

const dates = (facts: Partial<EvidenceDates>): EvidenceDates => ({
  kind: 'other',
  issuedOn: null,
  expiresOn: null,
  ...facts,
});

describe('how long evidence is good', () => {
  it.each([
    ['subprocessor_list', '2026-10-01', '2026-12-30', '2026-12-31'],
    ['sbom', '2026-10-01', '2026-12-30', '2026-12-31'],
    ['self_assessment', '2026-10-01', '2027-10-01', '2027-10-02'],
    ['self_assessment', '2024-02-29', '2025-02-28', '2025-03-01'],
  ] as const)('%s issued %s: to %s, and no longer', (kind, issuedOn, last, after) => {
    const facts = dates({ kind, issuedOn });
    const at = (day: string) => freshnessOfEvidence(facts, day, { ...usual, dueSoonDays: 10 });
    expect(at(issuedOn)).toMatchObject({ state: 'fresh', freshUntil: last, endsBy: 'age' });
    expect(at(addDays(last, -11))).toMatchObject({ state: 'fresh' });
    expect(at(addDays(last, -10))).toMatchObject({ state: 'due_soon' });
    expect(at(last)).toMatchObject({ state: 'due_soon', daysStale: 0 });
    expect(at(after)).toMatchObject({ state: 'stale', daysStale: 1, freshUntil: last });
  });

  it('says why in a sentence', () => {
    const sbom = dates({ kind: 'sbom', issuedOn: '2026-10-01' });
    expect(freshnessOfEvidence(sbom, '2026-10-02', usual)?.reason).toBe(
      'A software bill of materials is fresh for 90 days after its issue, here on 1 Oct 2026: until 30 Dec 2026.',
    );
    expect(freshnessOfEvidence(sbom, '2027-10-02', usual)?.reason).toMatch(
      /here on 1 Oct 2026; that was until 30 Dec 2026\.$/,
    );
    const named = dates({ kind: 'certificate', expiresOn: '2026-12-31' });
    expect(freshnessOfEvidence(named, '2026-10-02', usual)?.reason).toBe(
      'It is valid to its end date: until 31 Dec 2026.',
    );
  });

  const day = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays('2020-01-01', days));
  const perhaps = fc.option(day, { nil: null });
  const any: fc.Arbitrary<EvidenceDates> = fc.record({
    kind: fc.constantFrom(...evidenceKinds),
    issuedOn: perhaps,
    expiresOn: perhaps,
  });
  const figures = fc.record(
    Object.fromEntries(
      Object.entries<Figure>(evidenceFreshness.figures).map(([key, { min, max }]) => [
        key,
        fc.integer({ min, max }),
      ]),
    ),
  ) as unknown as fc.Arbitrary<EvidenceFigures>;
  const states = ['fresh', 'due_soon', 'stale'];

  it('only ever goes down as days pass, and is stale from the day after its last', () => {
    fc.assert(
      fc.property(any, figures, day, day, (facts, policy, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const before = freshnessOfEvidence(facts, earlier, policy);
        const after = freshnessOfEvidence(facts, later, policy);
        expect(before !== undefined).toBe(hasEnd(facts));
        if (!before || !after) return;
        expect(states.indexOf(after.state)).toBeGreaterThanOrEqual(states.indexOf(before.state));
        expect(after.freshUntil).toBe(before.freshUntil);
        expect(after.state === 'stale').toBe(later > after.freshUntil);
        expect(addDays(after.freshUntil, after.daysStale) >= later).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never outlasts the day it names, nor the age of its kind', () => {
    fc.assert(
      fc.property(any, figures, day, (facts, policy, at) => {
        const both = freshnessOfEvidence(facts, at, policy)?.freshUntil;
        const named = freshnessOfEvidence({ ...facts, issuedOn: null }, at, policy)?.freshUntil;
        const aged = freshnessOfEvidence({ ...facts, expiresOn: null }, at, policy)?.freshUntil;
        const [first] = [named, aged].filter((end) => end !== undefined).sort();
        expect(both).toBe(first);
        expect(named ?? null).toBe(facts.expiresOn);
        if (aged) expect(aged > (facts.issuedOn ?? '')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
