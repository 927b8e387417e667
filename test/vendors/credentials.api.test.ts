import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CredentialView } from '../../src/vendors/index.js';
import { looksSecret } from '../../src/vendors/credentials/looks-secret.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from './examples.js';

const facts = {
  kind: 'api_key',
  name: 'Gateway production key',
  opens: 'Sends prompts of the support desk to the gateway.',
  issuedOn: '2026-01-15',
};
const harmless = {
  ...engagementFacts,
  data: ['public'],
  access: ['none'],
  criticality: 'VL',
  holdsCredentials: false,
};

describe('credentials that vendors hold', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;
  let engagementId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-03-25T09:00:00Z');
    vendorId = await addVendor(analyst);
    const path = `/api/v1/vendors/${vendorId}/engagements`;
    engagementId = (await analyst.post<{ id: string }>(path, harmless)).body.id;
  });

  const list = () => `/api/v1/engagements/${engagementId}/credentials`;
  const add = (more: object = {}) =>
    analyst.post<{ id: string; fields: Record<string, string> }>(list(), { ...facts, ...more });
  const read = async (id: string) =>
    (await analyst.get<CredentialView>(`/api/v1/credentials/${id}`)).body;
  const engagement = async () =>
    (
      await analyst.get<{
        holdsCredentials: boolean;
        version: number;
        inherent: { tier: number; forced: string[] };
      }>(`/api/v1/engagements/${engagementId}`)
    ).body;

  it('raises the tier of an engagement that was said to hold none, and says why', async () => {
    expect(await engagement()).toMatchObject({ holdsCredentials: false, inherent: { tier: 4 } });
    expect((await add()).status).toBe(201);
    const after = await engagement();
    expect(after).toMatchObject({ holdsCredentials: true, inherent: { tier: 1 } });
    expect(after.inherent.forced.join(' ')).toMatch(/credentials/);
    const vendor = await analyst.get<{ tier: number }>(`/api/v1/vendors/${vendorId}`);
    expect(vendor.body.tier).toBe(1);
    const headers = { 'if-match': `"${after.version}"` };
    const denied = await analyst.put<{ fields: object }>(
      `/api/v1/engagements/${engagementId}`,
      harmless,
      headers,
    );
    expect(denied.status).toBe(422);
    expect(denied.body.fields).toHaveProperty('holdsCredentials');
  });

  it('is renewed, changed and ended with the version that was read', async () => {
    const { id } = (await add()).body;
    const path = `/api/v1/credentials/${id}`;
    const match = (version: number) => ({ 'if-match': `"${version}"` });
    const early = await analyst.post(`${path}/rotation`, { rotatedOn: '2026-01-14' }, match(1));
    expect(early.status).toBe(422);
    const later = await analyst.post(`${path}/rotation`, { rotatedOn: '2026-03-26' }, match(1));
    expect(later.status).toBe(422);
    expect((await analyst.post(`${path}/rotation`, {}, match(1))).status).toBe(204);
    expect(await read(id)).toMatchObject({ rotatedOn: '2026-03-25', version: 2, isLive: true });
    expect((await analyst.put(path, { ...facts, name: 'Other' }, match(1))).status).toBe(412);
    expect((await analyst.put(path, { ...facts, name: 'Other' }, match(2))).status).toBe(204);
    expect((await analyst.post(`${path}/ending`, { reason: 'Revoked.' }, match(3))).status).toBe(
      204,
    );
    expect(await read(id)).toMatchObject({ name: 'Other', isLive: false });
    expect((await analyst.post(`${path}/rotation`, {}, match(4))).status).toBe(409);
    const gone = await analyst.get<CredentialView[]>(list());
    expect(gone.body).toEqual([expect.objectContaining({ id, endedBecause: 'Revoked.' })]);
  });

  it('refuses what looks like a secret, and keeps nothing of it [ASVS 14.2.4]', async () => {
    const secret = 'Zk3-9fQ_a7Lx0-Tb2Vn8_Rw5Yc1-Hd6Mp4_Js9KeU2o';
    const refused = await add({ name: `Key ${secret}`, opens: `password: ${secret}` });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.fields).sort()).toEqual(['name', 'opens']);
    expect(refused.text).not.toContain(secret);
    for (const [table, text] of [
      ['journal_entry', await assay.database.sql`SELECT * FROM journal_entry`],
      ['credential', await assay.database.sql`SELECT * FROM credential`],
    ] as const) {
      expect([table, JSON.stringify(text).includes(secret)]).toEqual([table, false]);
    }
    expect(await engagement()).toMatchObject({ holdsCredentials: false });
  });

  it.each([
    [{ kind: 'magic' }, 'kind'],
    [{ name: '' }, 'name'],
    [{ opens: undefined }, 'opens'],
    [{ issuedOn: '2026-13-01' }, 'issuedOn'],
    [{ issuedOn: '2026-03-26' }, 'issuedOn'],
    [{ ownerId: '0198c2a0-0000-7000-8000-000000000000' }, 'ownerId'],
  ])('refuses %j', async (wrong, field) => {
    const { status, body } = await add(wrong);
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  it('shows a form that takes one, says what follows, and renews it', async () => {
    const browser = await assay.browser('analyst');
    const page = `/engagements/${engagementId}`;
    expect((await browser.get(page)).text).toContain('No credential is listed');
    const typed = { ...facts, name: 'sk-live-4eC39HqLyjWDarjtT1zdp7dc' };
    const refused = await browser.post(`${page}/credentials`, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('looks like the secret itself');
    expect(refused.text).not.toContain('4eC39HqLyjWDarjtT1zdp7dc');
    const added = await browser.post(`${page}/credentials`, facts);
    expect(added.status).toBe(303);
    const { text } = await browser.get(page);
    expect(text).toContain('Gateway production key');
    const [credential] = (await analyst.get<CredentialView[]>(list())).body;
    const own = `/credentials/${credential?.id}`;
    expect((await browser.get(own)).status).toBe(200);
    const renewed = { version: '1', rotatedOn: '' };
    expect((await browser.post(`${own}/rotation`, renewed)).status).toBe(303);
    const stale = await browser.post(own, { ...facts, version: '1' });
    expect(stale.text).toContain('changed this credential meanwhile');
    const ended = await browser.post(`${own}/ending`, { version: '2', reason: 'Revoked.' });
    expect(ended.status).toBe(303);
  });
});

describe('what looks like a secret', () => {
  it('is every random key of 24 bytes and more', () => {
    const bytes = fc.uint8Array({ minLength: 24, maxLength: 64 });
    fc.assert(
      fc.property(bytes, (key) => {
        const hex = Buffer.from(key).toString('hex');
        return looksSecret(`our key ${hex}`) || !/\d/.test(hex) || !/[a-f]/.test(hex);
      }),
      { seed: 5 },
    );
  });

  it.each([
    'Gateway production key',
    'Webhook https://hooks.meridian.example/vendors/corridor/events-2026',
    'Client 0198c2a0-5b7e-7000-8000-00000000abcd of the support desk',
    'arn:aws:iam::123456789012:role/CorridorReadOnly',
    'Rotates every 90 days; see runbook KB0012345',
    'The password of the service account svc-corridor',
  ])('is not %s', (text) => expect(looksSecret(text)).toBe(false));

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    'https://svc:hunter2secret@corridor.example',
    'password: hunter22',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig',
  ])('is %s', (text) => expect(looksSecret(text)).toBe(true));
});
