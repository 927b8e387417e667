import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../../src/platform/config/index.js';
import { keysIn } from '../../src/platform/keys/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, vendorFacts } from '../vendors/examples.js';

describe('the page of the journal', () => {
  let assay: TestAssay;
  let viewer: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    viewer = await assay.browser('viewer');
    const analyst = await assay.api('analyst');
    vendorId = await addVendor(analyst);
    const facts = { ...vendorFacts, name: 'Corridor <Two>' };
    await analyst.put(`/api/v1/vendors/${vendorId}`, facts, { 'if-match': '"1"' });
  });
  afterAll(() => assay.close());

  it('shows number, last hash and how to check it', async () => {
    const { text } = await viewer.get('/journal');
    expect(text).toMatch(/data-copy="[0-9a-f]{64}"/);
    expect(text).toContain('npm run assay -- journal verify');
  });

  it('shows an entry with before and after, others’ words only as text', async () => {
    const { text } = await viewer.get(`/journal?subjectKind=vendor&subjectId=${vendorId}`);
    expect(text).toContain('Vendor changed');
    expect(text).toContain(`<a href="/vendors/${vendorId}">Corridor &lt;Two&gt;</a>`);
    expect(text).toContain(
      `<td data-label="Before">${vendorFacts.name}</td><td data-label="After">Corridor &lt;Two&gt;</td>`,
    );
    expect(text).not.toContain('Website');
  });

  it('narrows by its links and says when nothing is left', async () => {
    const { text } = await viewer.get('/journal?action=vendor.sold');
    expect(text).toContain('Nothing found');
    expect(text).toContain('value="vendor.sold"');
    const words = await viewer.get('/journal?q=two%20CORRIDOR');
    expect(words.text).toContain('Corridor &lt;Two&gt;');
    expect(words.text).toContain('value="two CORRIDOR"');
    const done = await viewer.get('/journal?q=VENDOR%20changed');
    expect(done.text).toContain('Vendor changed');
    expect(done.text).not.toContain('Vendor created');
  });

  it('finds what was done in a period, and keeps the days where they were typed', async () => {
    const of = (from: string, to: string) =>
      viewer.get(`/journal?q=&action=vendor.created&from=${from}&to=${to}`);
    const today = assay.clock.now().toISOString().slice(0, 10);
    const found = await of(today, '');
    expect(found.text).toContain('Vendor created: <a href="/vendors/');
    expect(found.text).toContain(`value="${today}"`);
    expect((await of('', '2020-12-31')).text).toContain('Nothing found');
    expect((await of('yesterday', '')).status).toBe(422);
  });

  it('says of what has a name how it is called, here and on the dashboard', async () => {
    const links = (text: string) =>
      text.includes(`<a href="/vendors/${vendorId}">Corridor &lt;Two&gt;</a>`);
    expect(links((await viewer.get('/journal?q=vendor%20changed')).text)).toBe(true);
    expect(links((await viewer.get('/')).text)).toBe(true);
    const keeper = await assay.api();
    const person = { email: 'rui@corridor.example' };
    await keeper.post(`/api/v1/vendors/${vendorId}/contacts`, { ...person, name: 'Rui Okafor' });
    await keeper.post('/api/v1/person-erasures', { ...person, confirmation: person.email });
    const hold = { subjectKind: 'vendor', subjectId: vendorId, reason: 'A claim.' };
    await keeper.post('/api/v1/legal-holds', hold);
    const policy = '/api/v1/policies/keeping';
    const { body, headers } = await keeper.get<{ figures: Record<string, { now: number }> }>(
      policy,
    );
    const now = Object.entries(body.figures).map(([key, figure]) => [key, figure.now]);
    const figures = { ...(Object.fromEntries(now) as object), contacts: 3 };
    const put = await keeper.put(policy, { figures }, { 'if-match': headers['etag'] ?? '*' });
    expect(put.status).toBe(204);
    const { text } = await viewer.get('/journal');
    const said = text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
    expect(said).toContain('Policy changed: Keeping less, all about it');
    expect(said).toContain('Content purged: Contacts of vendors, all about it');
    expect(said).toContain('Legal hold placed: Corridor &lt;Two&gt;, all about it');
    expect(said).toContain('A person’s data erased, all about it');
    expect(said).not.toContain(': this ');
    const title = 'Poisoned releases of a gateway that many of our vendors use';
    const news = { title, kind: 'malware', packages: [{ name: 'litellm' }] };
    expect((await keeper.post('/api/v1/incidents', news)).status).toBe(201);
    const { text: dashboard } = await viewer.get('/');
    expect(dashboard).toContain(`I-1, ${title}`);
    expect(dashboard).not.toContain('…');
  });

  it('goes from page to page', async () => {
    const first = await viewer.get('/journal?size=1');
    const next = /rel="next" href="([^"]+)"/
      .exec(first.text)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const second = await viewer.get(next ?? '');
    expect(second.status).toBe(200);
    expect(second.text).toContain('rel="prev"');
  });

  it('refuses a filter that is too long', async () => {
    expect((await viewer.get(`/journal?action=${'x'.repeat(101)}`)).status).toBe(422);
  });

  it('says where it is another than the checkpoint beside the keys, until somebody accepts it', async () => {
    const signer = await assay.browser('administrator');
    const folder = assay.app.get(Config).data;
    const beside = join(keysIn(folder), 'checkpoint.txt');
    expect((await viewer.get('/journal/checkpoints')).text).not.toContain('was signed last');
    await signer.post('/journal/checkpoints');
    const kept = readFileSync(beside, 'utf8');
    writeFileSync(beside, kept.replace(/\n\d+\n/, '\n999999\n'));
    for (const page of ['/journal', '/']) {
      expect((await viewer.get(page)).text).toContain('kept beside the keys, is not met');
    }
    const { text } = await viewer.get('/journal/checkpoints');
    expect(text).toContain('speaks of 999999 entries. The journal has fewer');
    expect(text).not.toContain('Go on with this journal');
    const at = '/journal/checkpoints/acceptance';
    expect((await viewer.post(at, { reason: 'Mine.' })).status).toBe(403);
    const blank = await signer.post(at, { reason: '' });
    expect([blank.status, blank.text.includes('Go on with this journal')]).toEqual([422, true]);
    const reason = 'Restored from the backup of Tuesday.';
    expect((await signer.post(at, { reason })).status).toBe(303);
    expect((await viewer.get('/journal?q=accepted')).text).toContain(reason);
    expect((await viewer.get('/journal')).text).not.toContain('is not met');
    expect((await signer.post(at, { reason })).status).toBe(422);
    expect(readFileSync(beside, 'utf8')).not.toContain('999999');
  });
});
