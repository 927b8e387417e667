import { describe, expect, it } from '@jest/globals';
import { readDraft } from '../../../src/assessments/answering/draft.js';
import { newReceiptCode } from '../../../src/assessments/answering/receipt-code.js';
import { daysLate } from '../../../src/assessments/answering/scope.js';
import { spokenInstant } from '../../../src/assessments/answering/spoken-instant.js';
import { questionsOf } from '../../../src/questionnaires/index.js';
import { sample } from '../../portal/sample-questionnaire.js';

const [yes, more] = questionsOf(sample);
if (!yes || !more) throw new Error('the sample has no questions');

describe('a draft', () => {
  it('keeps words as they were typed, without blanks around them', () => {
    expect(readDraft(more, { value: ' a\r\nb ', comment: '  ' })).toEqual({
      ok: true,
      draft: { value: 'a\nb', notApplicableReason: null, comment: null },
    });
  });

  it('holds a value or a reason why none applies, never both', () => {
    const both = readDraft(yes, { value: 'yes', notApplicableReason: 'because' });
    expect(both).toMatchObject({ ok: false, problems: [{ path: 'notApplicableReason' }] });
    const reason = readDraft(yes, { value: null, notApplicableReason: 'because' });
    expect(reason).toMatchObject({
      ok: true,
      draft: { value: null, notApplicableReason: 'because' },
    });
  });

  it('names everything that is wrong at once', () => {
    const raw = { value: 'maybe', notApplicableReason: 1, comment: '\ud800' };
    const read = readDraft(yes, raw);
    const paths = read.ok ? [] : read.problems.map(({ path }) => path);
    expect(paths.sort()).toEqual(['comment', 'notApplicableReason', 'value']);
  });
});

it.each([
  ['2026-12-18', '2026-12-18', 0],
  ['2026-12-18', '2026-01-01', 0],
  ['2026-12-18', '2026-12-19', 1],
  ['2026-12-18', '2027-12-18', 365],
])('due on %s and answered on %s is %i days late', (due, today, late) => {
  expect(daysLate(due, today)).toBe(late);
});

it('makes receipts that are read out without mistakes', () => {
  const codes = new Set(Array.from({ length: 1_000 }, newReceiptCode));
  expect(codes.size).toBe(1_000);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
});

it('says an instant in words', () => {
  expect(spokenInstant('2026-12-04T14:05:59.000Z')).toBe('4 Dec 2026, 14:05 UTC');
});
