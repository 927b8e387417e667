import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids.js';
import type { NewDecision } from '../../src/assessments/index.js';
import { decidedOn } from '../../src/assessments/deciding/decision-rules.js';
import { checkDueOn, sectionsOf } from '../../src/assessments/draft.js';
import { isOverdue, standingOf } from '../../src/assessments/due.js';
import { hashOfSecret, linkExpiry, newMagicLink } from '../../src/identity/index.js';
import { latestOf, worstOf } from '../../src/assessments/scores/rating.js';
import { usualValidity } from '../../src/assessments/deciding/validity.js';
import { findingDays } from '../../src/findings/index.js';
import { Invalid } from '../../src/platform/errors.js';
import { usualFigures } from '../../src/policies/index.js';
import { aiVendorShort } from '../../src/questionnaires/index.js';
import type { Score, Tier } from '../../src/scoring/index.js';

const problemsOf = (work: () => unknown): object => {
  try {
    work();
  } catch (error) {
    if (error instanceof Invalid) return error.problems;
    throw error;
  }
  return {};
};

describe('a magic link', () => {
  it('holds 32 random bytes, of which only the hash is to be stored', () => {
    const { address, secretHash } = newMagicLink('https://assay.example.org', 'answer');
    const secret = address.replace('https://assay.example.org/answer/', '');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(secretHash).toBe(sha256(secret));
    expect(hashOfSecret(secret)).toBe(secretHash);
  });

  it.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}!`, `${'x'.repeat(42)} `])(
    'is not %j',
    (text) => expect(hashOfSecret(text)).toBeUndefined(),
  );

  it('lives until 60 days after the due date, or after today where that has passed', () => {
    const end = (due: string, today: string) => linkExpiry(due, today).toISOString();
    expect(end('2026-12-18', '2026-11-23')).toBe('2027-02-16T23:59:59.999Z');
    expect(end('2026-11-01', '2026-11-23')).toBe('2027-01-22T23:59:59.999Z');
  });

  it('is open, expired or revoked', () => {
    const now = new Date('2026-11-23T09:00:00Z');
    const later = new Date('2026-11-24T09:00:00Z');
    expect(standingOf({ revokedAt: null, expiresAt: later }, now)).toBe('open');
    expect(standingOf({ revokedAt: null, expiresAt: now }, now)).toBe('link_expired');
    expect(standingOf({ revokedAt: now, expiresAt: later }, now)).toBe('revoked');
  });
});

describe('due dates', () => {
  it('are overdue from the day after, while answers are owed', () => {
    const due = { dueOn: '2026-11-23' };
    expect(isOverdue({ ...due, state: 'sent' }, '2026-11-23')).toBe(false);
    expect(isOverdue({ ...due, state: 'sent' }, '2026-11-24')).toBe(true);
    expect(isOverdue({ ...due, state: 'changes_requested' }, '2026-11-24')).toBe(true);
    for (const state of ['draft', 'submitted', 'in_review', 'decided', 'revoked'] as const) {
      expect(isOverdue({ ...due, state }, '2026-11-24')).toBe(false);
    }
  });

  it.each([
    ['2026-11-22', { dueOn: 'is in the past' }],
    ['2026-11-23', {}],
    ['2028-11-23', {}],
    ['2028-11-24', { dueOn: 'is more than two years away' }],
    ['9999-12-31', { dueOn: 'is more than two years away' }],
  ])('%s', (day, problems) => {
    expect(problemsOf(() => checkDueOn(day, '2026-11-23'))).toEqual(problems);
  });
});

describe('sections of an invitation', () => {
  const of = (raw: unknown) => sectionsOf(aiVendorShort, raw);

  it('are all of them, or some in their order', () => {
    expect(of(undefined)).toBeNull();
    expect(of('tools')).toEqual(['tools']);
    expect(of(['tools', 'data', 'tools'])).toEqual(['data', 'tools']);
  });

  it.each([[[]], [['toString']], [[7]], [{ length: 1 }], [[['data']]], [true]])(
    'are refused: %j',
    (raw) => expect(Object.keys(problemsOf(() => of(raw)))).toEqual(['sections']),
  );
});

describe('a decision', () => {
  const reason = 'It is needed.';
  const exceptionReason = 'The gateway runs without our keys until this is fixed.';
  const on = (needsException: boolean, tier: Tier = 1) =>
    ({ needsException, inherent: { tier } }) as unknown as Score;
  const today = '2026-11-23';
  const figures = usualFigures(findingDays);
  const pinned = { text: 'Pin it.', severity: 'high', dueOn: '2027-01-31' } as const;
  const due = (...days: string[]) => ({
    outcome: 'approved_with_conditions' as const,
    conditions: days.map((dueOn) => ({ ...pinned, dueOn })),
  });
  const conditions = [pinned];

  it.each([
    [1, '2027-11-23'],
    [2, '2027-11-23'],
    [3, '2028-11-23'],
    [4, '2029-11-23'],
  ] as const)('of tier %d holds until %s', (tier, day) => {
    expect(usualValidity(tier, today)).toBe(day);
    const score = on(false, tier);
    const decided = decidedOn({ outcome: 'approved', reason }, { score, today, figures });
    expect(decided.validUntil).toBe(day);
  });

  it.each([
    [{ outcome: 'approved' }, false, []],
    [{ outcome: 'approved', conditions }, false, ['conditions']],
    [{ outcome: 'approved_with_conditions' }, false, ['conditions']],
    [{ outcome: 'approved_with_conditions', conditions: [] }, false, ['conditions']],
    [{ outcome: 'approved_with_conditions', conditions }, false, []],
    [{ outcome: 'approved' }, true, ['exceptionReason']],
    [{ outcome: 'approved', exceptionReason: 'Because.' }, true, ['exceptionReason']],
    [{ outcome: 'approved', exceptionReason }, true, []],
    [{ outcome: 'approved_with_conditions', conditions }, true, ['exceptionReason']],
    [{ outcome: 'rejected' }, true, []],
    [{ outcome: 'rejected', exceptionReason }, true, ['exceptionReason']],
    [{ outcome: 'approved', exceptionReason }, false, ['exceptionReason']],
    [{ outcome: 'approved', validUntil: '2026-11-23' }, false, ['validUntil']],
    [{ outcome: 'approved', validUntil: '2031-11-24' }, false, ['validUntil']],
    [{ outcome: 'approved', validUntil: '2026-11-24' }, false, []],
    [
      due('2026-11-22', '2026-11-23', '2026-11-22'),
      false,
      ['conditions.0.dueOn', 'conditions.2.dueOn'],
    ],
    [due('2027-11-23'), false, []],
    [due('2027-11-24'), false, ['conditions.0.dueOn']],
    [{ ...due('2026-12-24'), validUntil: '2026-12-23' }, false, ['conditions.0.dueOn']],
  ] as [Omit<NewDecision, 'reason'>, boolean, string[]][])(
    '%j with a failed knock-out %s: problems %j',
    (facts, needsException, fields) => {
      const ground = { score: on(needsException), today, figures };
      const problems = problemsOf(() => decidedOn({ reason, ...facts }, ground));
      expect(Object.keys(problems)).toEqual(fields);
    },
  );
});

describe('what a vendor shows', () => {
  const score = (
    engagementId: string,
    band: 'low' | 'high',
    residual: number,
    submittedAt: string,
  ) => ({
    engagementId,
    band,
    residual,
    submittedAt,
  });

  it('is the worst of the latest scores of its engagements', () => {
    expect(worstOf(latestOf([]))).toBeUndefined();
    const old = score('a', 'high', 70, '2026-01-01');
    const better = score('a', 'low', 30, '2026-02-01');
    const other = score('b', 'low', 35, '2026-01-01');
    const floored = score('c', 'high', 22, '2026-01-01');
    expect(worstOf(latestOf([old, better]))).toBe(better);
    expect(worstOf(latestOf([old, better, other]))).toBe(other);
    expect(worstOf(latestOf([old, better, other, floored]))).toBe(floored);
  });
});
