import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { blobNames, newVendor, sendForm, sha256, textOf, type Door } from './files.js';

interface Evidence {
  id: string;
  title: string;
  name: string;
  sha256: string;
  mediaType: string;
  bytes: number;
  revisions: number;
  withdrawnReason?: string;
  version: number;
}

describe('evidence', () => {
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

  const facts = { title: 'Penetration test 2026', scope: 'The gateway', issuedOn: '2026-10-01' };
  const add = async (content = textOf(2_000), name = 'test.txt', more = {}) => {
    const sent = { ...facts, ...more };
    const reply = await sendForm(door, `/api/v1/vendors/${vendorId}/evidence`, sent, {
      name,
      content,
    });
    expect([reply.status, reply.text]).toEqual([201, expect.any(String)]);
    return reply.body.id;
  };
  const read = async (id: string) => (await analyst.get<Evidence>(`/api/v1/evidence/${id}`)).body;
  const blobs = () => blobNames(assay);
  const entries = async (id: string) =>
    assay.database.sql<{ action: string }[]>`
      SELECT action FROM journal_entry WHERE subject_id = ${id} ORDER BY seq`;

  it('says what kind of document it is, and where that stands today', async () => {
    expect(await read(await add())).toMatchObject({ kind: 'other' });
    const id = await add(undefined, undefined, { kind: 'sbom', issuedOn: '2026-10-01' });
    expect(await read(id)).toMatchObject({
      kind: 'sbom',
      freshness: {
        state: 'due_soon',
        freshUntil: '2026-12-30',
        daysStale: 0,
        endsBy: 'age',
        reason:
          'A software bill of materials is fresh for 90 days after its issue, here on 1 Oct 2026: until 30 Dec 2026.',
      },
    });
    const { body: list } = await analyst.get<object[]>(`/api/v1/vendors/${vendorId}/evidence`);
    expect(list).toMatchObject([{ id, freshness: { state: 'due_soon' } }, { kind: 'other' }]);
    expect(list[1]).not.toHaveProperty('freshness');
    const tag = { 'if-match': '"1"' };
    const change = { ...facts, kind: 'certificate', expiresOn: '2026-11-22' };
    expect((await analyst.put(`/api/v1/evidence/${id}`, change, tag)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      kind: 'certificate',
      freshness: { state: 'stale', freshUntil: '2026-11-22', daysStale: 1, endsBy: 'expiry' },
    });
    const wrong = await analyst.put(`/api/v1/evidence/${id}`, { ...facts, kind: 'memo' }, tag);
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('is not one of')]);
  });

  it('comes in one request, says what it shows, and is downloaded as it was given', async () => {
    const content = textOf(70_000);
    const id = await add(content, 'Prüfung 2026.txt');
    expect(await read(id)).toMatchObject({
      ...facts,
      name: 'Prüfung 2026.txt',
      mediaType: 'text/plain',
      bytes: 70_000,
      sha256: sha256(content),
      revisions: 1,
      givenBy: 'Test analyst (test)',
      version: 1,
    });
    const { body } = await analyst.get<Evidence[]>(`/api/v1/vendors/${vendorId}/evidence`);
    expect(body.map((one) => one.id)).toEqual([id]);
    const file = await analyst.get(`/api/v1/evidence/${id}/file`);
    expect(file.bytes.equals(content)).toBe(true);
    expect((await entries(id)).map(({ action }) => action)).toEqual([
      'evidence.received',
      'evidence.downloaded',
    ]);
  });

  it('is sent so that no browser shows, runs or keeps it [ASVS 5.3.1, 5.4.1]', async () => {
    const id = await add(textOf(100), 'a"b; filename=x.html\r\n.txt');
    const { headers } = await analyst.get(`/api/v1/evidence/${id}/file`);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w. -]+\.txt"/);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-type': 'text/plain',
      'content-length': '100',
    });
  });

  it('is stored once per vendor, however often the same file is given', async () => {
    const content = textOf(5_000);
    const before = (await blobs()).length;
    const ids = [await add(content), await add(content, 'again.txt'), await add(content)];
    const together = await Promise.all([add(content), add(content), add(content)]);
    expect(new Set([...ids, ...together]).size).toBe(6);
    expect((await blobs()).length).toBe(before + 1);
    vendorId = await newVendor(analyst, 'Another');
    await add(content);
    expect((await blobs()).length).toBe(before + 2);
    const file = await analyst.get(`/api/v1/evidence/${ids[1]}/file`);
    expect(file.bytes.equals(content)).toBe(true);
  });

  it('gets a new file, and the old one stays to be read', async () => {
    const first = textOf(100);
    const id = await add(first, 'first.txt');
    const second = textOf(200);
    const url = `/api/v1/evidence/${id}/revisions`;
    const revised = await sendForm(door, url, {}, { name: 'second.txt', content: second });
    expect(revised.status).toBe(201);
    const { body } = await analyst.get<{ id: string; number: number; name: string }[]>(url);
    expect(body.map(({ number, name }) => [number, name])).toEqual([
      [2, 'second.txt'],
      [1, 'first.txt'],
    ]);
    expect((await analyst.get(`/api/v1/evidence/${id}/file`)).bytes.equals(second)).toBe(true);
    const old = await analyst.get(`${url}/${body[1]?.id}/file`);
    expect(old.bytes.equals(first)).toBe(true);
    const other = await add();
    expect(
      (await analyst.get(`/api/v1/evidence/${other}/revisions/${body[1]?.id}/file`)).status,
    ).toBe(404);
    const both = { name: 'third.txt', content: textOf(300) };
    const many = await Promise.all([1, 2, 3].map(() => sendForm(door, url, {}, both)));
    expect(many.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await read(id)).toMatchObject({ revisions: 5 });
  });

  it('is changed by the version that was read, and moves the due dates with its expiry', async () => {
    const id = await add();
    const url = `/api/v1/evidence/${id}`;
    const later = { title: 'Penetration test', expiresOn: '2027-10-01' };
    expect((await analyst.put(url, later)).status).toBe(428);
    expect((await analyst.put(url, later, { 'if-match': '"9"' })).status).toBe(412);
    expect((await analyst.put(url, later, { 'if-match': '"1"' })).status).toBe(204);
    expect(await read(id)).toMatchObject({ ...later, version: 2 });
    expect(await read(id)).not.toHaveProperty('scope');
    const [moved] = await assay.database.sql<{ jobs: number }[]>`
      SELECT count(*) AS jobs FROM job WHERE kind = 'due-dates.moved' AND payload LIKE ${`%${vendorId}%`}`;
    expect(moved?.jobs).toBe(1);
    const wrong = { ...later, issuedOn: '2028-01-01' };
    const refused = await analyst.put(url, wrong, { 'if-match': '"2"' });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { fields: { expiresOn: 'is before it was issued' } },
    ]);
  });

  it('is withdrawn with a reason, and stays to be seen', async () => {
    const id = await add();
    const url = `/api/v1/evidence/${id}/withdrawal`;
    const version = { 'if-match': '"1"' };
    expect((await analyst.post(url, {}, version)).status).toBe(422);
    const reason = 'Of another company of the same name.';
    expect((await analyst.post(url, { reason }, version)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      withdrawnReason: reason,
      withdrawnBy: 'Test analyst (test)',
    });
    expect((await analyst.get(`/api/v1/evidence/${id}/file`)).status).toBe(200);
    expect((await analyst.post(url, { reason }, { 'if-match': '"2"' })).status).toBe(409);
    const revised = await sendForm(
      door,
      `/api/v1/evidence/${id}/revisions`,
      {},
      {
        name: 'x.txt',
        content: textOf(10),
      },
    );
    expect(revised.status).toBe(409);
  });

  it.each([
    ['nothing', 'x.txt', Buffer.alloc(0), /is empty/],
    ['a page', 'x.html', Buffer.from('<p>hello'), /not accepted/],
    ['a picture that is none', 'x.png', Buffer.from('hello'), /not a PNG/],
    ['a program', 'x.exe', Buffer.from('MZ\x90\0'), /not accepted/],
    ['no ending', 'x', Buffer.from('hello'), /no ending/],
  ])('is refused and leaves nothing behind: %s', async (_, name, content, why) => {
    const before = await blobs();
    const reply = await sendForm<{ fields: Record<string, string> }>(
      door,
      `/api/v1/vendors/${vendorId}/evidence`,
      facts,
      { name, content },
    );
    expect([reply.status, reply.body.fields]).toEqual([422, { file: expect.stringMatching(why) }]);
    expect(await blobs()).toEqual(before);
    expect((await analyst.get<unknown[]>(`/api/v1/vendors/${vendorId}/evidence`)).body).toEqual([]);
  });

  it('is refused without a file, without a title, in another format, or beside another file', async () => {
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const file = { name: 'x.txt', content: textOf(10) };
    const before = await blobs();
    expect((await sendForm(door, url, facts)).body).toMatchObject({
      fields: { file: 'is missing' },
    });
    expect((await sendForm(door, url, { scope: 'x' }, file)).body).toMatchObject({
      fields: { title: 'is missing' },
    });
    expect((await sendForm(door, url, { ...facts, vendorId }, file)).body).toMatchObject({
      fields: { vendorId: 'is not known here' },
    });
    expect((await analyst.post(url, facts)).status).toBe(415);
    const cut = await assay.send({
      method: 'POST',
      url,
      payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="x.txt"\r\n\r\nhello',
      headers: { ...analyst.headers, 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(cut.status).toBe(400);
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'MULTIPART/form-data;boundary=y',
    ]) {
      const headers = { ...analyst.headers, 'content-type': type };
      const { status } = await assay.send({ method: 'POST', url, payload: 'x', headers });
      expect([400, 422]).toContain(status);
    }
    const elsewhere = await sendForm(door, '/api/v1/vendors', { name: 'x' });
    expect(elsewhere.status).toBe(415);
    const key = { ...analyst.headers, 'idempotency-key': 'evidence-0001' };
    expect((await sendForm({ assay, headers: key }, url, facts, file)).status).toBe(422);
    expect(await blobs()).toEqual(before);
  });

  it('is not for those who only look, nor for strangers', async () => {
    const id = await add();
    const viewer = await assay.api('viewer');
    expect((await viewer.get(`/api/v1/evidence/${id}/file`)).status).toBe(200);
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const file = { name: 'x.txt', content: textOf(10) };
    expect((await sendForm({ assay, headers: viewer.headers }, url, facts, file)).status).toBe(403);
    expect((await sendForm({ assay, headers: {} }, url, facts, file)).status).toBe(401);
    expect((await viewer.post(`/api/v1/evidence/${id}/withdrawal`, { reason: 'x' })).status).toBe(
      403,
    );
  });
});
