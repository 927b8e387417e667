import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QUESTION_KINDS, readAnswerForm } from '../../src/questionnaires/index.js';
import { questionOf, storeRow } from './sample-question.js';

describe('a plain HTML form', () => {
  it.each([
    ['yes_no', { value: 'yes' }, 'yes'],
    ['single', { value: 'red', comment: 'other field' }, 'red'],
    ['multiple', { value: 'red' }, ['red']],
    ['multiple', { value: ['blue', 'red'] }, ['red', 'blue']],
    ['multiple', { value: ['', 'red'] }, ['red']],
    ['text', { value: ' Yes,\r\nwe do. ' }, 'Yes,\nwe do.'],
    ['number', { value: ' 0.5 ' }, 0.5],
    ['date', { value: '2026-03-24' }, '2026-03-24'],
  ] as const)('gives a %s from %j', (kind, form, value) => {
    expect(readAnswerForm(questionOf(kind), form as never)).toEqual({ ok: true, value });
  });

  it('gives rows in order, without the blank ones, numbers as numbers', () => {
    const form = {
      'rows.4.what': 'Logs',
      'rows.4.where': 'Object store',
      'rows.4.retentionDays': '',
      'rows.4.encryptedAtRest': 'unknown',
      'rows.4.trainedOn': 'no',
      'rows.1.what': ' ',
      'rows.1.trainedOn': '',
      'rows.0.what': storeRow.what,
      'rows.0.where': storeRow.where,
      'rows.0.retentionDays': ' 30 ',
      'rows.0.encryptedAtRest': 'yes',
      'rows.0.trainedOn': 'no',
      comment: 'See the diagram.',
    };
    expect(readAnswerForm(questionOf('stores'), form)).toEqual({
      ok: true,
      value: [
        storeRow,
        {
          what: 'Logs',
          where: 'Object store',
          retentionDays: null,
          encryptedAtRest: 'unknown',
          trainedOn: 'no',
        },
      ],
    });
  });

  it.each([
    ['yes_no', {}],
    ['text', { value: '  ' }],
    ['multiple', { value: [''] }],
    ['tools', { 'rows.0.name': '', 'rows.1.name': ' ', value: 'x' }],
  ] as const)('left blank is no answer to a %s question', (kind, form) => {
    expect(readAnswerForm(questionOf(kind), form as never)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['single', { value: ['red', 'blue'] }, 'value'],
    ['number', { value: '1,000' }, 'value'],
    ['number', { value: '0x10' }, 'value'],
    ['number', { value: '1e3' }, 'value'],
    ['number', { value: '-5' }, 'value'],
    ['tools', { 'rows.3.name': 'LiteLLM' }, 'rows.3.kind'],
    ['tools', { 'rows.3.name': ['LiteLLM', 'x'] }, 'rows.3.name'],
    ['tools', { 'rows.0.nickname': 'x' }, 'rows.0.nickname'],
    ['tools', { 'rows.0.__proto__': 'x' }, 'rows.0.__proto__'],
    ['stores', { 'rows.7.retentionDays': 'a year' }, 'rows.7.retentionDays'],
  ] as const)('names the form field of a %s that is wrong: %j', (kind, form, path) => {
    const read = readAnswerForm(questionOf(kind), form as never);
    expect(read.ok ? [] : read.problems.map((problem) => problem.path)).toContain(path);
  });

  it('never throws, whatever the field names', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('value', '__proto__', 'constructor'),
      fc
        .tuple(fc.nat(300), fc.constantFrom('name', 'where', 'toString', 'periodEnd'))
        .map(([at, field]) => `rows.${at}.${field}`),
    );
    const form = fc.dictionary(name, fc.oneof(fc.string(), fc.array(fc.string())));
    fc.assert(
      fc.property(fc.constantFrom(...QUESTION_KINDS), form, (kind, flat) => {
        const read = readAnswerForm(questionOf(kind), flat);
        expect(read.ok || read.problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
