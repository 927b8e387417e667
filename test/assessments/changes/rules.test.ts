import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FrozenAnswer } from '../../../src/assessments/answering/answer.entity.js';
import { differences, partsOfAnswer } from '../../../src/assessments/changes/difference.js';
import { askedIn, hangsOn, whyOpen } from '../../../src/assessments/changes/given-back.js';
import { revisionsOf } from '../../../src/assessments/changes/revisions.js';
import { untouched } from '../../../src/assessments/changes/untouched.js';
import { aiVendor, questionsOf, type AnswerValue } from '../../../src/questionnaires/index.js';

const saidBy = { answeredBy: 'Rui', answeredAt: '2026-11-23T09:00:00.000Z' };
const answer = (
  questionKey: string,
  value: AnswerValue | null,
  more: object = {},
): FrozenAnswer => ({
  ...{ questionKey, value, notApplicableReason: null, comment: null, ...saidBy },
  ...more,
});
const file = fc.record({
  evidenceId: fc.constantFrom('1', '2', '3'),
  sha256: fc.constantFrom('a', 'b'),
});
const said = fc.record({
  value: fc.option(fc.constantFrom<AnswerValue>('yes', 'no', 5, ['x'], ['y', 'x'])),
  notApplicableReason: fc.option(fc.constantFrom('r', 's')),
  comment: fc.option(fc.constantFrom('c', 'd')),
  attached: fc.option(fc.array(file, { maxLength: 3 }), { nil: undefined }),
});

describe('what differs between two states of an answer', () => {
  it('is nothing to itself, the same both ways, and independent of the order of files', () => {
    fc.assert(
      fc.property(said, said, (one, other) => {
        const reversed = { ...one, attached: one.attached && [...one.attached].reverse() };
        expect(differences(one, reversed)).toEqual([]);
        expect(differences(one, other)).toEqual(differences(other, one));
        const parts = differences(one, other);
        expect(partsOfAnswer.filter((part) => parts.includes(part))).toEqual(parts);
      }),
    );
  });

  it('counts no answer as one in which nothing is said', () => {
    const blank = { value: null, notApplicableReason: null, comment: null, attached: [] };
    expect(differences(undefined, blank)).toEqual([]);
    expect(differences(undefined, { ...blank, comment: 'c' })).toEqual(['comment']);
    expect(differences(blank, { ...blank, value: 'no' })).toEqual(['value']);
  });
});

describe('a question that is asked in a round', () => {
  const keys = questionsOf(aiVendor).map(({ key }) => key);
  const someKeys = fc.uniqueArray(fc.constantFrom(...keys));

  it('is open where it was chosen or was not asked before, and in no other case', () => {
    fc.assert(
      fc.property(someKeys, someKeys, fc.constantFrom(...keys), (chosen, before, key) => {
        const round = {
          chosen: new Map(chosen.map((one) => [one, 'Say more.'])),
          askedBefore: new Set(before),
        };
        const open = chosen.includes(key) || !before.includes(key);
        expect(whyOpen(round, key) !== undefined).toBe(open);
        if (chosen.includes(key)) expect(whyOpen(round, key)).toBe('chosen');
      }),
    );
  });

  it('was asked before exactly where its condition held, as it was frozen', () => {
    const conditional = questionsOf(aiVendor).filter(({ when }) => when);
    expect(conditional.length).toBeGreaterThan(0);
    const asked = askedIn(aiVendor, []);
    for (const { when, key } of questionsOf(aiVendor)) if (!when) expect(asked).toContain(key);
  });

  it('hangs on what its condition names, however deep, each once', () => {
    const one = { question: 'a', is: 'yes' };
    expect(hangsOn(undefined)).toEqual([]);
    expect(hangsOn({ not: { question: 'b', answered: true } })).toEqual(['b']);
    expect(hangsOn({ all: [one, { any: [one, { not: { question: 'b', is: ['x'] } }] }] })).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('what a submission left untouched', () => {
  it('is what is neither answered otherwise nor replied to nor hidden', () => {
    const before = [answer('a', 'yes'), answer('b', 'no'), answer('c', 'x')];
    const after = [answer('a', 'yes'), answer('b', 'yes')];
    const chosen = ['a', 'b', 'c', 'd'];
    expect(untouched(chosen, { before, after, replied: new Set() })).toEqual(['a', 'd']);
    expect(untouched(chosen, { before, after, replied: new Set(['a']) })).toEqual(['d']);
  });
});

describe('revisions', () => {
  const [question] = questionsOf(aiVendor).filter(({ kind }) => kind === 'yes_no');
  const handed = (number: number, given: FrozenAnswer | undefined, asked = true) => ({
    ...{ number, submittedAt: saidBy.answeredAt, submittedBy: 'Rui', asked, answer: given },
  });

  it('are as many as there are different states in a row, and cover every submission', () => {
    if (!question) throw new Error('There is no such question.');
    fc.assert(
      fc.property(fc.array(fc.option(said, { nil: undefined }), { minLength: 1 }), (states) => {
        const given = states.map((one) =>
          one ? answer(question.key, 'yes', { ...one, value: one.value && 'yes' }) : undefined,
        );
        const revisions = revisionsOf(
          question,
          given.map((one, at) => handed(at + 1, one)),
        );
        const changes = given.slice(1).filter((one, at) => differences(given[at], one).length > 0);
        expect(revisions).toHaveLength(changes.length + 1);
        expect(revisions.map(({ number }) => number)).toEqual(revisions.map((_, at) => at + 1));
        const covered = revisions.flatMap(({ submission, until }) =>
          Array.from({ length: until - submission + 1 }, (_, at) => submission + at),
        );
        expect(covered).toEqual(given.map((_, at) => at + 1));
      }),
    );
  });
});
