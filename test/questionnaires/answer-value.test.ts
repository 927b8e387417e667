import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QUESTION_KINDS, readAnswer } from '../../src/questionnaires/index.js';
import { auditRow, questionOf, storeRow, toolRow } from './sample-question.js';

function problemsOf(kind: Parameters<typeof questionOf>[0], raw: unknown) {
  const read = readAnswer(questionOf(kind), raw);
  return read.ok ? [] : read.problems;
}

describe('an answer is read as its kind', () => {
  it.each([
    ['yes_no', 'yes', 'yes'],
    ['yes_no', 'no', 'no'],
    ['single', 'green', 'green'],
    ['multiple', ['blue', 'red'], ['red', 'blue']],
    ['text', '  First line\r\nsecond\u2028third ', 'First line\nsecond\nthird'],
    ['text', 'ὅλος 🙂', 'ὅλος 🙂'],
    ['text', 'x'.repeat(4000), 'x'.repeat(4000)],
    ['number', 0, 0],
    ['number', -0, 0],
    ['number', 72.5, 72.5],
    ['date', '2024-02-29', '2024-02-29'],
    ['tools', [], []],
    ['tools', [toolRow], [toolRow]],
    ['tools', [{ ...toolRow, purl: '', url: null, purpose: ' ' }], [toolRow]],
    ['stores', [storeRow], [storeRow]],
    ['stores', [{ ...storeRow, retentionDays: undefined }], [{ ...storeRow, retentionDays: null }]],
    ['audits', [{ ...auditRow, exceptions: 0 }], [{ ...auditRow, exceptions: 0 }]],
  ] as const)('%s takes %j', (kind, raw, value) => {
    expect(readAnswer(questionOf(kind), raw)).toEqual({ ok: true, value });
  });
});

describe('an answer that does not fit is refused beside its field', () => {
  it.each([
    ['yes_no', 'maybe', 'value'],
    ['yes_no', 'YES', 'value'],
    ['yes_no', true, 'value'],
    ['yes_no', ['yes'], 'value'],
    ['yes_no', null, 'value'],
    ['single', 'purple', 'value'],
    ['single', 'constructor', 'value'],
    ['single', { value: 'red' }, 'value'],
    ['multiple', 'red', 'value'],
    ['multiple', [], 'value'],
    ['multiple', ['red', 'red'], 'value'],
    ['multiple', ['red', 'purple'], 'value'],
    ['multiple', [['red']], 'value'],
    ['text', '', 'value'],
    ['text', ' \n ', 'value'],
    ['text', 4, 'value'],
    ['text', 'x'.repeat(4001), 'value'],
    ['text', 'x'.repeat(1_000_000), 'value'],
    ['text', 'a\u0000b', 'value'],
    ['text', 'a\u001bb', 'value'],
    ['text', 'a\ud800b', 'value'],
    ['number', '72', 'value'],
    ['number', -1, 'value'],
    ['number', NaN, 'value'],
    ['number', Infinity, 'value'],
    ['number', 1e13, 'value'],
    ['date', '2023-02-29', 'value'],
    ['date', '24-03-2026', 'value'],
    ['date', '2026-3-4', 'value'],
    ['date', '1899-12-31', 'value'],
    ['date', 20260324, 'value'],
    ['tools', 'LiteLLM', 'rows'],
    ['tools', { 0: toolRow, length: 1 }, 'rows'],
    ['tools', Array.from({ length: 201 }, () => toolRow), 'rows'],
    ['tools', [toolRow, 'x'], 'rows.1'],
    ['tools', [null], 'rows.0'],
    ['tools', [[]], 'rows.0'],
    ['tools', [{ ...toolRow, name: '' }], 'rows.0.name'],
    ['tools', [{ ...toolRow, name: 'x'.repeat(201) }], 'rows.0.name'],
    ['tools', [{ ...toolRow, name: 7 }], 'rows.0.name'],
    ['tools', [{ ...toolRow, kind: 'hammer' }], 'rows.0.kind'],
    ['tools', [{ ...toolRow, seesOurData: true }], 'rows.0.seesOurData'],
    ['tools', [{ ...toolRow, pinned: 'maybe' }], 'rows.0.pinned'],
    ['tools', [{ ...toolRow, purl: 'litellm@1.82.6' }], 'rows.0.purl'],
    ['tools', [{ ...toolRow, url: 'javascript:alert(1)' }], 'rows.0.url'],
    ['tools', [{ ...toolRow, url: 'https://' }], 'rows.0.url'],
    ['tools', [{ ...toolRow, owner: 'x' }], 'rows.0.owner'],
    ['tools', [JSON.parse('{"__proto__":{"name":"x"}}')], 'rows.0.__proto__'],
    ['stores', [{ ...storeRow, retentionDays: 1.5 }], 'rows.0.retentionDays'],
    ['stores', [{ ...storeRow, retentionDays: '30' }], 'rows.0.retentionDays'],
    ['stores', [{ ...storeRow, retentionDays: 40_000 }], 'rows.0.retentionDays'],
    ['stores', [{ ...storeRow, what: undefined }], 'rows.0.what'],
    ['audits', [{ ...auditRow, periodEnd: 'soon' }], 'rows.0.periodEnd'],
    ['audits', [{ ...auditRow, periodStart: '2026-04-01' }], 'rows.0.periodStart'],
    ['audits', [{ ...auditRow, exceptions: -1 }], 'rows.0.exceptions'],
    ['audits', [{ ...auditRow, standard: 'soc3' }], 'rows.0.standard'],
  ] as const)('%s refuses %j at %s', (kind, raw, path) => {
    expect(problemsOf(kind, raw).map((problem) => problem.path)).toContain(path);
  });

  it('says what is needed in words a person can act on', () => {
    expect(problemsOf('tools', [{}]).map((problem) => problem.message)).toEqual([
      '“Name” is needed.',
      '“Kind” is needed.',
      '“Sees our data?” is needed.',
      '“Holds credentials?” is needed.',
    ]);
    expect(problemsOf('date', '2023-02-29')).toEqual([
      { path: 'value', message: 'Write a real day as year-month-day, such as 2026-03-24.' },
    ]);
  });

  it('repeats an unknown field name shortened and whole', () => {
    const [problem] = problemsOf('tools', [{ ...toolRow, [`${'x'.repeat(500)}\ud800`]: 1 }]);
    expect(problem?.path).toBe(`rows.0.${'x'.repeat(40)}`);
    expect(problem?.message.isWellFormed()).toBe(true);
  });

  it('stops counting at 50 problems', () => {
    expect(
      problemsOf(
        'tools',
        Array.from({ length: 200 }, () => ({})),
      ),
    ).toHaveLength(50);
  });
});

describe('whatever is sent', () => {
  const kinds = fc.constantFrom(...QUESTION_KINDS);

  it('reading never throws and always answers', () => {
    fc.assert(
      fc.property(kinds, fc.oneof(fc.jsonValue(), fc.anything()), (kind, raw) => {
        const read = readAnswer(questionOf(kind), raw);
        expect(read.ok || read.problems.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('what was read reads the same again after a trip through JSON', () => {
    const known = fc.constantFrom('yes', 'no', 'unknown');
    const words = fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' });
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const tool = fc.record(
      {
        name: words,
        kind: fc.constantFrom('model', 'gateway', 'library'),
        version: words,
        purpose: words,
        seesOurData: known,
        holdsCredentials: known,
        pinned: known,
      },
      { requiredKeys: ['name', 'kind', 'seesOurData', 'holdsCredentials'] },
    );
    const store = fc.record(
      {
        what: words,
        where: words,
        retentionDays: fc.option(fc.nat(36_500)),
        encryptedAtRest: known,
        trainedOn: known,
        deletedHow: words,
      },
      { requiredKeys: ['what', 'where', 'encryptedAtRest', 'trainedOn'] },
    );
    const audit = fc.record(
      {
        standard: fc.constantFrom('soc2_type2', 'iso42001'),
        auditor: words,
        periodEnd: day,
        issuedOn: day,
        exceptions: fc.nat(100),
      },
      { requiredKeys: ['standard', 'auditor', 'periodEnd'] },
    );
    const answers = fc.oneof(
      fc.tuple(fc.constant('text' as const), words),
      fc.tuple(fc.constant('number' as const), fc.double({ min: 0, max: 1e12, noNaN: true })),
      fc.tuple(fc.constant('date' as const), day),
      fc.tuple(fc.constant('multiple' as const), fc.uniqueArray(fc.constantFrom('red', 'blue'))),
      fc.tuple(fc.constant('tools' as const), fc.array(tool)),
      fc.tuple(fc.constant('stores' as const), fc.array(store)),
      fc.tuple(fc.constant('audits' as const), fc.array(audit)),
    );
    let kept = 0;
    fc.assert(
      fc.property(answers, ([kind, raw]) => {
        const read = readAnswer(questionOf(kind), raw);
        if (!read.ok) return;
        kept += 1;
        expect(readAnswer(questionOf(kind), JSON.parse(JSON.stringify(read.value)))).toEqual(read);
      }),
      { numRuns: 1000 },
    );
    expect(kept).toBeGreaterThan(300);
  });
});
