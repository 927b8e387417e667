import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aiVendor,
  checkDefinition,
  isDefinition,
  type Question,
} from '../../src/questionnaires/index.js';
import { definitionOf, questionOf } from './sample-question.js';

const FIRST = 'sections.0.questions.0';

function pathsFor(question: Question): string[] {
  return checkDefinition(definitionOf([question])).map((problem) => problem.path);
}

describe('a definition to be published', () => {
  it('may be sound', () => {
    expect(checkDefinition(definitionOf([questionOf('single')]))).toEqual([]);
    expect(isDefinition(definitionOf([questionOf('tools', { expected: { rule: 'tools' } })]))).toBe(
      true,
    );
  });

  it.each<[string, unknown]>([
    [`${FIRST}.key`, { key: 'Supply.Pinned' }],
    [`${FIRST}.key`, { key: 'constructor' }],
    [`${FIRST}.key`, { key: '__proto__' }],
    [`${FIRST}.key`, { key: 'a'.repeat(81) }],
    [`${FIRST}.text`, { text: '' }],
    [`${FIRST}.text`, { text: 'x'.repeat(501) }],
    [`${FIRST}.text`, { text: 'a\u0000b' }],
    [`${FIRST}.kind`, { kind: 'essay' }],
    [`${FIRST}.weight`, { weight: 'huge' }],
    [`${FIRST}.domain`, { domain: 'elsewhere' }],
    [`${FIRST}.domain`, { domain: { toString: 1 } }],
    [`${FIRST}.expectedText`, { expectedText: undefined }],
    [`${FIRST}.guidance`, { guidance: 5 }],
    [`${FIRST}.gap`, { weight: 'critical' }],
    [`${FIRST}.gap`, { gap: '' }],
    [`${FIRST}.gap`, { gap: 'Nothing is pinned.' }],
    [`${FIRST}.gap`, { gap: 'nothing is pinned\nand nobody minds' }],
    [`${FIRST}.gap`, { gap: 'x'.repeat(201) }],
    [`${FIRST}.finding`, { finding: 'high' }],
    [`${FIRST}.finding.severity`, { finding: { severity: 'huge', remediation: 'Pin it.' } }],
    [`${FIRST}.finding.remediation`, { finding: { severity: 'high' } }],
    [`${FIRST}.finding.remediation`, { finding: { severity: 'high', remediation: ' ' } }],
    [
      `${FIRST}.finding.remediation`,
      { finding: { severity: 'high', remediation: 'x'.repeat(1_001) } },
    ],
    [
      `${FIRST}.finding.owner`,
      { finding: { severity: 'high', remediation: 'Pin it.', owner: 'me' } },
    ],
    [`${FIRST}.options`, { options: undefined }],
    [`${FIRST}.options`, { options: [{ value: 'one', label: 'One' }] }],
    [
      `${FIRST}.options.1.value`,
      {
        options: [
          { value: 'one', label: 'One' },
          { value: 'one', label: 'Two' },
        ],
      },
    ],
    [
      `${FIRST}.options.0.value`,
      {
        options: [
          { value: 'No way', label: 'One' },
          { value: 'two', label: 'Two' },
        ],
      },
    ],
    [`${FIRST}.options`, { kind: 'text' }],
    [`${FIRST}.unit`, { unit: 'days' }],
    [`${FIRST}.expected`, { expected: null }],
    [`${FIRST}.expected.rule`, { expected: { rule: 'atMost', full: 3 } }],
    [`${FIRST}.expected.rule`, { expected: { rule: 'constructor' } }],
    [`${FIRST}.expected.value`, { expected: { rule: 'equals', value: 'purple' } }],
    [`${FIRST}.expected.full`, { expected: { rule: 'oneOf', full: [] } }],
    [`${FIRST}.expected.partial`, { expected: { rule: 'oneOf', full: ['red'], partial: ['red'] } }],
    [`${FIRST}.expected.months`, { expected: { rule: 'given', months: 3 } }],
    [`${FIRST}.expected.flavour`, { expected: { rule: 'given', flavour: 3 } }],
    [`${FIRST}.knockOut`, { knockOut: false }],
    [`${FIRST}.knockOut`, { knockOut: true }],
    [`${FIRST}.knockOut`, { knockOut: true, weight: 'critical' }],
    [`${FIRST}.allowNotApplicable`, { allowNotApplicable: 'no' }],
    [`${FIRST}.controls.0`, { controls: ['see appendix'] }],
    [`${FIRST}.controls`, { controls: 'CSF2:GV.SC-05' }],
    [`${FIRST}.colour`, { colour: 'red' }],
    [`${FIRST}.when`, { when: {} }],
    [`${FIRST}.when`, { when: { question: 'a.b', is: 'yes', answered: true } }],
    [`${FIRST}.when.is`, { when: { question: 'a.b', is: [] } }],
    [`${FIRST}.when.answered`, { when: { question: 'a.b', answered: 'yes' } }],
    [`${FIRST}.when.all`, { when: { all: [] } }],
    [`${FIRST}.when`, { when: { question: 'a.b', is: 'yes' } }],
  ])('is refused at %s for %j', (path, changes) => {
    expect(pathsFor(questionOf('single', changes as Partial<Question>))).toContain(path);
  });

  it.each<[string, Question]>([
    ['partial', questionOf('number', { expected: { rule: 'atMost', full: 24, partial: 12 } })],
    ['partial', questionOf('number', { expected: { rule: 'atLeast', full: 24, partial: 30 } })],
    ['full', questionOf('number', { expected: { rule: 'atMost', full: -1 } })],
    [
      'partialMonths',
      questionOf('date', { expected: { rule: 'notOlderThan', months: 12, partialMonths: 12 } }),
    ],
    [
      'partial',
      questionOf('number', {
        expected: { rule: 'atMost', full: 1, partial: { valueOf: 1, toString: 1 } as never },
      }),
    ],
    [
      'partialMonths',
      questionOf('date', {
        expected: { rule: 'notOlderThan', months: 1, partialMonths: { toString: 1 } as never },
      }),
    ],
    [
      'forbidden',
      questionOf('multiple', {
        expected: { rule: 'includesAll', options: ['red'], forbidden: ['red'] },
      }),
    ],
    [
      'partialFrom',
      questionOf('multiple', {
        expected: { rule: 'includesAll', options: ['red'], partialFrom: 2 },
      }),
    ],
    ['atMostDays', questionOf('stores', { expected: { rule: 'stores', atMostDays: -1 } })],
    [
      'withinMonths',
      questionOf('audits', { expected: { rule: 'audits', withinMonths: 0, graceMonths: 3 } }),
    ],
  ])('is refused for an expectation whose %s cannot be', (name, question) => {
    expect(new Set(pathsFor(question))).toEqual(new Set([`${FIRST}.expected.${name}`]));
  });

  it('is refused for what is used twice, missing, or too much', () => {
    const twice = [questionOf('text'), questionOf('text')];
    expect(checkDefinition(definitionOf(twice))).toEqual([
      { path: 'sections.0.questions.1.key', message: 'is used twice: “sample.question”' },
    ]);
    const paths = (definition: unknown) => checkDefinition(definition).map(({ path }) => path);
    const sound = definitionOf([questionOf('text')]);
    const many = Array.from({ length: 251 }, (_, at) => questionOf('text', { key: `q.n${at}` }));
    const more = many.map((question) => ({ ...question, key: question.key.replace('n', 'm') }));
    const tooMany = [
      { key: 'one', title: 'One', intro: '', questions: many },
      { key: 'two', title: 'Two', intro: '', questions: more },
    ];
    expect(paths({ ...sound, sections: tooMany })).toEqual(['sections']);
    expect(paths({ ...sound, sections: [] })).toEqual(['sections']);
    expect(paths({ ...sound, minutes: 0 })).toEqual(['minutes']);
    expect(paths({ ...sound, owner: 'me' })).toEqual(['owner']);
    const polluted = JSON.stringify(sound).replace('{', '{"__proto__":{"a":1},');
    expect(paths(JSON.parse(polluted))).toEqual(['__proto__']);
    expect(paths({ ...sound, domains: [...sound.domains, ...sound.domains] })).toEqual([
      'domains.1.key',
    ]);
    expect(paths(null)).toEqual(['']);
  });

  it('is refused for conditions nested without end', () => {
    let when: unknown = { question: 'a.b', is: 'yes' };
    for (let depth = 0; depth < 10_000; depth += 1) when = { not: when };
    const problems = checkDefinition(definitionOf([questionOf('text', { when: when as never })]));
    expect(problems.map(({ message }) => message)).toEqual(['is nested more than 5 deep']);
  });

  it('never makes the check throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(checkDefinition(anything).length).toBeGreaterThan(0);
      }),
    );
  });

  it('is checked in any part that is replaced by something else', () => {
    const at = fc.tuple(
      fc.nat(9),
      fc.nat(7),
      fc.constantFrom(...Object.keys(questionOf('single'))),
    );
    fc.assert(
      fc.property(at, fc.anything(), ([section, question, field], anything) => {
        const copy = structuredClone(aiVendor);
        Object.assign(copy.sections[section]?.questions[question] ?? {}, { [field]: anything });
        expect(Array.isArray(checkDefinition(copy))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
