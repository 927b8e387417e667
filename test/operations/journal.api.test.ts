import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, vendorFacts } from '../vendors/examples.js';

interface Entry {
  seq: number;
  action: string;
  actor: { id: string; name: string };
  before?: object;
  after?: object;
  hash: string;
}

describe('the journal through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  it('tells who changed what, before and after', async () => {
    const id = await addVendor(analyst);
    await analyst.put(
      `/api/v1/vendors/${id}`,
      { ...vendorFacts, name: 'Renamed' },
      { 'if-match': '"1"' },
    );
    const { body } = await analyst.get<Entry[]>(
      `/api/v1/journal?subjectKind=vendor&subjectId=${id}`,
    );
    expect(body[0]).toMatchObject({
      action: 'vendor.changed',
      actor: { name: 'Test analyst (test)' },
      before: { name: vendorFacts.name },
      after: { name: 'Renamed' },
    });
    expect(body[1]).not.toHaveProperty('before');
    const by = await analyst.get<Entry[]>(
      `/api/v1/journal?actorId=${body[0]?.actor.id}&action=vendor.changed`,
    );
    expect(by.body).toHaveLength(1);
  });

  it('is linked from page to page, and its newest hash is the head', async () => {
    for (let times = 0; times < 3; times += 1) await addVendor(analyst);
    const seen: number[] = [];
    let url: string | undefined = '/api/v1/journal?size=2';
    while (url) {
      const { body, headers }: { body: Entry[]; headers: Record<string, string> } =
        await analyst.get<Entry[]>(url);
      seen.push(...body.map(({ seq }) => seq));
      url = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    }
    const { body: head } = await analyst.get<{ size: number; hash: string }>(
      '/api/v1/journal/head',
    );
    expect(seen).toEqual(Array.from({ length: head.size }, (_, index) => head.size - index));
    const [newest] = (await analyst.get<Entry[]>('/api/v1/journal?size=1')).body;
    expect(newest).toMatchObject({ seq: head.size, hash: head.hash });
  });

  it.each([
    [`action=${'x'.repeat(101)}`, 'action'],
    [`q=${'x'.repeat(101)}`, 'q'],
    ['subjectKind=a&subjectKind=b', 'subjectKind'],
    ['actorId=%00', 'actorId'],
    [`cursor=${Buffer.from('["after","abc","1"]').toString('base64url')}`, 'cursor'],
    ['seq=1', 'seq'],
  ])('refuses ?%s and names it', async (query, field) => {
    const { status, body } = await analyst.get<{ fields: object }>(`/api/v1/journal?${query}`);
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  it('cannot be written from outside', async () => {
    for (const call of [analyst.post('/api/v1/journal', {}), analyst.delete('/api/v1/journal/1')]) {
      expect((await call).status).toBe(404);
    }
    expect((await assay.stranger.get('/api/v1/journal')).status).toBe(401);
  });
});
