import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type AddressInfo } from 'node:net';
import { SweptUploads } from '../../src/evidence/uploads/swept-uploads.service.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import {
  blobNames,
  newVendor,
  sendForm,
  sendPart,
  sha256,
  textOf,
  upload,
  type Door,
  type Progress,
} from './files.js';

const kib = 1024;

describe('an upload in parts', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let door: Door;
  let vendorId: string;
  let base: string;

  beforeAll(async () => {
    assay = await startAssay({ ASSAY_UPLOAD_MB: '6' });
    analyst = await assay.api('analyst');
    door = { assay, headers: analyst.headers };
    await assay.app.listen(0, '127.0.0.1');
  });
  beforeEach(async () => {
    vendorId = await newVendor(analyst);
    base = `/api/v1/vendors/${vendorId}`;
  });
  afterAll(() => assay.close());

  const facts = { title: 'SOC 2 Type II' };
  const start = (bytes: number, more: object = {}, who = analyst) =>
    who.post<Progress>(`${base}/uploads`, { name: 'soc2.txt', bytes, ...more });
  const part = (id: string, offset: number, content: Buffer, headers = analyst.headers) =>
    sendPart({ assay, headers }, `/api/v1/uploads/${id}/parts`, offset, content);
  const progress = async (id: string) =>
    (await analyst.get<Progress>(`/api/v1/uploads/${id}`)).body;
  const finish = (id: string, more: object = {}) =>
    analyst.post<{ id: string; fields?: object }>(`/api/v1/uploads/${id}/evidence`, {
      ...facts,
      ...more,
    });
  const blobs = () => blobNames(assay);
  const rows = async (): Promise<unknown> => {
    const [counts] = await assay.database.sql<object[]>`
      SELECT (SELECT count(*) FROM upload) AS uploads, (SELECT count(*) FROM upload_part) AS parts,
        (SELECT count(*) FROM evidence_file) AS files`;
    return counts;
  };

  it('becomes evidence of exactly what was sent, and its parts go', async () => {
    const content = textOf(700_001);
    const before = await blobs();
    const id = await upload(door, base, { name: 'soc2.txt', content }, 100_000);
    expect(await progress(id)).toMatchObject({ received: 700_001, bytes: 700_001 });
    expect((await blobs()).length).toBe(before.length + 8);
    const made = await finish(id);
    expect(made.status).toBe(201);
    expect((await blobs()).length).toBe(before.length + 1);
    const file = await analyst.get(`/api/v1/evidence/${made.body.id}/file`);
    expect(sha256(file.bytes)).toBe(sha256(content));
    expect(await progress(id)).toMatchObject({ received: 700_001, evidenceId: made.body.id });
  });

  it('finished twice, or by many at once, is one piece of evidence', async () => {
    const id = await upload(door, base, { name: 'a.txt', content: textOf(100_000) });
    const key = { 'idempotency-key': 'finish-0001' };
    const all = await Promise.all([
      finish(id),
      finish(id),
      analyst.post<{ id: string }>(`/api/v1/uploads/${id}/evidence`, facts, key),
    ]);
    const again = await finish(id, { title: 'Another title' });
    expect(new Set([...all, again].map(({ body }) => body.id)).size).toBe(1);
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await analyst.get<unknown[]>(`${base}/evidence`)).body).toHaveLength(1);
    expect((await part(id, 0, textOf(70_000))).status).toBe(200);
    expect((await analyst.delete(`/api/v1/uploads/${id}`)).status).toBe(409);
  });

  it('takes a part again as said, and tells where it goes on when one comes too early or is another', async () => {
    const content = textOf(300 * kib);
    const { body } = await start(content.length);
    const cut = (from: number, to: number) => content.subarray(from * kib, to * kib);
    expect((await part(body.id, 0, cut(0, 100))).body.received).toBe(100 * kib);
    expect((await part(body.id, 0, cut(0, 100))).body.received).toBe(100 * kib);
    const early = await part(body.id, 200 * kib, cut(200, 300));
    expect([early.status, early.headers['upload-offset']]).toEqual([409, String(100 * kib)]);
    expect(early.body.detail).toBe(`This upload goes on at byte ${100 * kib}.`);
    const other = await part(body.id, 0, textOf(100 * kib));
    expect([other.status, other.headers['upload-offset']]).toEqual([409, String(100 * kib)]);
    const early2 = await finish(body.id);
    expect([early2.status, early2.headers['upload-offset']]).toEqual([409, String(100 * kib)]);
    const raced = await Promise.all([1, 2, 3].map(() => part(body.id, 100 * kib, cut(100, 200))));
    expect(raced.map(({ status }) => status)).toEqual([200, 200, 200]);
    const rivals = await Promise.all(
      [1, 2, 3].map((n) => part(body.id, 200 * kib, n === 2 ? cut(200, 300) : textOf(100 * kib))),
    );
    expect(rivals.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await rows()) as { parts: number }).toMatchObject({ parts: 3 });
    await analyst.delete(`/api/v1/uploads/${body.id}`);
  });

  it('refuses a part that is empty, too large, too small in the middle, or beyond the end', async () => {
    const before = await blobs();
    const { body } = await start(5_000 * kib);
    const refused = async (offset: number, content: Buffer) => {
      const { status, body: problem } = await part(body.id, offset, content);
      return [status, problem.fields?.['file'] ?? problem.detail];
    };
    expect(await refused(0, textOf(4_097 * kib))).toEqual([
      422,
      expect.stringContaining('at most'),
    ]);
    expect(await refused(0, textOf(100))).toEqual([422, expect.stringContaining('at least')]);
    expect((await part(body.id, 0, Buffer.alloc(0))).body.received).toBe(0);
    expect((await part(body.id, 0, textOf(4_000 * kib))).status).toBe(200);
    expect(await refused(4_000 * kib, textOf(1_001 * kib))).toEqual([422, 'is more than was said']);
    for (const offset of ['', '-1', '1.5', '1e3', '99999999999', 'x']) {
      const headers = {
        ...analyst.headers,
        'content-type': 'application/octet-stream',
        'upload-offset': offset,
      };
      const url = `/api/v1/uploads/${body.id}/parts`;
      expect((await assay.send({ method: 'PUT', url, payload: 'x', headers })).status).toBe(422);
    }
    const json = await analyst.put(
      `/api/v1/uploads/${body.id}/parts`,
      {},
      { 'upload-offset': '0' },
    );
    expect(json.status).toBe(415);
    expect((await analyst.delete(`/api/v1/uploads/${body.id}`)).status).toBe(204);
    expect(await blobs()).toEqual(before);
  });

  it('says in words what is too large, before anything was sent', async () => {
    const problem = { file: 'is larger than 6 MB, the most that is taken here' };
    expect(await start(6 * kib * kib + 1)).toMatchObject({
      status: 422,
      body: { fields: problem },
    });
    const before = await blobs();
    const form = await sendForm<Progress>(door, `${base}/evidence`, facts, {
      name: 'x.txt',
      content: textOf(6 * kib * kib + 1),
    });
    expect([form.status, form.body.fields]).toEqual([422, problem]);
    expect(await blobs()).toEqual(before);
    const whole = { name: 'x.txt', content: textOf(6 * kib * kib) };
    expect((await sendForm(door, `${base}/evidence`, facts, whole)).status).toBe(201);
  });

  it.each([
    ['a hash that is not its own', 'x.txt', textOf(100), sha256('another'), /SHA-256 is another/],
    ['a name that lies', 'x.pdf', textOf(100), undefined, /is not a PDF/],
  ])('with %s is refused, and nothing of it stays', async (_, name, content, hash, why) => {
    const before = [await blobs(), await rows()];
    const { body } = await start(content.length, { name, ...(hash ? { sha256: hash } : {}) });
    await part(body.id, 0, content);
    const { status, body: problem } = await finish(body.id);
    expect([status, problem.fields]).toEqual([422, { file: expect.stringMatching(why) }]);
    expect([await blobs(), await rows()]).toEqual(before);
    expect((await analyst.get(`/api/v1/uploads/${body.id}`)).status).toBe(404);
  });

  it('with facts that are wrong waits for better ones', async () => {
    const id = await upload(door, base, { name: 'a.txt', content: textOf(100) });
    expect((await finish(id, { title: '' })).status).toBe(422);
    const days = { periodFrom: '2026-02-01', periodTo: '2026-01-01' };
    expect((await finish(id, days)).body.fields).toEqual({
      periodTo: 'is before the period begins',
    });
    expect((await finish(id)).status).toBe(201);
  });

  it('becomes a revision of evidence of the same vendor only', async () => {
    const id = await upload(door, base, { name: 'a.txt', content: textOf(100) });
    const { body: first } = await finish(id);
    const next = await upload(door, base, { name: 'b.txt', content: textOf(200) });
    const revise = (one: string, evidenceId: string) =>
      analyst.post<{ id: string }>(`/api/v1/uploads/${one}/revision`, { evidenceId });
    expect((await revise(next, first.id)).body.id).toBe(first.id);
    expect((await revise(next, first.id)).body.id).toBe(first.id);
    const { body } = await analyst.get<object[]>(`/api/v1/evidence/${first.id}/revisions`);
    expect(body).toHaveLength(2);
    const elsewhere = `/api/v1/vendors/${await newVendor(analyst, 'Another')}`;
    const foreign = await upload(door, elsewhere, { name: 'c.txt', content: textOf(100) });
    expect((await revise(foreign, first.id)).status).toBe(404);
  });

  it('is there for whoever began it and for nobody else [ASVS 8.2.2]', async () => {
    const { body } = await start(100);
    const other = await assay.api('administrator');
    expect((await other.get(`/api/v1/uploads/${body.id}`)).status).toBe(404);
    expect((await part(body.id, 0, textOf(100), other.headers)).status).toBe(404);
    expect((await other.post(`/api/v1/uploads/${body.id}/evidence`, facts)).status).toBe(404);
    expect((await other.delete(`/api/v1/uploads/${body.id}`)).status).toBe(404);
    expect(await progress(body.id)).toMatchObject({ received: 0 });
  });

  it('is one of ten at most, and is swept after a day with what had arrived', async () => {
    assay.clock.advanceDays(2);
    await assay.app.get(SweptUploads).sweep();
    const before = await blobs();
    const keen = await assay.api('analyst');
    const begun: Reply<Progress>[] = [];
    for (let n = 0; n < 11; n += 1) begun.push(await start(200 * kib, {}, keen));
    expect(begun.map(({ status }) => status)).toEqual([...Array(10).fill(201), 409]);
    await part(begun[0]?.body.id ?? '', 0, textOf(100 * kib), keen.headers);
    assay.clock.advance(23 * 3_600_000);
    await assay.app.get(SweptUploads).sweep();
    expect((await keen.get(`/api/v1/uploads/${begun[0]?.body.id}`)).status).toBe(200);
    assay.clock.advance(2 * 3_600_000);
    expect((await keen.get(`/api/v1/uploads/${begun[0]?.body.id}`)).status).toBe(404);
    await assay.app.get(SweptUploads).sweep();
    expect(await blobs()).toEqual(before);
    expect(await rows()).toMatchObject({ uploads: 0, parts: 0 });
  });

  it('that breaks off in a part, or lies about its length, leaves nothing of the part', async () => {
    const before = await blobs();
    const { body } = await start(200 * kib);
    const { port } = assay.app.getHttpServer().address() as AddressInfo;
    const raw = (length: number, sent: Buffer, end: boolean): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          const head = `PUT /api/v1/uploads/${body.id}/parts HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: ${analyst.headers['authorization']}\r\nContent-Type: application/octet-stream\r\nUpload-Offset: 0\r\nContent-Length: ${length}\r\n\r\n`;
          socket.write(Buffer.concat([Buffer.from(head), sent]), () => {
            if (end) setTimeout(() => socket.destroy(), 100);
          });
        });
        let answer = '';
        socket.on('data', (piece: Buffer) => (answer += piece.toString()));
        socket.on('close', () => resolve(answer));
        socket.on('error', () => undefined);
      });
    await raw(150 * kib, textOf(100 * kib), true);
    expect(await raw(100 * kib, textOf(150 * kib), false)).toMatch(/^HTTP\/1\.1 (200|400)/);
    const { received } = await progress(body.id);
    expect([0, 100 * kib]).toContain(received);
    await analyst.delete(`/api/v1/uploads/${body.id}`);
    expect(await blobs()).toEqual(before);
  });
});
