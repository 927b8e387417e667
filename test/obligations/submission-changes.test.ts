import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  changedOnTraining,
  newHolders,
} from '../../src/obligations/triggers/submission-changes.js';
import type { AnswerValue, Known } from '../../src/questionnaires/index.js';

const asked = [
  { key: 'tools.list', kind: 'tools', domain: 'tools' },
  { key: 'training.use', kind: 'single', domain: 'training' },
  { key: 'training.who', kind: 'multiple', domain: 'training' },
  { key: 'access.mfa', kind: 'yes_no', domain: 'access' },
] as const;
const tool = (name: string, holdsCredentials: Known, purl?: string) => ({
  name,
  kind: 'library' as const,
  seesOurData: 'no' as const,
  holdsCredentials,
  ...(purl ? { purl } : {}),
});
const said = (values: Record<string, unknown>) =>
  Object.entries(values).map(([questionKey, value]) => ({
    questionKey,
    value: value as AnswerValue,
  }));
const tools = (...rows: object[]) => said({ 'tools.list': rows });

describe('what a vendor says otherwise than the last time', () => {
  it.each([
    ['a new tool with credentials', tools(), tools(tool('litellm', 'yes')), ['litellm']],
    [
      'a known tool that holds some now',
      tools(tool('litellm', 'no')),
      tools(tool('litellm', 'yes')),
      ['litellm'],
    ],
    ['one that is not known to', tools(), tools(tool('litellm', 'unknown')), []],
    ['a new tool without', tools(), tools(tool('litellm', 'no')), []],
    [
      'the same under another case',
      tools(tool('LiteLLM', 'yes')),
      tools(tool(' litellm', 'yes')),
      [],
    ],
    [
      'the same in another version',
      tools(tool('litellm', 'yes', 'pkg:pypi/litellm@1.82.6')),
      tools(tool('LiteLLM proxy', 'yes', 'pkg:pypi/litellm@1.83.0')),
      [],
    ],
    [
      'a scoped package',
      tools(tool('sdk', 'yes', 'pkg:npm/%40acme/sdk')),
      tools(tool('sdk', 'yes', 'pkg:npm/%40acme/sdk@2.0.0')),
      [],
    ],
    ['one that went', tools(tool('litellm', 'yes')), tools(), []],
    ['one listed twice', tools(), tools(tool('a', 'yes'), tool('a', 'yes')), ['a']],
  ])('notices %s', (_, before, after, found) => {
    expect(newHolders(before, after, asked)).toEqual(found);
  });

  it.each([
    [
      'another choice',
      { 'training.use': 'opt_in' },
      { 'training.use': 'opt_out' },
      ['training.use'],
    ],
    ['the same choice', { 'training.use': 'opt_in' }, { 'training.use': 'opt_in' }, []],
    ['another order', { 'training.who': ['a', 'b'] }, { 'training.who': ['b', 'a'] }, []],
    [
      'one more of several',
      { 'training.who': ['a'] },
      { 'training.who': ['a', 'b'] },
      ['training.who'],
    ],
    ['an answer that was not given before', {}, { 'training.use': 'opt_in' }, []],
    [
      'an answer that is not given any more',
      { 'training.use': 'opt_in' },
      { 'training.use': null },
      [],
    ],
    ['another domain', { 'access.mfa': 'yes' }, { 'access.mfa': 'no' }, []],
  ])('on training: %s', (_, before, after, found) => {
    expect(changedOnTraining(said(before), said(after), asked)).toEqual(found);
  });

  it('is nothing when the same is said again, in whatever order', () => {
    const row = fc.record({
      name: fc.string({ maxLength: 5 }),
      kind: fc.constant('library'),
      seesOurData: fc.constant('no'),
      holdsCredentials: fc.constantFrom('yes', 'no', 'unknown'),
      purl: fc.option(fc.constantFrom('pkg:npm/a@1', 'pkg:npm/b', '@', '@@1', ''), {
        nil: undefined,
      }),
    });
    const values = fc.record({
      'tools.list': fc.array(row, { maxLength: 6 }),
      'training.who': fc.array(fc.constantFrom('a', 'b', 'c')),
    });
    fc.assert(
      fc.property(values, (same) => {
        const again = said({
          'training.who': [...same['training.who']].reverse(),
          'tools.list': [...same['tools.list']].reverse(),
        });
        expect(newHolders(said(same), again, asked)).toEqual([]);
        expect(changedOnTraining(said(same), again, asked)).toEqual([]);
      }),
    );
  });
});
