import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts, vendorFacts } from './examples.js';

interface VendorBody {
  id: string;
  name: string;
  tier?: number;
  inherentLevel?: string;
  version: number;
}

describe('vendors through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  it('adds a vendor, reads it and changes it with the version that was read', async () => {
    const id = await addVendor(analyst);
    const read = await analyst.get<VendorBody>(`/api/v1/vendors/${id}`);
    expect(read.headers['etag']).toBe('"1"');
    expect(read.body).toMatchObject({ ...vendorFacts, version: 1 });
    expect(read.body).not.toHaveProperty('tier');

    const facts = { ...vendorFacts, status: 'active', website: 'https://corridor.example' };
    const changed = await analyst.put(`/api/v1/vendors/${id}`, facts, { 'if-match': '"1"' });
    expect(changed.status).toBe(204);
    const again = await analyst.put(`/api/v1/vendors/${id}`, facts, { 'if-match': '"1"' });
    expect(again.status).toBe(412);
    const unversioned = await analyst.put(`/api/v1/vendors/${id}`, facts);
    expect(unversioned.status).toBe(428);
  });

  it('shows the worst tier of its engagements and says why', async () => {
    const id = await addVendor(analyst);
    const path = `/api/v1/vendors/${id}/engagements`;
    const harmless = {
      ...engagementFacts,
      data: ['public'],
      access: ['none'],
      criticality: 'VL',
      holdsCredentials: false,
    };
    expect((await analyst.post(path, harmless)).status).toBe(201);
    expect((await analyst.get<VendorBody>(`/api/v1/vendors/${id}`)).body.tier).toBe(4);
    const { body: added } = await analyst.post<{ id: string }>(path, engagementFacts);
    expect((await analyst.get<VendorBody>(`/api/v1/vendors/${id}`)).body).toMatchObject({
      tier: 1,
      inherentLevel: 'VH',
    });
    const { body } = await analyst.get<{ inherent: { tier: number; forced: string[] } }>(
      `/api/v1/engagements/${added.id}`,
    );
    expect(body.inherent.tier).toBe(1);
    expect(body.inherent.forced.join(' ')).toMatch(/credentials/);
    const removed = await analyst.delete(`/api/v1/engagements/${added.id}`, { 'if-match': '"1"' });
    expect(removed.status).toBe(204);
    expect((await analyst.get<VendorBody>(`/api/v1/vendors/${id}`)).body.tier).toBe(4);
  });

  it('keeps contacts, each address once a vendor', async () => {
    const id = await addVendor(analyst);
    const path = `/api/v1/vendors/${id}/contacts`;
    expect((await analyst.post(path, contactFacts)).status).toBe(201);
    const twice = await analyst.post(path, { ...contactFacts, email: 'RUI@corridor.example' });
    expect(twice.status).toBe(409);
    const { body } = await analyst.get<{ id: string }[]>(path);
    expect(body).toHaveLength(1);
  });

  it.each([
    [{ name: '' }, 'name', /empty/],
    [{ name: 'x'.repeat(201) }, 'name', /longer than 200/],
    [{ name: 7 }, 'name', /not text/],
    [{ name: ['a', 'b'] }, 'name', /not text/],
    [{ name: 'a\u0000b' }, 'name', /cannot be stored/],
    [{ status: 'friendly' }, 'status', /not one of/],
    [{ website: 'javascript:alert(1)' }, 'website', /not a web address/],
    [{ tier: 1 }, 'tier', /not known here/],
    [{ ownerId: 'me' }, 'ownerId', /not an id/],
  ])('refuses %j and names the field', async (wrong, field, message) => {
    const { status, body } = await analyst.post<{ fields: Record<string, string> }>(
      '/api/v1/vendors',
      { ...vendorFacts, ...wrong },
    );
    expect(status).toBe(422);
    expect(body.fields[field]).toMatch(message);
  });

  it('refuses a nested field by its whole path', async () => {
    const id = await addVendor(analyst);
    const likelihood = { ...engagementFacts.likelihood, ships_code: 'sometimes' };
    const { status, body } = await analyst.post<{ fields: object }>(
      `/api/v1/vendors/${id}/engagements`,
      { ...engagementFacts, likelihood },
    );
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual(['likelihood.ships_code']);
  });

  it.each([
    ['{"name": "half', 400],
    ['{"__proto__": {"admin": true}}', 400],
    ['[]', 422],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    [`{"name":"${'x'.repeat(1_100_000)}"}`, 413],
  ])('refuses body number %# as a problem', async (body, status) => {
    const reply = await analyst.post('/api/v1/vendors', body);
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toMatch('application/problem+json');
  });

  it('refuses bytes that are not UTF-8', async () => {
    const { status, body } = await assay.send({
      method: 'POST',
      url: '/api/v1/vendors',
      payload: Buffer.from('{"name":"caf\xe9","status":"active"}', 'latin1'),
      headers: { ...analyst.headers, 'content-type': 'application/json' },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: 'The body is not UTF-8.' });
  });

  it('answers 404 for what is not there and for what is no id', async () => {
    for (const id of ['0198f7b2-7a34-7c3f-8a1e-2f3d4c5b6a79', 'nonsense', '__proto__']) {
      expect((await analyst.get(`/api/v1/vendors/${id}`)).status).toBe(404);
    }
  });

  it('does a repeated creation once', async () => {
    const headers = { 'idempotency-key': 'creation-0001' };
    const first = await analyst.post<{ id: string }>('/api/v1/vendors', vendorFacts, headers);
    const second = await analyst.post<{ id: string }>('/api/v1/vendors', vendorFacts, headers);
    expect(second.body).toEqual(first.body);
    const other = await analyst.post('/api/v1/vendors', { ...vendorFacts, name: 'Other' }, headers);
    expect(other.status).toBe(409);
  });

  it('walks a list forwards and backwards without a gap', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `Walk ${index}`);
    for (const name of names) await addVendor(analyst, { name, status: 'offboarding' });
    const path = '/api/v1/vendors?status=offboarding&size=3';
    const seen: string[] = [];
    let at: string | undefined = path;
    let previous: string | undefined;
    while (at) {
      const { body, headers } = await analyst.get<VendorBody[]>(at);
      seen.push(...body.map(({ name }) => name));
      const link: string = headers['link'] ?? '';
      at = /<([^>]+)>; rel="next"/.exec(link)?.[1];
      previous = /<([^>]+)>; rel="previous"/.exec(link)?.[1];
    }
    expect(seen).toEqual(names);
    const { body: back } = await analyst.get<VendorBody[]>(previous ?? '');
    expect(back.map(({ name }) => name)).toEqual(['Walk 3', 'Walk 4', 'Walk 5']);
  });

  it('finds by the beginnings of words, whatever their accents and case', async () => {
    const id = await addVendor(analyst, { name: 'Éclair Données SARL' });
    const { body } = await analyst.get<VendorBody[]>('/api/v1/vendors?q=DONN%20ecl');
    expect(body.map((vendor) => vendor.id)).toEqual([id]);
    expect((await analyst.get<VendorBody[]>('/api/v1/vendors?q=%25')).body).toEqual([]);
  });

  it('refuses repeated and unknown parameters and a page of another list', async () => {
    for (const query of [
      'status=active&status=active',
      'colour=red',
      'cursor=abc',
      'size=0',
      'size=x',
    ]) {
      expect((await analyst.get(`/api/v1/vendors?${query}`)).status).toBe(422);
    }
  });

  it('writes each change into the journal, with only what differed', async () => {
    const id = await addVendor(analyst, { name: 'Journalled' });
    await analyst.put(
      `/api/v1/vendors/${id}`,
      { name: 'Renamed', status: 'prospective' },
      { 'if-match': '"1"' },
    );
    const details = await assay.database.sql<{ content: string }[]>`
      SELECT d.content FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq
      WHERE e.subject_id = ${id} ORDER BY e.seq`;
    expect(details.map(({ content }) => JSON.parse(content) as object)).toEqual([
      expect.objectContaining({
        before: null,
        after: expect.objectContaining({ name: 'Journalled' }),
      }),
      expect.objectContaining({ before: { name: 'Journalled' }, after: { name: 'Renamed' } }),
    ]);
  });

  it('lets a viewer look but not change', async () => {
    const viewer = await assay.api('viewer');
    expect((await viewer.get('/api/v1/vendors')).status).toBe(200);
    expect((await viewer.post('/api/v1/vendors', vendorFacts)).status).toBe(403);
    expect((await assay.stranger.get('/api/v1/vendors')).status).toBe(401);
  });

  it('removes no contact that was written to and no engagement that something hangs on, and says why', async () => {
    const id = await addVendor(analyst);
    const made = async (path: string, facts: object) =>
      (await analyst.post<{ id: string }>(`/api/v1/${path}`, facts)).body.id;
    const contactId = await made(`vendors/${id}/contacts`, contactFacts);
    const engagementId = await made(`vendors/${id}/engagements`, engagementFacts);
    await made(`engagements/${engagementId}/credentials`, {
      ...{ kind: 'api_key', name: 'Reader', opens: 'Reads orders.' },
    });
    const offboardingId = await made(`vendors/${id}/offboarding`, {});
    await made(`offboardings/${offboardingId}/requests`, { contactId });
    const browser = await assay.browser('analyst');
    for (const [at, why] of [
      [`contacts/${contactId}`, 'was written to or asked'],
      [`engagements/${engagementId}`, 'Something was assessed or noted for it'],
    ] as const) {
      const { headers } = await analyst.get(`/api/v1/${at}`);
      const version = headers['etag'] ?? '';
      const kept = await analyst.delete<{ detail: string }>(`/api/v1/${at}`, {
        'if-match': version,
      });
      expect([kept.status, kept.body.detail]).toEqual([409, expect.stringContaining(why)]);
      const page = await browser.post(`/${at}/removal`, { version: version.replaceAll('"', '') });
      expect([page.status, page.headers['location']]).toEqual([303, `/${at}/edit`]);
    }
  });
});
