import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids.js';
import {
  aiVendor,
  aiVendorShort,
  builtIn,
  checkDefinition,
  compare,
  type Question,
  questionsOf,
  textHash,
  visibleQuestions,
} from '../../src/questionnaires/index.js';

const full = questionsOf(aiVendor);
const short = questionsOf(aiVendorShort);

function keysWhere(wrong: (question: Question) => boolean): string[] {
  return full.filter(wrong).map((question) => question.key);
}

describe('the built-in questionnaires', () => {
  it.each(builtIn.map((definition) => [definition.key, definition] as const))(
    '%s is sound and plain JSON',
    (_key, definition) => {
      expect(checkDefinition(definition)).toEqual([]);
      expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    },
  );

  it('have the promised size', () => {
    expect(full.length).toBeGreaterThanOrEqual(60);
    expect(full.length).toBeLessThanOrEqual(90);
    expect(short.length).toBeGreaterThanOrEqual(18);
    expect(short.length).toBeLessThanOrEqual(22);
    expect(aiVendor.domains.length).toBeGreaterThanOrEqual(8);
    expect(aiVendor.domains.length).toBeLessThanOrEqual(10);
  });

  it('ask in every domain, also the short one', () => {
    const domains = aiVendor.domains.map((domain) => domain.key).sort();
    expect([...new Set(full.map((question) => question.domain))].sort()).toEqual(domains);
    expect([...new Set(short.map((question) => question.domain))].sort()).toEqual(domains);
  });

  it('ask the same question under the same key', () => {
    const byKey = new Map(full.map((question) => [question.key, question]));
    for (const question of short) expect(byKey.get(question.key)).toBe(question);
  });

  it('have six to eight knock-outs, all of them in the short one too', () => {
    const knockOuts = keysWhere((question) => question.knockOut === true);
    expect(knockOuts.length).toBeGreaterThanOrEqual(6);
    expect(knockOuts.length).toBeLessThanOrEqual(8);
    expect(knockOuts).toContain('supply.pinned');
    const shortKeys = short.map((question) => question.key);
    expect(shortKeys).toEqual(expect.arrayContaining(knockOuts));
  });

  it('say of every knock-out and critical question what a finding says, the gravest of knock-outs', () => {
    expect(keysWhere(({ weight, finding }) => (weight === 'critical') !== !!finding)).toEqual([]);
    const gravest = keysWhere(({ finding }) => finding?.severity === 'very_high');
    expect(gravest).toEqual(keysWhere(({ knockOut }) => knockOut === true));
    const remedies = full.flatMap(({ finding }) => finding?.remediation ?? []);
    expect(remedies.filter((remedy) => !/^[A-Z].{80,300}\.$/.test(remedy))).toEqual([]);
    expect(new Set(remedies).size).toBe(remedies.length);
  });

  it('still ask what they asked, so that answers carry over', () => {
    expect(sha256(full.map(textHash).join())).toBe(
      '75a3c414cf181828011a687158ac9307f107755a968e583f87a3c32bee59f0da',
    );
  });

  it('have one list each of tools, stores and audits', () => {
    const lists = full.map((question) => question.kind).filter((kind) => kind.endsWith('s'));
    expect(lists.sort()).toEqual(['audits', 'stores', 'tools']);
  });
});

describe('every built-in question', () => {
  it('ends like a sentence and is short enough to read at once', () => {
    expect(keysWhere(({ text }) => !/[?.]$/.test(text) || text.length > 150)).toEqual([]);
    expect(keysWhere(({ expectedText }) => !/\.$/.test(expectedText))).toEqual([]);
    expect(keysWhere(({ guidance = '.' }) => !/\.$/.test(guidance))).toEqual([]);
    expect(keysWhere(({ evidenceWanted = '.' }) => !/\.$/.test(evidenceWanted))).toEqual([]);
  });

  it('asks one thing: no question mark but the last', () => {
    expect(keysWhere(({ text }) => text.indexOf('?') !== text.lastIndexOf('?'))).toEqual([]);
  });

  it('wants evidence where it is critical', () => {
    expect(keysWhere((q) => q.weight === 'critical' && !q.evidenceWanted)).toEqual([]);
  });

  it('says in a clause what is amiss where it is critical', () => {
    expect(keysWhere((q) => q.weight === 'critical' && !q.gap)).toEqual([]);
    expect(keysWhere(({ gap = '' }) => /^[A-Z][a-z]|[.!?]$/.test(gap) || gap.length > 110)).toEqual(
      [],
    );
  });

  it('says when it is not applicable, if it can be', () => {
    const says = ({ guidance = '' }: Question) => guidance.includes('Not applicable');
    expect(keysWhere((q) => q.allowNotApplicable !== says(q))).toEqual([]);
  });

  it('names controls in a form we know', () => {
    const form =
      /^(CSF2:[A-Z]{2}\.[A-Z]{2}-\d{2}|AIRMF:(GOVERN|MAP|MEASURE|MANAGE)-\d\.\d{1,2}|ISO27001:A\.\d\.\d{1,2}|ISO42001:A\.\d{1,2}\.\d(\.\d)?|CCM4:[A-Z&]{3}-\d{2})$/;
    expect(keysWhere((q) => !q.controls?.length)).toEqual([]);
    expect(keysWhere((q) => !q.controls?.every((control) => form.test(control)))).toEqual([]);
  });

  it('can be answered well, if it expects a particular choice', () => {
    for (const question of full) {
      const { expected } = question;
      if (expected.rule !== 'equals' && expected.rule !== 'oneOf') continue;
      const best = expected.rule === 'equals' ? expected.value : String(expected.full[0]);
      expect(compare(question, best, '2026-11-23').compliance).toBe(1);
    }
  });
});

describe('what a respondent is spared', () => {
  const asked = (answers: Record<string, string>) =>
    visibleQuestions(aiVendor, new Map(Object.entries(answers))).map((question) => question.key);

  it('the people questions, where nobody outside the staff makes data', () => {
    const keys = asked({ 'people.used': 'no', 'people.collected': 'identity_numbers' });
    expect(keys.filter((key) => key.startsWith('people.'))).toEqual(['people.used']);
  });

  it('what becomes of trained models, where our data is never trained on', () => {
    expect(asked({ 'training.use_of_ours': 'never' })).not.toContain('training.withdrawal');
    expect(asked({ 'training.use_of_ours': 'opt_out' })).toContain('training.withdrawal');
  });

  it('an account of incidents, where there was none', () => {
    expect(asked({ 'incidents.past': 'no' })).not.toContain('incidents.past_account');
    expect(asked({ 'incidents.past': 'yes' })).toContain('incidents.past_account');
  });
});
