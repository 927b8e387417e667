import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auditorsPart } from '../../src/portfolio/parts/auditors-part.js';
import { standingPart, type VendorRow } from '../../src/portfolio/parts/standing-part.js';
import { monthEnds, trendOf, type MonthlyScore } from '../../src/portfolio/parts/trend.js';
import type { BandCounts } from '../../src/portfolio/index.js';
import { addDays } from '../../src/platform/clock.js';
import { bandRank, bands, type Tier } from '../../src/scoring/index.js';

const sum = (counts: BandCounts): number =>
  (Object.values(counts) as number[]).reduce((all, one) => all + one, 0);
const days = fc.integer({ min: 0, max: 800 }).map((day) => addDays('2024-11-01', day));
const instants = days.map((day) => `${day}T10:00:00.000Z`);
const band = fc.constantFrom(...bands);

const rows = fc.array(
  fc
    .record({
      tier: fc.constantFrom<Tier | null>(1, 2, 3, 4, null),
      scored: fc.option(
        fc.record({ band, residual: fc.double({ min: 0, max: 100, noNaN: true }) }),
      ),
      byHand: fc.boolean(),
    })
    .map(({ tier, scored, byHand }): Omit<VendorRow, 'id' | 'name'> => ({
      owner: 'Ada',
      tier,
      band: scored?.band ?? null,
      residual: scored?.residual ?? null,
      floored: false,
      bandReason: 'Because.',
      overridden:
        scored && byHand
          ? { modelBand: 'low', reason: 'So.', by: 'Noor', until: '2027-01-31' }
          : null,
      createdAt: '2025-01-01T00:00:00.000Z',
    })),
  { maxLength: 60 },
);
const named = rows.map((list): VendorRow[] =>
  list.map((row, index) => ({ ...row, id: `v${index}`, name: `Vendor ${index}` })),
);

describe('where vendors stand', () => {
  it('counts every vendor once in the matrix, and leaves none out of the list unsaid', () => {
    fc.assert(
      fc.property(named, (vendors) => {
        const part = standingPart(vendors);
        const scored = vendors.filter((row) => row.band !== null);
        expect(part.matrix.reduce((all, { counts }) => all + sum(counts), 0)).toBe(vendors.length);
        expect(part.matrix.reduce((all, row) => all + row.vendors, 0)).toBe(vendors.length);
        expect(sum(part.counts)).toBe(vendors.length);
        expect(part.worst.length + part.worstMore).toBe(scored.length);
        const byHand = vendors.filter(({ overridden }) => overridden !== null).length;
        expect(part.overridden.length + part.overriddenMore).toBe(byHand);
        const ranks = part.worst.map((vendor) => bandRank(vendor.band));
        expect(ranks).toEqual([...ranks].sort((one, other) => other - one));
      }),
    );
  });
});

describe('month ends', () => {
  it.each([
    ['2026-11-23', '2025-11-30', '2026-10-31'],
    ['2026-11-30', '2025-12-31', '2026-11-30'],
    ['2026-12-31', '2026-01-31', '2026-12-31'],
    ['2028-03-01', '2027-03-31', '2028-02-29'],
  ])('on %s go from %s to %s', (today, first, last) => {
    const ends = monthEnds(today);
    expect(ends).toHaveLength(12);
    expect([ends[0], ends[11]]).toEqual([first, last]);
    for (const end of ends) expect(addDays(end, 1).slice(8)).toBe('01');
  });
});

describe('the trend', () => {
  const score = fc.record({
    vendorId: fc.constantFrom('v0', 'v1', 'v2'),
    engagement: fc.constantFrom('a', 'b'),
    band,
    residual: fc.constant(50),
    scoredAt: instants,
    submittedAt: instants,
  });
  const scores = fc.array(score, { maxLength: 60 }).map((list): MonthlyScore[] =>
    list.map(({ engagement, ...one }) => ({
      ...one,
      engagementId: `${one.vendorId}${engagement}`,
    })),
  );
  const entered = fc
    .tuple(instants, instants, instants)
    .map((when) => when.map((createdAt, index) => ({ id: `v${index}`, createdAt })));

  it('counts every vendor that was entered by then, once', () => {
    fc.assert(
      fc.property(entered, scores, days, (vendors, made, today) => {
        for (const { on, counts, vendors: known } of trendOf(vendors, made, monthEnds(today))) {
          const then = vendors.filter(({ createdAt }) => createdAt.slice(0, 10) <= on);
          expect(sum(counts)).toBe(then.length);
          expect(known).toBe(then.length);
        }
      }),
    );
  });

  it('goes by what was scored by then and by the latest answers, each engagement by itself', () => {
    const vendors = [{ id: 'v', createdAt: '2025-01-01T00:00:00.000Z' }];
    const one = { vendorId: 'v', engagementId: 'e', residual: 50 };
    const made: MonthlyScore[] = [
      {
        ...one,
        band: 'high',
        scoredAt: '2026-01-10T00:00:00Z',
        submittedAt: '2026-01-10T00:00:00Z',
      },
      {
        ...one,
        band: 'low',
        scoredAt: '2026-02-10T00:00:00Z',
        submittedAt: '2026-02-10T00:00:00Z',
      },
      // Of the first answers, scored again: it does not bring them back.
      {
        ...one,
        band: 'very_high',
        scoredAt: '2026-03-10T00:00:00Z',
        submittedAt: '2026-01-10T00:00:00Z',
      },
      {
        ...{ ...one, engagementId: 'other', band: 'moderate' as const },
        scoredAt: '2026-04-10T00:00:00Z',
        submittedAt: '2026-04-10T00:00:00Z',
      },
    ];
    const ends = ['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'];
    const bandsThen = trendOf(vendors, made, ends).map(
      ({ counts }) => Object.entries(counts).find(([, count]) => count === 1)?.[0],
    );
    expect(bandsThen).toEqual(['unknown', 'high', 'low', 'low', 'moderate']);
  });
});

describe('concentration', () => {
  it('counts audits in force only, those in doubt first', () => {
    const mark = (id: string, doubted = false) => ({
      id,
      name: id,
      kind: 'firm' as const,
      doubted,
    });
    const fresh = {
      state: 'fresh',
      freshUntil: '2027-01-01',
      daysStale: 0,
      grade: 'audit',
      reason: '',
    } as const;
    const line = (vendorId: string, auditor: ReturnType<typeof mark>, state = 'fresh') => ({
      vendorId,
      auditor,
      doubted: auditor.doubted,
      freshness: { ...fresh, state: state as 'fresh' },
    });
    const part = auditorsPart([
      line('v1', mark('good')),
      line('v2', mark('good')),
      line('v2', mark('bad', true)),
      line('v3', mark('bad', true), 'stale'),
    ]);
    expect(part).toMatchObject({ inForce: 3, doubted: 1, more: 0 });
    expect(part.auditors.map(({ id, audits, vendors }) => [id, audits, vendors])).toEqual([
      ['bad', 1, 1],
      ['good', 2, 2],
    ]);
  });
});
