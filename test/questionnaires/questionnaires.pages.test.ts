import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aiVendor, questionsOf } from '../../src/questionnaires/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { definitionNamed } from './definitions.js';

const hostile = `<script>alert("x")</script>{{constructor}}&'`;
const escaped = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;{{constructor}}&amp;&#x27;';

describe('questionnaires in the browser', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let viewer: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.browser('analyst');
    viewer = await assay.browser('viewer');
  });
  afterAll(() => assay.close());

  const post = async (definition: unknown, path = '/questionnaires', rest: object = {}) =>
    analyst.post(path, {
      ...rest,
      definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
    });
  const draft = async (definition: object): Promise<string> => {
    const { status, headers } = await post(definition);
    expect(status).toBe(303);
    expect(headers['location']).toMatch(/^\/questionnaires\/versions\/[0-9a-f-]{36}$/);
    return headers['location'] ?? '';
  };

  it('lists them and leads to the newest version', async () => {
    const { text } = await viewer.get('/questionnaires');
    expect(text).toContain(aiVendor.title);
    expect(text).not.toContain('Add a questionnaire');
    const [, href = ''] = /href="(\/questionnaires\/versions\/[0-9a-f-]+)"/.exec(text) ?? [];
    expect((await viewer.get(href)).status).toBe(200);
  });

  it('shows every question of a version with all that belongs to it', async () => {
    const { text: list } = await viewer.get('/questionnaires');
    const [, href = ''] =
      new RegExp(`href="(/questionnaires/versions/[^"]+)">${aiVendor.title}<`).exec(list) ?? [];
    const { text } = await viewer.get(href);
    const plain = text.replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    for (const question of questionsOf(aiVendor)) {
      expect(plain).toContain(`id="question-${question.key}"`);
      const { text: words, expectedText, guidance = '', evidenceWanted = '', gap = '' } = question;
      const remedy = question.finding?.remediation ?? '';
      for (const part of [words, expectedText, guidance, evidenceWanted, gap, remedy]) {
        expect(plain).toContain(part);
      }
      for (const { label } of question.options ?? []) expect(plain).toContain(label);
    }
    for (const { title } of aiVendor.sections) expect(plain).toContain(title);
    expect(plain).toContain('NIST CSF 2.0 PR.DS-01');
    expect(plain).toContain('includes “Recordings of interviews”');
    expect(plain.match(/<strong>Knock-out<\/strong>/g)).toHaveLength(7);
    expect(text).not.toContain('/publication');
  });

  it('gives the definition as a file', async () => {
    const path = await draft(definitionNamed('file'));
    const { headers, body } = await viewer.get<object>(`${path}/definition.json`);
    expect(headers['content-disposition']).toBe('attachment; filename="file-1.json"');
    expect(headers['content-type']).toMatch('application/json');
    expect(body).toEqual(definitionNamed('file'));
  });

  it('takes a draft, shows it again to change it, and publishes it after asking', async () => {
    const path = await draft(definitionNamed('forms'));
    const { text: form } = await analyst.get(`${path}/edit`);
    expect(form).toContain('&quot;key&quot;: &quot;forms&quot;');
    const better = definitionNamed('forms', 'Better');
    expect((await post(better, path, { version: '1' })).status).toBe(303);
    expect((await post(better, path, { version: '1' })).status).toBe(422);
    expect((await post(better, path)).status).toBe(400);

    const { text: question } = await analyst.get(`${path}/publication`);
    expect(question).toContain('never changes');
    const published = await analyst.post(`${path}/publication`, { version: '2' });
    expect(published.headers['location']).toBe(path);
    const { text } = await analyst.get(path);
    expect(text).toContain('data-status="published"');
    expect(text).not.toContain(`${path}/edit`);
    expect((await analyst.post(`${path}/publication`, { version: '3' })).status).toBe(409);
    expect((await analyst.get(`${path}/publication`)).text).toContain('published already');

    const [, id = ''] = /href="(\/questionnaires\/[0-9a-f-]{36})"/.exec(text) ?? [];
    const next = await analyst.post(`${id}/drafts`, {});
    expect(next.headers['location']).toMatch(/\/edit$/);
    expect((await analyst.get(id)).text).toContain('Version 2');
  });

  it('shows hostile text as text', async () => {
    const sound = definitionNamed('hostile');
    const question = {
      ...sound.sections[0]?.questions[0],
      text: hostile,
      expectedText: hostile,
      guidance: hostile,
      evidenceWanted: hostile,
      gap: hostile,
      finding: { severity: 'high', remediation: hostile },
      kind: 'single',
      options: [
        { value: 'a', label: hostile },
        { value: 'b', label: 'B' },
      ],
      expected: { rule: 'equals', value: 'a' },
    };
    const follow = {
      ...question,
      key: 'sample.next',
      when: { question: 'sample.pinned', is: 'a' },
    };
    const path = await draft({
      ...sound,
      title: hostile,
      purpose: hostile,
      domains: [{ key: 'sample', label: hostile }],
      sections: [{ key: 'only', title: hostile, intro: hostile, questions: [question, follow] }],
    });
    for (const page of [path, `${path}/edit`, `${path}/publication`, '/questionnaires']) {
      const { status, text } = await analyst.get(page);
      expect(status).toBe(200);
      expect(text).not.toContain('<script>alert');
    }
    const { text } = await analyst.get(path);
    expect(text.split(escaped).length - 1).toBeGreaterThanOrEqual(19);
  });

  it.each<[unknown, RegExp]>([
    ['', /The definition is missing/],
    ['{"key": "half",\n "title"\n', /The definition is not JSON/],
    ['{"key": "a",\n "title": oops}', /The definition is not JSON/],
    ['null', /is not a set of named fields/],
    [{ ...definitionNamed('bad'), minutes: 0 }, /“minutes” is not a whole number/],
    [
      JSON.stringify(definitionNamed('polluted')).replace('{', '{"__proto__":{"a":1},'),
      /Add a questionnaire/,
    ],
    [definitionNamed('ai-vendor'), /There is a questionnaire “ai-vendor” already/],
  ])(
    'lists what is wrong with draft number %# and keeps what was typed',
    async (typed, message) => {
      const { status, text } = await post(typed);
      expect(status).toBe(422);
      expect(text).toMatch(message);
      expect(text).toContain('<textarea');
    },
  );

  it('says in which line the JSON breaks', async () => {
    const { text } = await post('{\n  "key": "a"\n  "title": "b"\n}');
    expect(text).toContain('look at line 3');
  });

  it('is closed to those who may only look', async () => {
    const path = await draft(definitionNamed('closed'));
    expect((await viewer.get(path)).text).not.toContain(`${path}/edit`);
    for (const page of ['/questionnaires/new', `${path}/edit`, `${path}/publication`]) {
      expect((await viewer.get(page)).status).toBe(403);
    }
    expect((await viewer.post(`${path}/publication`, { version: '1' })).status).toBe(403);
    expect((await viewer.post('/questionnaires', { definition: '{}' })).status).toBe(403);
    expect((await assay.stranger.get('/questionnaires')).status).toBe(303);
  });
});
