import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AnswerValue,
  type AuditRow,
  compare,
  type Expectation,
  type QuestionKind,
} from '../../src/questionnaires/index.js';
import { auditRow, questionOf, storeRow, toolRow } from './sample-question.js';

const TODAY = '2026-11-23';

function judged(kind: QuestionKind, expected: Expectation, value: AnswerValue | undefined) {
  return compare(questionOf(kind, { expected, unit: 'days' }), value, TODAY);
}

describe('an answer compared with what is expected', () => {
  const yes: Expectation = { rule: 'equals', value: 'yes' };
  const colours: Expectation = { rule: 'oneOf', full: ['red', 'green'], partial: ['blue'] };
  const all: Expectation = { rule: 'includesAll', options: ['red', 'green'], forbidden: ['blue'] };
  const most: Expectation = { rule: 'atMost', full: 24, partial: 72 };
  const least: Expectation = { rule: 'atLeast', full: 30, partial: 14 };
  const recent: Expectation = { rule: 'notOlderThan', months: 12, partialMonths: 18 };

  it.each<[QuestionKind, Expectation, AnswerValue | undefined, number, string]>([
    ['yes_no', yes, undefined, 0, 'Not answered.'],
    ['yes_no', yes, 'yes', 1, 'Answered “Yes”, as expected.'],
    ['yes_no', yes, 'no', 0, 'Answered “No” where “Yes” is expected.'],
    ['single', colours, 'green', 1, 'Answered “Green”, as expected.'],
    ['single', colours, 'blue', 0.5, 'Answered “Blue”, which meets “Red” or “Green” only in part.'],
    ['multiple', all, ['red', 'green'], 1, 'All of the expected choices were made.'],
    ['multiple', all, ['red'], 0.5, '1 of 2 expected choices were made; missing: Green.'],
    ['multiple', all, ['red', 'green', 'blue'], 0, 'Chose “Blue”, which rules it out.'],
    ['number', most, 24, 1, '24 days stated; 24 days or less is expected.'],
    [
      'number',
      most,
      72,
      0.5,
      '72 days stated; 24 days or less is expected, up to 72 meets it in part.',
    ],
    ['number', most, 72.1, 0, '72.1 days stated; 24 days or less is expected.'],
    ['number', least, 30, 1, '30 days stated; 30 days or more is expected.'],
    [
      'number',
      least,
      14,
      0.5,
      '14 days stated; 30 days or more is expected, 14 or more meets it in part.',
    ],
    ['number', least, 0, 0, '0 days stated; 30 days or more is expected.'],
    ['date', recent, '2025-11-23', 1, '2025-11-23; at most 12 months ago is expected.'],
    [
      'date',
      recent,
      '2025-11-22',
      0.5,
      '2025-11-22; at most 12 months ago is expected, up to 18 months meets it in part.',
    ],
    [
      'date',
      recent,
      '2025-05-22',
      0,
      '2025-05-22 is too long ago; at most 12 months ago is expected.',
    ],
    ['date', recent, '2026-11-24', 0, '2026-11-24 lies in the future.'],
    ['text', { rule: 'given' }, 'x', 1, 'Answered; there is no single right answer.'],
    [
      'text',
      { rule: 'given', atLeastCharacters: 5 },
      'no',
      0.5,
      'Answered in 2 characters, too few to judge by; 5 or more are expected.',
    ],
  ])('%s %j: %j gives %d', (kind, expected, value, compliance, reason) => {
    expect(judged(kind, expected, value)).toEqual({ compliance, reason });
  });

  it('does not meet it when the value is of another kind', () => {
    for (const expected of [all, most, least, recent, { rule: 'tools' } as const]) {
      expect(judged('text', expected, expected === recent ? 5 : 'x').compliance).toBe(0);
    }
  });

  it('judges a number no better when it moves the wrong way', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const of = (expected: Expectation, value: number) =>
          judged('number', expected, value).compliance;
        expect(of(most, low)).toBeGreaterThanOrEqual(of(most, high));
        expect(of(least, high)).toBeGreaterThanOrEqual(of(least, low));
      }),
    );
  });
});

describe('a list of tools', () => {
  it.each([
    [0, 'none', []],
    [
      1,
      'all told',
      [toolRow, { ...toolRow, name: 'Example Cloud', kind: 'cloud', version: undefined }],
    ],
    [0.5, 'a version missing', [{ ...toolRow, version: undefined }]],
    [0.5, 'unknown what it sees', [toolRow, { ...toolRow, seesOurData: 'unknown' }]],
    [0.5, 'unknown what it holds', [{ ...toolRow, holdsCredentials: 'unknown' }]],
  ])('%d: %s', (compliance, _name, rows) => {
    expect(judged('tools', { rule: 'tools' }, rows as never).compliance).toBe(compliance);
  });

  it('names at most five of those that are vague', () => {
    const rows = Array.from({ length: 7 }, (_, at) => ({
      ...toolRow,
      name: `T${at}`,
      seesOurData: 'unknown' as const,
    }));
    expect(judged('tools', { rule: 'tools' }, rows).reason).toBe(
      '7 of 7 tools lack a version, or what they see or hold: T0, T1, T2, T3, T4 and 2 more.',
    );
  });
});

describe('a list of stores', () => {
  const stores: Expectation = { rule: 'stores' };
  it.each([
    [0, 'none', []],
    [1, 'all sound', [storeRow]],
    [0.5, 'no retention stated', [storeRow, { ...storeRow, retentionDays: null }]],
    [0.5, 'encryption unknown', [{ ...storeRow, encryptedAtRest: 'unknown' }]],
    [0.5, 'training unknown', [{ ...storeRow, trainedOn: 'unknown' }]],
    [0, 'one not encrypted', [storeRow, { ...storeRow, encryptedAtRest: 'no' }]],
    [0, 'one trained on', [storeRow, { ...storeRow, trainedOn: 'yes' }]],
  ])('%d: %s', (compliance, _name, rows) => {
    expect(judged('stores', stores, rows as never).compliance).toBe(compliance);
  });

  it('may limit how long', () => {
    expect(judged('stores', { ...stores, atMostDays: 29 }, [storeRow])).toEqual({
      compliance: 0.5,
      reason:
        'Encryption, a retention of at most 29 days, or the use for training is not settled for: Prompts.',
    });
  });
});

describe('a list of audits', () => {
  const rule: Expectation = { rule: 'audits', withinMonths: 13, graceMonths: 3 };
  const audit = (changes: Partial<AuditRow>): AuditRow => ({ ...auditRow, ...changes });

  it.each<[number, string, AuditRow[]]>([
    [0, 'none', []],
    [1, 'SOC 2 Type II, current', [audit({})]],
    [1, 'at the very limit', [audit({ periodEnd: '2025-10-23' })]],
    [0.5, 'slightly stale', [audit({ periodEnd: '2025-10-22' })]],
    [0, 'stale', [audit({ periodEnd: '2025-07-22' })]],
    [0.5, 'the next is overdue', [audit({ nextDueOn: '2026-11-22' })]],
    [0.5, 'its period is still running', [audit({ periodEnd: '2026-11-24' })]],
    [0.5, 'Type I only', [audit({ standard: 'soc2_type1' })]],
    [0.5, 'penetration test only', [audit({ standard: 'penetration_test' })]],
    [
      0,
      'an old penetration test',
      [audit({ standard: 'penetration_test', periodEnd: '2024-01-01' })],
    ],
    [1, 'a certificate in force', [audit({ standard: 'iso27001', periodEnd: '2026-11-23' })]],
    [0.5, 'one just expired', [audit({ standard: 'iso42001', periodEnd: '2026-11-22' })]],
    [0, 'one long expired', [audit({ standard: 'iso42001', periodEnd: '2026-08-22' })]],
    [0.5, 'one said to run for ever', [audit({ standard: 'iso27001', periodEnd: '2099-01-01' })]],
    [
      0.5,
      'one whose yearly check was missed',
      [audit({ standard: 'iso27001', periodEnd: '2028-01-01', nextDueOn: '2026-10-01' })],
    ],
    [1, 'the best of several', [audit({ periodEnd: '2020-01-01' }), audit({})]],
  ])('%d: %s', (compliance, _name, rows) => {
    expect(judged('audits', rule, rows).compliance).toBe(compliance);
  });

  it('says which audit decided, and why', () => {
    expect(judged('audits', rule, [audit({ periodEnd: '2025-10-01' })]).reason).toBe(
      'SOC 2 Type II (Ledger & Lamp LLP): its period ended on 2025-10-01; at most 13 months ago is expected.',
    );
  });
});
