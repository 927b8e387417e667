import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditLine, Freshness } from '../../src/audits/index.js';
import { auditDays } from '../../src/history/audit-events.js';
import type { Happening } from '../../src/history/happening.js';
import { inOrder, isBeyond } from '../../src/history/reading-order.js';
import {
  LastOfEachDay,
  riskLines,
  type RiskLine,
  type ScoredAt,
} from '../../src/history/risk-over-time.js';
import { sentenceOf } from '../../src/history/sentences.js';
import { addDays } from '../../src/platform/clock.js';
import { bandOf } from '../../src/scoring/index.js';

const blank: Happening = {
  id: 'a-01',
  at: '2026-11-23T09:00:00.000Z',
  kind: 'score',
  what: 'scored',
  subjectKind: 'assessment',
  subjectId: 'a',
  who: null,
  engagement: null,
  title: null,
  note: null,
  word: null,
  band: null,
  overridden: null,
  bandBefore: null,
  residual: null,
  residualBefore: null,
  beforeId: null,
  day: null,
  number: null,
};

describe('what a score is told as', () => {
  it.each([
    [{ band: 'moderate', residual: 49.6 }, 'Residual risk 49.6, moderate: the first score'],
    [
      { band: 'low', residual: 30, bandBefore: 'moderate', residualBefore: 49.6 },
      'Residual risk 30.0, low (−19.6; it was moderate)',
    ],
    [
      { band: 'low', residual: 31, bandBefore: 'low', residualBefore: 30 },
      'Residual risk 31.0, low (+1.0)',
    ],
    [
      { band: 'low', residual: 30, bandBefore: 'low', residualBefore: 30 },
      'Residual risk 30.0, low, unchanged',
    ],
  ] as [Partial<Happening>, string][])('%j', (facts, said) => {
    expect(sentenceOf({ ...blank, ...facts })).toBe(said);
  });
});

describe('what the days make of an audit', () => {
  const audit = (freshness: Partial<Freshness>): Pick<AuditLine, 'id' | 'name' | 'freshness'> => ({
    id: '0197a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6b',
    name: 'SOC 2 Type II',
    freshness: {
      state: 'fresh',
      freshUntil: '2026-06-30',
      daysStale: 0,
      grade: 'audit',
      reason: '',
      ...freshness,
    },
  });
  const told = (freshness: Partial<Freshness>, today: string) =>
    auditDays([audit(freshness)], today).map(({ what, at }) => [what, at.slice(0, 10)]);

  it('comes on the day after the last one, and not before', () => {
    expect(told({}, '2026-06-30')).toEqual([]);
    expect(told({}, '2026-07-01')).toEqual([['stale', '2026-07-01']]);
  });

  it('tells grace and what comes after it apart', () => {
    const grace = { graceUntil: '2026-09-30' };
    expect(told(grace, '2026-07-01')).toEqual([['in_grace', '2026-07-01']]);
    expect(told(grace, '2026-10-01')).toEqual([
      ['in_grace', '2026-07-01'],
      ['stale', '2026-10-01'],
    ]);
  });

  it('says nothing of one that we do not accept', () => {
    expect(told({ state: 'rejected' }, '2027-01-01')).toEqual([]);
  });
});

const days = fc.integer({ min: 0, max: 2000 }).map((day) => addDays('2022-01-01', day));
const instants = fc
  .tuple(days, fc.integer({ min: 10, max: 23 }))
  .map(([day, hour]) => `${day}T${hour}:00:00.000Z`);

describe('residual risk over time', () => {
  const scores = fc.array(
    fc
      .record({
        engagementId: fc.constantFrom('e1', 'e2'),
        at: instants,
        submittedAt: instants,
        residual: fc.double({ min: 0, max: 100, noNaN: true }),
      })
      .map((score): ScoredAt => ({
        ...score,
        engagement: score.engagementId,
        band: bandOf(score.residual),
      })),
    { maxLength: 40 },
  );

  it('goes forward, has one score a day, and ends with the latest answers', () => {
    fc.assert(
      fc.property(scores, (given) => {
        for (const { engagementId, points } of riskLines(given, [])) {
          const at = points.map((point) => point.at);
          expect(at).toEqual([...at].sort());
          expect(new Set(at.map((one) => one.slice(0, 10))).size).toBe(at.length);
          const mine = given.filter((one) => one.engagementId === engagementId);
          expect(points.length).toBeGreaterThan(0);
          for (const { at: when, value } of points)
            expect(mine.some((one) => one.at === when && one.residual === value)).toBe(true);
        }
      }),
    );
  });

  it('is the same where each day tells its last score alone, in whatever order they are read', () => {
    const close = scores.map((given) =>
      given.map((score) => ({
        ...score,
        at: `2022-01-0${1 + ((score.residual % 3) | 0)}${score.at.slice(10)}`,
      })),
    );
    const byEngagement = (lines: RiskLine[]) =>
      lines.sort((one, other) => (one.engagementId < other.engagementId ? -1 : 1));
    fc.assert(
      fc.property(close, fc.nat(40), (given, cut) => {
        const numbered = given.map((score, number) => ({ ...score, number }));
        const last = new LastOfEachDay();
        last.among(numbered.slice(cut).reverse());
        last.among(numbered.slice(0, cut));
        expect(byEngagement(riskLines(last.all, []))).toEqual(byEngagement(riskLines(given, [])));
      }),
    );
  });

  it('leaves out an old cycle that was scored again', () => {
    const base = { engagementId: 'e', engagement: 'Gateway', band: 'low', residual: 30 } as const;
    const [line] = riskLines(
      [
        { ...base, at: '2025-02-01T09:00:00Z', submittedAt: '2025-02-01T09:00:00Z', residual: 60 },
        { ...base, at: '2026-02-01T09:00:00Z', submittedAt: '2026-02-01T09:00:00Z' },
        { ...base, at: '2026-03-01T09:00:00Z', submittedAt: '2025-02-01T09:00:00Z', residual: 90 },
      ],
      [],
    );
    expect(line?.points.map(({ value }) => value)).toEqual([60, 30]);
    expect(line?.title).toBe('Gateway: residual risk fell from 60.0 (low) to 30.0 (low)');
  });
});

describe('the reading order', () => {
  const events = fc.uniqueArray(fc.record({ at: instants, id: fc.uuid() }), {
    selector: ({ id }) => id,
    maxLength: 30,
  });

  it('splits any list at any edge into what is before and what is after it', () => {
    fc.assert(
      fc.property(events, fc.nat(), (given, pick) => {
        const all = inOrder(given, undefined);
        const edge = all[pick % Math.max(1, all.length)];
        if (!edge) return;
        const cursor = (direction: 'after' | 'before') => ({
          direction,
          value: edge.at,
          id: edge.id,
        });
        const after = all.filter((event) => isBeyond(event, cursor('after')));
        const before = all.filter((event) => isBeyond(event, cursor('before')));
        expect([...before, edge, ...after]).toEqual(all);
      }),
    );
  });
});
