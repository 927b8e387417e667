import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Policies, policy } from '../../src/policies/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

const kettle = policy('kettle', {
  title: 'Kettle',
  about: 'How the tea is made.',
  figures: {
    minutes: { label: 'Time it steeps', unit: 'minutes', usual: 4, min: 1, max: 10 },
    spoons: { label: 'Tea a cup', unit: 'spoons', usual: 1, min: 0, max: 3 },
  },
});

describe('policies', () => {
  let assay: TestAssay;
  let admin: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    admin = await assay.api();
  });
  afterAll(() => assay.close());

  const url = '/api/v1/policies/kettle';
  const change = (figures: object, version: number, who = admin) =>
    who.put(url, { figures }, { 'if-match': `"${version}"` });

  it('are as usual until somebody changes them, and say who did', async () => {
    expect(await assay.app.get(Policies).read(kettle)).toEqual({ minutes: 4, spoons: 1 });
    expect((await change({ minutes: 5, spoons: 0 }, 0)).status).toBe(204);
    expect(await assay.app.get(Policies).read(kettle)).toEqual({ minutes: 5, spoons: 0 });
    const { body, headers } = await admin.get<Record<string, unknown>>(url);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      changedBy: 'Test administrator (test)',
      figures: { minutes: { now: 5, usual: 4, unit: 'minutes' } },
    });
    const journal = await admin.get<{ action: string; before: unknown; after: unknown }[]>(
      '/api/v1/journal?subjectKind=policy',
    );
    expect(journal.body[0]).toMatchObject({
      action: 'policy.changed',
      before: { minutes: 4, spoons: 1 },
      after: { minutes: 5, spoons: 0 },
    });
  });

  it.each([
    [{ minutes: 11, spoons: 1 }, 'figures.minutes', 'is not a whole number from 1 to 10'],
    [{ minutes: 1.5, spoons: 1 }, 'figures.minutes', 'is not a whole number from 1 to 10'],
    [{ minutes: '5', spoons: 1 }, 'figures.minutes', 'is not a whole number from 1 to 10'],
    [{ minutes: 5 }, 'figures.spoons', 'is not a whole number from 0 to 3'],
    [{ minutes: 5, spoons: 1, sugar: 1 }, 'figures.sugar', 'is not known here'],
    [[], 'figures', 'is not an object'],
  ])('refuse %j', async (figures, field, problem) => {
    const { status, body } = await change(figures, 1);
    expect(status).toBe(422);
    expect(body).toMatchObject({ fields: { [field]: problem } });
  });

  it('of two changes at once keep one and tell the other', async () => {
    const at = Number((await admin.get(url)).headers['etag']?.slice(1, -1));
    const both = await Promise.all([
      change({ minutes: 6, spoons: 1 }, at),
      change({ minutes: 7, spoons: 1 }, at),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 412]);
    expect((await admin.get('/api/v1/policies/coffee')).status).toBe(404);
  });

  it('are changed in the browser too, with what was typed when it is refused', async () => {
    const person = await assay.browser();
    const version = /name="version" value="(\d+)"/.exec(
      (await person.get('/policies/kettle')).text,
    );
    const refused = await person.post('/policies/kettle', {
      version: version?.[1],
      minutes: 'many',
      spoons: '2',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="many"');
    expect(refused.text).toContain('Time it steeps is not a whole number from 1 to 10.');
    const done = await person.post('/policies/kettle', {
      version: version?.[1],
      minutes: '3',
      spoons: '2',
    });
    expect([done.status, done.headers['location']]).toEqual([303, '/policies']);
    expect((await person.get('/policies')).text).toContain('<strong>3 minutes</strong>');
  });

  it('of many figures are read by groups, in each the figures that it is about; of few as one list', async () => {
    const person = await assay.browser();
    const [, ...groups] = (await person.get('/policies/keeping')).text.split(
      '<fieldset class="group">',
    );
    const shown = groups.map((text) => ({
      heading: /^\s*<legend><h2>([^<]+)<\/h2><\/legend>/.exec(text)?.[1] ?? '',
      names: [...text.matchAll(/<input[^>]* name="(\w+)"/g)].map(([, name = '']) => name),
    }));
    expect(shown[0]).toEqual({
      heading: 'Contacts and people',
      names: ['contacts', 'signIn', 'tokenUses'],
    });
    expect(shown.every(({ heading, names }) => heading && names.length > 1)).toBe(true);
    const told = await admin.get<{ figures: object }>('/api/v1/policies/keeping');
    expect(Object.keys(told.body)).not.toContain('groups');
    expect(shown.flatMap(({ names }) => names).sort()).toEqual(
      Object.keys(told.body.figures).sort(),
    );
    const list = (await person.get('/policies')).text;
    for (const { heading } of shown)
      expect(list).toContain(`<th scope="rowgroup" colspan="3">${heading}</th>`);
    expect((await person.get('/policies/kettle')).text).not.toContain('<fieldset');
  });

  it('cannot be declared twice, nor beyond their own limits, nor with a figure in no group or in two', () => {
    const figure = { label: 'x', unit: 'x', usual: 4, min: 5, max: 6 };
    const figures = { one: { ...figure, usual: 5 }, other: { ...figure, usual: 6 } };
    for (const groups of [{ A: ['one'] }, { A: ['one', 'other'], B: ['one'] }] as const)
      expect(() => policy('pot', { title: '', about: '', figures, groups })).toThrow('groups');
    expect(() => policy('kettle', kettle)).toThrow('declared twice');
    expect(() => policy('pot', { title: '', about: '', figures: { figure } })).toThrow('limits');
  });
});
