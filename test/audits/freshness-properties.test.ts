import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshness } from '../../src/audits/freshness/figures.js';
import {
  freshnessOf,
  type AuditDates,
  type FreshnessState,
} from '../../src/audits/freshness/freshness.js';
import { successorOf } from '../../src/audits/freshness/supersession.js';
import { auditKinds } from '../../src/audits/index.js';
import { addDays } from '../../src/platform/clock.js';
import { usualFigures, type Figure } from '../../src/policies/index.js';

const day = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays('2020-01-01', days));
const perhaps = fc.option(day, { nil: null });
const audits: fc.Arbitrary<AuditDates> = fc.record({
  kind: fc.constantFrom(...auditKinds),
  periodTo: day,
  issuedOn: day,
  expiresOn: day,
  surveillanceOn: perhaps,
  materialChangeOn: perhaps,
  rejectedAt: fc.constant(null),
});
const letters = fc.array(
  fc.tuple(day, fc.integer({ min: 0, max: 120 })).map(([coversFrom, length]) => ({
    coversFrom,
    coversUntil: addDays(coversFrom, length),
  })),
  { maxLength: 4 },
);
const usual = usualFigures(freshness);
const figures = fc.record(
  Object.fromEntries(
    Object.entries<Figure>(freshness.figures).map(([key, { min, max }]) => [
      key,
      fc.integer({ min, max }),
    ]),
  ),
) as unknown as fc.Arbitrary<typeof usual>;

const order: readonly FreshnessState[] = ['fresh', 'due_soon', 'in_grace', 'stale'];
const rank = (state: FreshnessState): number => order.indexOf(state);
const worth = { audit: 2, artefact: 1, assertion: 0 };

describe('freshness, whatever the audit, the letters, the figures and the day', () => {
  it('only ever goes down as days pass: never fresh again after stale without new facts', () => {
    fc.assert(
      fc.property(audits, letters, figures, day, day, (audit, own, policy, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const before = freshnessOf(audit, own, earlier, policy);
        const after = freshnessOf(audit, own, later, policy);
        expect(rank(after.state)).toBeGreaterThanOrEqual(rank(before.state));
        expect(worth[after.grade]).toBeLessThanOrEqual(worth[before.grade]);
        expect(after.daysStale).toBeGreaterThanOrEqual(before.daysStale);
        expect(after.freshUntil).toBe(before.freshUntil);
        expect(after.graceUntil).toBe(before.graceUntil);
      }),
      { numRuns: 1_000 },
    );
  });

  it('agrees with its own dates: fresh to the last fresh day, stale from the day after the last of all', () => {
    fc.assert(
      fc.property(audits, letters, figures, day, (audit, own, policy, at) => {
        const { state, freshUntil, graceUntil, daysStale } = freshnessOf(audit, own, at, policy);
        const last = graceUntil ?? freshUntil;
        expect(last >= freshUntil).toBe(true);
        expect(['fresh', 'due_soon'].includes(state)).toBe(at <= freshUntil);
        expect(state === 'in_grace').toBe(at > freshUntil && at <= last);
        expect(state === 'stale').toBe(at > last);
        expect(daysStale > 0).toBe(state === 'stale');
        if (state === 'stale') expect(addDays(last, daysStale)).toBe(at);
        expect(freshnessOf(audit, own, last, policy).state).not.toBe('stale');
        expect(freshnessOf(audit, own, addDays(last, 1), policy).state).toBe('stale');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not moved by when it was recorded, changed or uploaded', () => {
    fc.assert(
      fc.property(
        audits,
        letters,
        day,
        fc.date({ noInvalidDate: true }),
        (audit, own, at, when) => {
          const recorded = { ...audit, createdAt: when, updatedAt: when, uploadedAt: when };
          expect(freshnessOf(recorded, own, at, usual)).toEqual(freshnessOf(audit, own, at, usual));
        },
      ),
    );
  });

  it('counts as an audit only while it is fresh, and a letter never makes it one', () => {
    fc.assert(
      fc.property(audits, letters, day, (audit, own, at) => {
        const { state, grade } = freshnessOf(audit, own, at, usual);
        if (grade === 'audit') expect(['fresh', 'due_soon']).toContain(state);
        if (audit.kind === 'soc2_type1') expect(grade).not.toBe('audit');
        if (state === 'stale') expect(grade).toBe('assertion');
        const alone = freshnessOf(audit, [], at, usual);
        if (grade === 'audit') expect(alone.grade).toBe('audit');
      }),
      { numRuns: 500 },
    );
  });

  it('is carried by letters three months at most, and only a Type II is', () => {
    fc.assert(
      fc.property(audits, letters, day, (audit, own, at) => {
        const alone = freshnessOf(audit, [], at, usual);
        const carried = freshnessOf(audit, own, at, usual);
        expect(carried.freshUntil).toBe(alone.freshUntil);
        if (audit.kind !== 'soc2_type2') expect(carried).toEqual(alone);
        else if (carried.graceUntil) {
          expect(carried.graceUntil <= addDays(carried.freshUntil, 92)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('what takes the place of what', () => {
  const compared = fc.record({
    id: fc.uuid(),
    vendorId: fc.constantFrom('v1', 'v2'),
    kind: fc.constantFrom('soc2_type2' as const, 'iso27001' as const, 'other' as const),
    title: fc.constantFrom(null, 'TISAX', 'Tisax!'),
    auditorId: fc.constantFrom('a1', 'a2'),
    scope: fc.constantFrom('All sites', 'all  SITES.', 'The gateway'),
    periodTo: day,
    issuedOn: day,
    expiresOn: day,
    rejectedAt: fc.constantFrom(null, '2026-01-01T00:00:00.000Z'),
  });

  it('is newer, accepted and of the same line, and the newest of a line is never superseded', () => {
    fc.assert(
      fc.property(fc.array(compared, { maxLength: 12 }), (all) => {
        for (const audit of all) {
          const successor = successorOf(audit, all);
          if (!successor) continue;
          expect(successor.id).not.toBe(audit.id);
          expect([successor.vendorId, successor.kind]).toEqual([audit.vendorId, audit.kind]);
          expect(successor.rejectedAt).toBeNull();
          expect(successorOf(successor, all)).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});
