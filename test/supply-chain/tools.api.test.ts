import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ToolsFromAnswers1767225601902 } from '../../migrations/1902-tools-from-answers.js';
import type { ToolUses } from '../../src/supply-chain/uses/tool-use.dto.js';
import { Inventories, type InventoryItem, type ToolView } from '../../src/supply-chain/index.js';
import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';

type Rows = Record<string, unknown>[];
const known = { seesOurData: 'yes', holdsCredentials: 'yes', direct: 'yes' } as const;
const litellm = { ...known, name: 'LiteLLM', kind: 'gateway', purl: 'pkg:pypi/litellm@1.82.6' };

describe('tools through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let corridor: string;
  let harbour: string;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-04-01T09:00:00Z');
    analyst = await assay.api('analyst');
    corridor = await addVendor(analyst, { name: 'Corridor', status: 'active' });
    harbour = await addVendor(analyst, { name: 'Harbour', status: 'active' });
    await analyst.post(`/api/v1/vendors/${corridor}/engagements`, engagementFacts);
  });
  afterAll(() => assay.close());

  const byHand = (vendorId: string, tools: object[], more: object = {}) =>
    analyst.post<{ id: string }>(`/api/v1/vendors/${vendorId}/tools`, {
      describedOn: '2026-03-20',
      tools,
      ...more,
    });
  const search = async (query: string): Promise<ToolUses> => {
    const { status, body } = await analyst.get<ToolUses>(`/api/v1/tool-uses?${query}`);
    expect(status).toBe(200);
    return body;
  };
  const lock = (vendorId: string, items: InventoryItem[], describedOn: string) =>
    assay.app.get(Inventories).take(system, {
      ...{ vendorId, source: 'lockfile', sourceId: newId(), isComplete: true, describedOn, items },
    });

  it('finds a name with its vendors, engagements, our data, flags, versions, days, sources and grades', async () => {
    expect((await byHand(corridor, [litellm])).status).toBe(201);
    const item = { name: 'litellm', kind: 'library', purl: 'pkg:pypi/litellm@1.81.0' } as const;
    await lock(harbour, [{ ...item, direct: 'no' }], '2025-12-01');
    const { tools, counts, uses } = await search('q=litellm');
    expect(tools).toMatchObject([{ name: 'LiteLLM', purl: 'pkg:pypi/litellm' }]);
    const { toolId } = uses[0] ?? {};
    expect((await analyst.get<ToolView>(`/api/v1/tools/${toolId}`)).body.firstSeen).toMatchObject({
      ...{ vendorId: corridor, vendor: 'Corridor', source: 'analyst', describedOn: '2026-03-20' },
    });
    expect(counts).toEqual({
      ...{ uses: 2, vendors: 2, seeOurData: 1, holdCredentials: 1, unknown: 1 },
      ...{ direct: 1, transitive: 1, stale: 1 },
    });
    expect(uses).toMatchObject([
      {
        ...{ vendor: 'Corridor', tier: 1, data: ['personal', 'credentials'], version: '1.82.6' },
        ...{ describedOn: '2026-03-20', stale: false, source: 'analyst', grade: 'assertion' },
        ...{ seesOurData: 'yes', holdsCredentials: 'yes', direct: 'yes' },
      },
      {
        ...{ vendor: 'Harbour', data: [], version: '1.81.0', describedOn: '2025-12-01' },
        ...{ stale: true, source: 'lockfile', grade: 'artefact', direct: 'no' },
      },
    ]);
  });

  it.each([
    ['q=pkg%3Apypi%2FLiteLLM%401.0', 2],
    ['q=lite-llm', 2],
    ['q=litellm&direct=yes', 1],
    ['q=litellm&source=lockfile', 1],
    ['q=litellm&age=stale', 1],
    ['q=litellm&tier=1', 1],
    ['q=litellm&version=1.82.6', 1],
    ['q=litellm&holdsCredentials=no', 0],
    ['q=langchain', 0],
    ['', 0],
  ])('finds by %s', async (query, vendors) => {
    expect((await search(query)).counts.vendors).toBe(vendors);
  });

  it('goes through the uses page by page, and gives all of them as CSV without formulas', async () => {
    const address = '/api/v1/tool-uses?q=litellm&size=1';
    const first = await analyst.get<ToolUses>(address);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1] ?? '';
    const second = await analyst.get<ToolUses>(next);
    expect(second.body.uses).toMatchObject([{ vendor: 'Harbour' }]);
    expect(second.body.counts).toEqual(first.body.counts);
    await byHand(harbour, [{ ...litellm, name: 'LiteLLM', purpose: '=1+1' }]);
    const csv = await analyst.get('/api/v1/tool-uses.csv?q=litellm');
    expect(csv.headers['content-disposition']).toContain('tool-uses-2026-04-01.csv');
    expect(csv.text.split('\r\n')).toHaveLength(5);
    expect(csv.text).toContain("'=1+1");
  });

  it('names a tool, its aliases and its supplier, who may be a vendor', async () => {
    const supplied = { name: 'BerriAI', vendorId: harbour };
    const supplier = await analyst.post<{ id: string }>('/api/v1/suppliers', supplied);
    expect(supplier.status).toBe(201);
    const [tool] = (await search('q=litellm')).tools;
    const path = `/api/v1/tools/${tool?.id}`;
    const facts = { name: 'LiteLLM', kind: 'gateway', purl: 'pkg:pypi/litellm' };
    const change = { ...facts, supplierId: supplier.body.id, webAddress: 'https://litellm.ai' };
    const etag = (await analyst.get(path)).headers['etag'] ?? '';
    expect((await analyst.put(path, change, { 'if-match': etag })).status).toBe(204);
    const alias = await analyst.post<{ id: string }>(`${path}/aliases`, { name: 'Berri Proxy' });
    expect(alias.status).toBe(201);
    expect((await analyst.get(path)).body).toMatchObject({
      ...{ supplier: 'BerriAI', vendors: 2, aliases: [{ kind: 'name', name: 'Berri Proxy' }] },
    });
    expect((await analyst.get<Rows>('/api/v1/suppliers?q=berri')).body).toMatchObject([
      { name: 'BerriAI', vendor: 'Harbour', tools: 1 },
    ]);
    await byHand(corridor, [{ ...litellm, name: 'berri-proxy', purl: undefined }]);
    expect((await search('q=berri proxy')).counts.vendors).toBe(2);
    expect((await analyst.get<Rows>('/api/v1/tools?q=berri')).body).toHaveLength(1);
    const twice = await analyst.post(`${path}/aliases`, { name: 'BERRI proxy' });
    expect(twice.status).toBe(409);
    expect((await analyst.delete(`/api/v1/tool-aliases/${alias.body.id}`)).status).toBe(204);
    const found = async (q: string) =>
      (await analyst.get<Rows>(`/api/v1/tools?q=${q}`)).body.length;
    expect(await found('berri')).toBe(0);
    const rename = async (name: string) => {
      const { headers } = await analyst.get(path);
      const again = { 'if-match': headers['etag'] ?? '' };
      expect((await analyst.put(path, { ...change, name }, again)).status).toBe(204);
    };
    await rename('Quayside Relay');
    expect([await found('quayside'), await found('litellm')]).toEqual([1, 1]);
    await rename('LiteLLM');
    expect([await found('quayside'), await found('litellm')]).toEqual([0, 1]);
    const other = { name: 'Other', kind: 'library', purl: 'pkg:pypi/LiteLLM' };
    expect((await analyst.post('/api/v1/tools', other)).body).toMatchObject({
      fields: { purl: 'is that of another tool: merge the two instead' },
    });
  });

  it('suggests, confirms with the version that was read, and undoes a merge', async () => {
    const made = await analyst.post<{ id: string }>('/api/v1/tools', {
      ...{ name: 'Lite LLM', kind: 'gateway', webAddress: 'https://lite.example' },
    });
    const merges = `/api/v1/tool-merges`;
    const waiting = await analyst.get<Rows>(`${merges}?state=suggested&toolId=${made.body.id}`);
    expect(waiting.body).toMatchObject([
      { mergedId: made.body.id, kept: 'LiteLLM', suggestedBy: 'Assay', state: 'suggested' },
    ]);
    expect(waiting.body).toMatchObject([
      { mergedWebAddress: 'https://lite.example', reason: expect.stringContaining('are alike') },
    ]);
    const path = `${merges}/${String(waiting.body[0]?.['id'])}`;
    const post = (step: string, version: number) =>
      analyst.post(`${path}/${step}`, undefined, { 'if-match': `"${version}"` });
    expect((await post('undoing', 1)).status).toBe(409);
    const both = await Promise.all([post('confirmation', 1), post('refusal', 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 412]);
    const { body } = await analyst.get<{ state: string }>(path);
    if (body.state === 'refused') expect((await post('confirmation', 2)).status).toBe(204);
    const now = (await analyst.get(path)).headers['etag']?.replaceAll('"', '');
    expect((await analyst.get<Rows>('/api/v1/tools?q=lite llm')).body).toHaveLength(1);
    expect((await post('undoing', Number(now))).status).toBe(204);
    expect((await analyst.get<Rows>('/api/v1/tools?q=lite llm')).body).toHaveLength(2);
  });

  it('ends what was entered by hand, and nothing else', async () => {
    const used = { ...known, name: 'Old scanner', kind: 'ci_scanner' };
    await byHand(corridor, [used]);
    const [use] = (await search('q=old scanner')).uses;
    const path = `/api/v1/tool-uses/${use?.id}/ending`;
    const reason = 'They replaced it.';
    expect((await analyst.post(path, { endedOn: '2026-03-19', reason })).status).toBe(422);
    expect((await analyst.post(path, { endedOn: '2026-03-25', reason })).status).toBe(204);
    expect((await analyst.post(path, { endedOn: '2026-03-25', reason })).status).toBe(409);
    expect((await search('q=old scanner')).counts.vendors).toBe(0);
    const day = async (on: string) =>
      (
        await analyst.get<{ sentence: string }>(
          `/api/v1/vendors/${corridor}/tool-versions?toolId=${use?.toolId}&day=${on}`,
        )
      ).body.sentence;
    expect(await day('2026-03-24')).toContain('Old scanner, version not told');
    expect(await day('2026-03-25')).toContain('is not in the nearest list');
    const locked = (await search('q=litellm&source=lockfile')).uses[0];
    const refused = await analyst.post(`/api/v1/tool-uses/${locked?.id}/ending`, {
      ...{ endedOn: '2026-03-25', reason },
    });
    expect(refused.status).toBe(409);
  });

  it('lists inventories with what they are, and what one of them says', async () => {
    const path = `/api/v1/vendors/${harbour}`;
    const { body } = await analyst.get<Rows>(`${path}/inventories`);
    expect(body.map(({ source, stale, isCurrent }) => [source, stale, isCurrent])).toEqual([
      ['analyst', false, true],
      ['lockfile', true, true],
    ]);
    const old = String(body[1]?.['id']);
    await lock(harbour, [], '2026-03-30');
    expect((await analyst.get(`/api/v1/inventories/${old}`)).body).toMatchObject({
      ...{ isCurrent: false, uses: 1, isComplete: true, leftOut: [], addedBy: 'Assay' },
    });
    expect((await analyst.get<Rows>(`${path}/tools?source=lockfile`)).body).toEqual([]);
    expect((await analyst.get<Rows>(`${path}/tools?inventoryId=${old}`)).body).toMatchObject([
      { version: '1.81.0' },
    ]);
  });

  it('tells which tools vendors share, by tier and by our data in them, and not those of one alone', async () => {
    await byHand(harbour, [{ ...known, name: 'Lone Parser', kind: 'library' }]);
    const { body } = await analyst.get<Record<string, number> & { tools: Rows }>(
      '/api/v1/tool-concentration',
    );
    expect(body.tools).toMatchObject([
      {
        ...{ name: 'LiteLLM', vendors: 2, holdCredentials: 2, unknown: 0 },
        tiers: { '1': 1, '2': 0, '3': 0, '4': 0, none: 1 },
        data: { personal: 1, credentials: 1 },
      },
    ]);
    expect(body).toMatchObject({ more: 0, alone: 1 });
    const models = await analyst.get<{ tools: Rows }>('/api/v1/tool-concentration?kind=model');
    expect(models.body.tools).toEqual([]);
    expect(body.listed).toBe(2);
  });

  it('takes the tools of answers once, also those from before there was a register', async () => {
    const sent = await send(await assay.api(), await publish(assay, sample));
    const by = { authorization: `Bearer ${sent.secret}`, 'if-match': '"0"' };
    const answering = '/api/v1/answering';
    const row = { name: 'Half Moon Gateway', kind: 'gateway', seesOurData: 'yes', version: '2.1' };
    const value = [{ ...row, holdsCredentials: 'unknown', url: 'https://halfmoon.example' }];
    const put = (key: string, answer: unknown) =>
      assay.stranger.put(`${answering}/questions/${key}`, { value: answer }, by);
    await put('a.yes', 'yes');
    await put('b.tools', value);
    const submitted = await assay.stranger.post(`${answering}/submission`, undefined, by);
    expect(submitted.status).toBe(201);
    await assay.settle();
    const told = async () => (await search('q=half moon')).uses;
    const taken = await told();
    expect(taken).toMatchObject([
      { version: '2.1', source: 'answer', grade: 'assertion', describedOn: '2026-04-01' },
    ]);

    await assay.database.transaction(async () => {
      await assay.database.sql`DELETE FROM tool_use WHERE source = 'answer'`;
      await assay.database.sql`DELETE FROM inventory WHERE source = 'answer'`;
    });
    expect(await told()).toEqual([]);
    for (const _ of ['once', 'and a second time']) {
      await assay.database.transaction(async () => {
        await assay.database.sql`DELETE FROM job WHERE kind = 'tools.untaken'`;
        const type = process.env['TEST_DATABASE_URL'] ? 'postgres' : 'better-sqlite3';
        const query = (text: string) =>
          assay.database.sql([text] as unknown as TemplateStringsArray);
        const runner = { connection: { options: { type } }, query };
        await new ToolsFromAnswers1767225601902().up(runner as never);
      });
      await assay.settle();
      expect(await told()).toMatchObject([{ version: '2.1', engagement: expect.any(String) }]);
    }
  });
});
