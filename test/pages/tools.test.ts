import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inventories } from '../../src/supply-chain/index.js';
import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { formFields } from '../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';

describe('the pages of tools', () => {
  let assay: TestAssay;
  let person: Visitor;
  let viewer: Visitor;
  let corridor: string;
  let harbour: string;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-04-01T09:00:00Z');
    const staff = await assay.api('analyst');
    person = await assay.browser('analyst');
    viewer = await assay.browser('viewer');
    corridor = await addVendor(staff, { name: 'Corridor', status: 'active' });
    harbour = await addVendor(staff, { name: 'Harbour', status: 'active' });
    await staff.post(`/api/v1/vendors/${corridor}/engagements`, engagementFacts);
  });
  afterAll(() => assay.close());

  const following = async (reply: Reply): Promise<string> => {
    expect([reply.status, reply.text]).toEqual([303, '']);
    return (await person.get(reply.headers['location'] ?? '')).text;
  };
  const page = async (path: string): Promise<string> => {
    const { status, text } = await person.get(path);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };
  const byHand = async (vendorId: string, facts: Record<string, string>) => {
    const path = `/vendors/${vendorId}/tools`;
    const blank = formFields((await person.get(`${path}/new`)).text);
    return person.post(path, { ...blank, ...facts });
  };
  const toolOf = (text: string): string => /\/tools\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';

  it('say what belongs there while there is nothing', async () => {
    expect(await page('/tools')).toContain('No tools yet');
    expect(await page('/tools/suggestions')).toContain('Nothing to settle');
    expect(await page('/tools/concentration')).toContain('of 2 none is, which is not the same');
    expect(await page(`/vendors/${corridor}/tools`)).toContain('No list of its tools');
    expect(await page(`/vendors/${corridor}/tools/graph`)).toContain('Nothing to draw');
    expect((await viewer.get(`/vendors/${corridor}/tools`)).text).not.toContain('/tools/new');
    expect((await viewer.get(`/vendors/${corridor}/tools/new`)).status).toBe(403);
  });

  it('enter a tool by hand: a fault is told with what was typed', async () => {
    const facts = { 'tools.0.name': 'LiteLLM', 'tools.0.kind': 'gateway' };
    const wrong = await byHand(corridor, { ...facts, 'tools.0.purl': 'litellm' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Package URL is not a package URL like pkg:pypi/litellm.');
    expect(wrong.text).toContain('value="LiteLLM"');
    const future = await byHand(corridor, { ...facts, describedOn: '2026-04-02' });
    expect(future.text).toContain('True of is in the future.');
    const text = await following(
      await byHand(corridor, {
        ...facts,
        'tools.0.purl': 'pkg:pypi/litellm@1.82.6',
        'tools.0.supplier': 'BerriAI',
        'tools.0.holdsCredentials': 'yes',
        describedOn: '2026-03-20',
      }),
    );
    expect(text).toContain('1.82.6');
    expect(text).toContain('<span class="not-known">Not known</span>');
    expect(text).toContain('20 Mar 2026');
  });

  it('find a name with who uses it, and give it as CSV', async () => {
    const text = await page('/tools?q=litellm');
    expect(text).toContain('1 vendor uses it: it sees our data at 0, holds credentials at 1');
    expect(text).toContain(`href="/vendors/${corridor}/tools"`);
    expect(await page('/tools?q=litellm&holdsCredentials=no')).toContain(
      'No use fits these filters',
    );
    expect(await page('/tools?q=nothing-like-it')).toContain('No tool is named so');
    expect(await page('/tools')).toContain('pkg:pypi/litellm');
    expect(await page('/tools?kind=cloud')).toContain('No tool fits');
    const csv = /href="(\/tool-uses\.csv[^"]*)"/.exec(text)?.[1] ?? '';
    expect(
      (await person.get(csv.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))).text,
    ).toContain('Corridor');
  });

  it('suggest that two are one; a person confirms, undoes and refuses', async () => {
    await byHand(harbour, { 'tools.0.name': 'Lite LLM', 'tools.0.kind': 'gateway' });
    const waiting = await page('/tools/suggestions');
    const confirm =
      /action="(\/tool-merges\/[0-9a-f-]{36}\/confirmation)"/.exec(waiting)?.[1] ?? '';
    const done = await following(await person.post(confirm, { version: '1', back: 'suggestions' }));
    expect(done).not.toContain(confirm);
    const tool = `/tools/${toolOf(await page('/tools?q=litellm'))}`;
    expect(await page(tool)).toMatch(/First seen[^]*?of <a href="\/vendors\/[^]*?taken by/);
    const merged = await page(tool);
    expect(merged).toContain('2 vendors use it');
    expect(merged).toContain('named Lite LLM');
    const undo = confirm.replace('confirmation', 'undoing');
    expect(merged).toContain(undo);
    expect(await following(await person.post(undo, { version: '1' }))).toContain(
      '2 vendors use it',
    );
    expect(await following(await person.post(undo, { version: '2' }))).toContain(
      '1 vendor uses it',
    );
    const same = await person.post(`${tool}/merges`, { other: 'no such', reason: 'One product' });
    expect(same.text).toContain('The other tool is not a tool we know.');
    const joined = await person.post(`${tool}/merges`, {
      other: 'Lite LLM',
      reason: 'One product',
    });
    expect(await following(joined)).toContain('2 vendors use it');
  });

  it('change a tool, name it otherwise, and say that its supplier is a vendor', async () => {
    const tool = `/tools/${toolOf(await page('/tools?q=litellm'))}`;
    const edit = formFields(await page(`${tool}/edit`));
    expect(edit).toMatchObject({ supplier: 'BerriAI', purl: 'pkg:pypi/litellm' });
    await following(await person.post(tool, { ...edit, webAddress: 'https://litellm.ai' }));
    expect((await person.post(tool, edit)).text).toContain('was changed by somebody else');
    const aliased = await following(await person.post(`${tool}/aliases`, { name: 'Berri Proxy' }));
    expect(aliased).toContain('Berri Proxy');
    const alias = /Berri Proxy <form method="post" action="([^"]+)"/.exec(aliased)?.[1];
    const without = await following(await person.post(alias ?? '', {}));
    expect(without).not.toContain('the alias Berri Proxy');
    expect((await viewer.get(tool)).text).not.toContain('/removal');
    const supplier = /href="(\/suppliers\/[0-9a-f-]{36})"/.exec(aliased)?.[1] ?? '';
    const facts = formFields(await page(`${supplier}/edit`));
    const unknown = await person.post(supplier, { ...facts, vendor: 'Nobody' });
    expect(unknown.text).toContain('is not the name of a vendor here');
    const changed = await following(await person.post(supplier, { ...facts, vendor: 'harbour' }));
    expect(changed).toContain(`<a href="/vendors/${harbour}">Harbour</a>`);
    expect(await page('/tools/concentration')).toContain('Personal');
  });

  it('list suppliers, and add one that is a vendor of ours, too', async () => {
    const blank = await page('/suppliers/new');
    expect((await viewer.get('/suppliers/new')).status).toBe(403);
    const twice = await person.post('/suppliers', { ...formFields(blank), name: 'BerriAI' });
    expect(twice.text).toContain('Name is that of another supplier.');
    const facts = { name: 'Corridor Labs', vendor: 'Corridor' };
    expect(await following(await person.post('/suppliers', facts))).toContain(
      `<a href="/vendors/${corridor}">Corridor</a>`,
    );
    const all = await page('/suppliers');
    expect(all).toContain('BerriAI');
    expect(all).toContain('Corridor Labs');
    expect(await page('/suppliers?q=corr')).not.toContain('BerriAI');
    expect(await page('/suppliers?q=nobody')).toContain('No supplier is named so');
  });

  it('draw a vendor, its tools and their suppliers, with the same as a table', async () => {
    const items = Array.from({ length: 80 }, (_, at) => ({
      ...({ name: `lib-${at}`, kind: 'library', purl: `pkg:npm/lib-${at}@1.0.${at}` } as const),
      direct: 'no' as const,
      supplier: at % 2 === 0 ? 'Harbour' : 'Corridor',
    }));
    await assay.app.get(Inventories).take(system, {
      ...{ vendorId: corridor, source: 'sbom', sourceId: newId(), isComplete: true },
      ...{ describedOn: '2026-03-30', items, format: 'cyclonedx-json', formatVersion: '1.6' },
      ...{ leftOut: [{ where: 'components[3]', why: 'has no name' }], leftOutCount: 3 },
    });
    const text = await page(`/vendors/${corridor}/tools/graph`);
    const nodes = text.match(/class="node"/g) ?? [];
    expect(nodes.length).toBeGreaterThan(50);
    expect(nodes.length).toBeLessThanOrEqual(60);
    expect(text).toContain('a vendor of ours');
    expect(text).toMatch(/Drawn are the \d+ most important tools/);
    const heights = [
      ...text.matchAll(/data-kind="tool"( data-marked="true")?><rect x="\d+" y="(\d+)"/g),
    ]
      .map(([, marked, y]) => ({ isMarked: marked !== undefined, y: Number(y) }))
      .sort((one, other) => one.y - other.y);
    expect(heights.findIndex(({ isMarked }) => isMarked)).toBe(0);
    expect(text).toContain('The same as a table');
    const lists = await page(`/vendors/${corridor}/tools`);
    const left = /href="(\/inventories\/[0-9a-f-]{36})"/.exec(lists)?.[1] ?? '';
    expect(await page(left)).toContain('components[3]');
    expect(await page(left)).toContain('And 2 more');
  });

  it('say which version was used on a day, and end what was entered by hand', async () => {
    const here = `/vendors/${corridor}/tools`;
    const answer = await page(`${here}?tool=litellm&day=2026-03-24`);
    expect(answer).toContain('LiteLLM 1.82.6: By hand of 20 Mar 2026, 4 days before that day.');
    expect(await page(`${here}?tool=never&day=2026-03-24`)).toContain(
      'No list of this vendor, of whatever day, names',
    );
    const uses = await page(`${here}?q=litellm`);
    const end = /href="(\/tool-uses\/[0-9a-f-]{36}\/ending)"/.exec(uses)?.[1] ?? '';
    const reason = 'They moved on.';
    expect(await page(end)).toContain('End the use of LiteLLM');
    expect((await person.post(end, { endedOn: '2020-01-01', reason })).text).toContain(
      'is before the day it is from',
    );
    const ended = await following(await person.post(end, { endedOn: '2026-03-31', reason }));
    expect(ended).toContain('lib-0');
    expect(await page(`${here}?q=litellm`)).toContain('No tool fits these filters');
  });
});
