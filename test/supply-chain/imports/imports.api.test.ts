import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { Jobs } from '../../../src/platform/jobs/index.js';
import { inventoryFileGiven } from '../../../src/supply-chain/events.js';
import {
  Inventory,
  Tool,
  ToolUse,
  ToolUseQueries,
  type InventoryImportView,
} from '../../../src/supply-chain/index.js';
import { newVendor, sendForm, upload, type Door } from '../../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';

const real = '../shared/data/cyclonedx';
const onReal = existsSync(real) ? it : it.skip;

const bom = (timestamp: string, ...purls: string[]) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp, component: { type: 'application', name: 'gateway' } },
    components: purls.map((purl) => ({ type: 'library', name: purl.split(/[/@]/)[1], purl })),
  });

describe('imports of what is really installed', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let door: Door;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    door = { assay, headers: analyst.headers };
  });
  beforeEach(async () => {
    vendorId = await newVendor(analyst);
  });
  afterAll(() => assay.close());

  const send = (name: string, content: string | Buffer, fields: Record<string, string> = {}) =>
    sendForm<{ id: string; fields?: Record<string, string>; detail?: string }>(
      door,
      `/api/v1/vendors/${vendorId}/inventory-imports`,
      fields,
      { name, content: Buffer.from(content) },
    );
  const read = async (id: string) =>
    (await analyst.get<InventoryImportView>(`/api/v1/inventory-imports/${id}`)).body;
  const taken = async (...sent: Parameters<typeof send>) => {
    const reply = await send(...sent);
    expect([reply.status, reply.text]).toEqual([201, expect.any(String)]);
    await assay.settle();
    return read(reply.body.id);
  };
  const usesOf = (inventoryId = '') =>
    assay.database.repository(ToolUse).find({ where: { inventoryId }, order: { id: 'ASC' } });
  const inventories = () => assay.database.repository(Inventory).findBy({ vendorId });

  it('takes a bill of materials as evidence and as the list it is', async () => {
    const text = bom('2026-03-20T10:00:00Z', 'pkg:pypi/litellm@1.82.6', 'pkg:pypi/openai@2.1.0');
    const done = await taken('gateway.cdx.json', text);
    expect(done).toMatchObject({
      ...{ state: 'done', vendorId, fileName: 'gateway.cdx.json', format: 'cyclonedx_json' },
      ...{ subject: 'gateway', describedOn: '2026-03-20', isComplete: false },
      ...{ entries: 2, uses: 2, repeated: 0, dropped: 0, leftOut: [], leftOutCount: 0 },
      startedBy: 'Test analyst (test)',
    });
    const uses = await usesOf(done.inventoryId);
    expect(
      uses.map(({ versionText, source, grade, isCurrent }) => [
        versionText,
        source,
        grade,
        isCurrent,
      ]),
    ).toEqual([
      ['1.82.6', 'sbom', 'artefact', true],
      ['2.1.0', 'sbom', 'artefact', true],
    ]);
    const { body: evidence } = await analyst.get(`/api/v1/evidence/${done.evidenceId}`);
    expect(evidence).toMatchObject({ kind: 'sbom', vendorId, name: 'gateway.cdx.json' });
    const entries = await assay.database.sql<{ action: string }[]>`
      SELECT action FROM journal_entry WHERE subject_id IN (${done.id}, ${done.inventoryId}, ${done.evidenceId}) ORDER BY seq`;
    expect(entries.map(({ action }) => action)).toEqual([
      ...['evidence.received', 'inventory_import.begun', 'inventory.taken'],
    ]);
  });

  it('asks for the day that a lockfile does not say, and goes on once it is told', async () => {
    const text = 'litellm==1.82.6\nuvicorn>=0.30\n';
    const waiting = await taken('requirements.txt', text);
    expect(waiting).toMatchObject({
      state: 'day_wanted',
      problem: 'The file does not say which day it describes.',
    });
    expect(await inventories()).toEqual([]);
    const say = (describedOn: string, version: number) =>
      analyst.put(
        `/api/v1/inventory-imports/${waiting.id}/day`,
        { describedOn },
        { 'if-match': `"${version}"` },
      );
    expect((await say('2999-01-01', waiting.version)).status).toBe(422);
    expect((await say('2026-03-20', waiting.version - 1)).status).toBe(412);
    expect((await say('2026-03-20', waiting.version)).status).toBe(204);
    await assay.settle();
    const done = await read(waiting.id);
    expect(done).toMatchObject({
      ...{ state: 'done', describedOn: '2026-03-20', subject: 'requirements.txt', uses: 2 },
      ...{ leftOutCount: 1, isComplete: false },
      leftOut: [
        { where: 'line 2', why: 'uvicorn may be >=0.30: which version is installed is not known' },
      ],
    });
    expect(done.problem).toBeUndefined();
    expect((await say('2026-03-21', done.version)).status).toBe(409);
  });

  it('gives up what waits for its day, once, and lets the file be imported again', async () => {
    const waiting = await taken('requirements.txt', 'litellm==1.82.6\n');
    const giveUp = (version: number) =>
      analyst.post(
        `/api/v1/inventory-imports/${waiting.id}/giving-up`,
        {},
        { 'if-match': `"${version}"` },
      );
    expect((await giveUp(waiting.version - 1)).status).toBe(412);
    expect((await giveUp(waiting.version)).status).toBe(204);
    const gone = await read(waiting.id);
    expect(gone).toMatchObject({ state: 'given_up', finishedAt: expect.any(String) });
    expect((await giveUp(gone.version)).status).toBe(409);
    const [entry] = await assay.database.sql<object[]>`
      SELECT action FROM journal_entry WHERE subject_id = ${waiting.id} ORDER BY seq DESC`;
    expect(entry).toEqual({ action: 'inventory_import.given_up' });
    const again = await analyst.post(`/api/v1/evidence/${waiting.evidenceId}/inventory-imports`, {
      describedOn: '2026-03-20',
    });
    expect(again.status).toBe(201);
  });

  it('takes what is said with the file before what the file says', async () => {
    const text = bom('2026-03-20T10:00:00Z', 'pkg:npm/left-pad@1.3.0');
    const told = { describedOn: '2026-03-10', subject: 'Portal', isComplete: 'true' };
    const done = await taken('a.json', text, told);
    expect(done).toMatchObject({ state: 'done', ...told, isComplete: true });
  });

  it('tells which version was in use on a day by the list nearest before it', async () => {
    const file = (day: string, version: string) =>
      taken(`uv-${version}.json`, bom(`${day}T10:00:00Z`, `pkg:pypi/litellm@${version}`));
    const first = await file('2026-03-20', '1.82.6');
    const second = await file('2026-03-25', '1.82.7');
    expect((await inventories()).map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [first.inventoryId, false],
      [second.inventoryId, true],
    ]);
    const [use] = await usesOf(first.inventoryId);
    const uses = assay.app.get(ToolUseQueries);
    const { lists } = await uses.onDay(vendorId, use?.toolId ?? '', '2026-03-24');
    expect(lists[0]).toMatchObject({
      versions: ['1.82.6'],
      describedOn: '2026-03-20',
      daysAway: 4,
    });
  });

  it.each<[string, string, string, RegExp]>([
    ['a slip', 'a.json', '{"bomFormat": "CycloneDX"]}', /not JSON/],
    [
      'a wrong member',
      'a.json',
      bom('2026-03-20T10:00:00Z').replace('[]', '[{"type":"library","name":7}]'),
      /The file is not CycloneDX 1\.6 as its schema has it: components\[0\]\.name must be string\./,
    ],
    ['XML of another kind', 'a.xml', '<note/>', /no CycloneDX: its first element is note/],
    ['prose', 'letter.txt', 'Dear Sir,\nnothing is attached.\n', /none of what is read here/],
  ])(
    'refuses %s with what is wrong, and leaves nothing of it behind but the evidence',
    async (_, name, text, problem) => {
      const tools = await assay.database.repository(Tool).count();
      const reply = await send(name, text);
      if (reply.status === 422) {
        expect(reply.body.fields?.['file']).toMatch(problem);
      } else {
        await assay.settle();
        const refused = await read(reply.body.id);
        expect(refused).toMatchObject({
          state: 'refused',
          problem: expect.stringMatching(problem),
        });
        expect(refused.finishedAt).toBeDefined();
      }
      expect(await inventories()).toEqual([]);
      expect(await assay.database.repository(Tool).count()).toBe(tools);
    },
  );

  it.each<[string, string, Buffer | string, RegExp]>([
    ['a PDF', 'a.csv', 'name;version\n', /no bill of materials and no lockfile/],
    ['entities', 'a.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', /DOCTYPE or entities/],
    ['an unknown ending', 'a.exe', 'x', /not accepted/],
    ['too much', 'a.txt', Buffer.alloc(65 * 1024 * 1024, 'a==1\n'), /larger than 64 MB/],
  ])('refuses %s at the door: not even evidence stays', async (_, name, content, problem) => {
    const reply = await send(name, content);
    expect([reply.status, reply.body.fields?.['file']]).toEqual([
      422,
      expect.stringMatching(problem),
    ]);
    const { body } = await analyst.get<object[]>(`/api/v1/vendors/${vendorId}/evidence`);
    expect(body).toEqual([]);
  });

  it('reads what came as evidence before, by parts too, one reading of a file at a time', async () => {
    const lock =
      'version = 1\nrequires-python = ">=3"\n[[package]]\nname = "litellm"\nversion = "1.82.6"\nsource = { registry = "x" }\n';
    const uploadId = await upload(door, `/api/v1/vendors/${vendorId}`, {
      name: 'uv.lock',
      content: Buffer.from(lock),
    });
    const evidence = await analyst.post<{ id: string }>(`/api/v1/uploads/${uploadId}/evidence`, {
      title: 'What runs',
      kind: 'sbom',
      issuedOn: '2026-03-18',
    });
    expect([evidence.status, evidence.text]).toEqual([201, expect.any(String)]);
    const url = `/api/v1/evidence/${evidence.body.id}/inventory-imports`;
    const [one, other] = await Promise.all([
      analyst.post<{ id: string }>(url, {}),
      analyst.post<{ id: string }>(url, {}),
    ]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    await assay.settle();
    const id = one.status === 201 ? one.body.id : other.body.id;
    expect(await read(id)).toMatchObject({
      ...{ state: 'done', format: 'uv_lock', describedOn: '2026-03-18', fileName: 'uv.lock' },
      ...{ isComplete: true, uses: 1 },
    });
    const list = await analyst.get<InventoryImportView[]>(
      `/api/v1/vendors/${vendorId}/inventory-imports`,
    );
    expect(list.body.map((each) => each.id)).toEqual([id]);
  });

  it('comes to one list however often its job runs', async () => {
    const done = await taken('a.json', bom('2026-03-20T10:00:00Z', 'pkg:npm/kit@1.0.0'));
    await assay.database.transaction(async () => {
      for (let run = 0; run < 3; run += 1) {
        await assay.app.get(Jobs).enqueue(inventoryFileGiven, { importId: done.id });
      }
    });
    await assay.settle();
    expect(await read(done.id)).toEqual(done);
    expect(await inventories()).toHaveLength(1);
  });

  it('is for those who may write what tools there are, and only within the vendor', async () => {
    const engagementOfAnother = '01890000-0000-7000-8000-000000000000';
    const text = bom('2026-03-20T10:00:00Z', 'pkg:npm/kit@1.0.0');
    expect((await send('a.json', text, { engagementId: engagementOfAnother })).status).toBe(404);
    const viewer = await assay.api('viewer');
    const reply = await sendForm(
      { assay, headers: viewer.headers },
      `/api/v1/vendors/${vendorId}/inventory-imports`,
      {},
      { name: 'a.json', content: Buffer.from(text) },
    );
    expect(reply.status).toBe(403);
    const done = await taken('a.json', text);
    expect((await viewer.get(`/api/v1/inventory-imports/${done.id}`)).status).toBe(200);
  });

  onReal.each(['bom-examples-saasbom-apigateway.json', 'valid-saasbom-1.6.json'])(
    'takes every service and component of %s [skipped: no real files]',
    async (name) => {
      const text = readFileSync(`${real}/${name}`, 'utf8');
      const done = await taken(name, text);
      expect(done).toMatchObject({
        state: 'done',
        describedOn: '2021-01-10',
        dropped: 0,
        leftOutCount: 0,
      });
      const named = text.match(/"bom-ref"/g)?.length ?? 0;
      // The subject itself has a reference as well.
      expect((done.uses ?? 0) + (done.repeated ?? 0)).toBe(named - 1);
      expect(await usesOf(done.inventoryId)).toHaveLength(done.uses ?? 0);
    },
  );
});
