import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type {
  FindingView,
  RemediationRequestView,
  RequestedFindingView,
} from '../../src/findings/index.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { Browser, nameOrganisation, newestSecret } from './respondent.js';

interface Refused {
  detail: string;
  fields?: Record<string, string>;
}

const plan = { plan: 'Lock files with hashes for all services.', plannedFor: '2027-01-15' };
const internal = 'Canary-7731 said among us';

describe('the link by which a vendor plans and resolves findings', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;
  let contactId: string;
  let finding: string;
  let other: string;
  let secret: string;
  let requestId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    await nameOrganisation(assay, 'Meridian Bank');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    vendorId = await addVendor(staff);
    const under = `/api/v1/vendors/${vendorId}`;
    contactId = (await staff.post<{ id: string }>(`${under}/contacts`, contactFacts)).body.id;
    const engagement = await staff.post<{ id: string }>(`${under}/engagements`, engagementFacts);
    finding = await raise('Dependencies are not pinned', engagement.body.id);
    other = await raise('Recordings are kept for ever');
    requestId = (await ask([finding])).body.id;
    secret = await newestSecret(staff, 'remediation');
  });

  const raise = async (title: string, engagementId?: string): Promise<string> => {
    const facts = { vendorId, title, severity: 'high', detail: internal };
    const { body } = await staff.post<{ id: string }>('/api/v1/findings', {
      ...facts,
      proposedRemediation: 'Pin every dependency by version and hash.',
      ...(engagementId ? { engagementId } : {}),
    });
    return body.id;
  };
  const ask = (findingIds: string[], more: object = {}) =>
    staff.post<{ id: string } & Refused>(`/api/v1/vendors/${vendorId}/remediation-requests`, {
      contactId,
      findingIds,
      message: 'Before the renewal, please.',
      ...more,
    });
  const requests = async () =>
    (await staff.get<RemediationRequestView[]>(`/api/v1/vendors/${vendorId}/remediation-requests`))
      .body;
  const read = async (id = finding) =>
    (await staff.get<FindingView>(`/api/v1/findings/${id}`)).body;
  const bearer = (token = secret) => ({ authorization: `Bearer ${token}` });
  const listed = (token = secret) =>
    assay.stranger.get<RequestedFindingView[]>('/api/v1/remediation/findings', bearer(token));
  const act = (method: 'put' | 'post', what: string, body: object, id = finding) =>
    assay.stranger[method]<Refused>(`/api/v1/remediation/findings/${id}/${what}`, body, {
      ...bearer(),
      'if-match': '"1"',
    });
  const opened = async (): Promise<Browser> => {
    const browser = new Browser(assay);
    const { headers } = await browser.post('/remediation/open', { token: secret });
    expect(headers['location']).toBe(`/remediation/r/${requestId}`);
    return browser;
  };
  const status = ({ status: code }: Reply) => code;

  it('opens what was asked about, and nothing else of the vendor', async () => {
    const { body } = await listed();
    expect(body).toEqual([
      expect.objectContaining({ id: finding, title: 'Dependencies are not pinned', state: 'open' }),
    ]);
    for (const id of [other, await raise('Another one')]) {
      const path = `/api/v1/remediation/findings/${id}`;
      expect(status(await assay.stranger.get(path, bearer()))).toBe(404);
      expect(status(await act('put', 'plan', plan, id))).toBe(404);
      expect(status(await act('post', 'resolution', { resolution: 'Done.' }, id))).toBe(404);
    }
    expect(await read(other)).toMatchObject({ state: 'open', version: 1 });
  });

  it('never shows what was said among us [ASVS 8.2.3]', async () => {
    const browser = await opened();
    expect((await browser.get(`/remediation/${secret}`)).text).not.toContain('Canary');
    const overview = `/remediation/r/${requestId}`;
    const pages = await Promise.all(
      [overview, `${overview}/findings/${finding}`].map((path) => browser.get(path)),
    );
    const letter = await staff.get<{ id: string }[]>('/api/v1/letters?size=1');
    const { text } = await staff.get(`/api/v1/letters/${letter.body[0]?.id}`);
    for (const shown of [...pages.map((page) => page.text), text, (await listed()).text]) {
      expect(shown).toContain('Dependencies are not pinned');
      expect(shown).not.toContain('Canary');
    }
  });

  it('takes a plan and what was done, as the vendor’s own word, with a file that shows it', async () => {
    const browser = await opened();
    const page = `/remediation/r/${requestId}/findings/${finding}`;
    expect(status(await browser.post(`${page}/plan`, { version: '1', ...plan }))).toBe(303);
    expect(await read()).toMatchObject({
      state: 'planned',
      ...plan,
      plannedBy: 'Rui Okafor',
      plannedByKind: 'respondent',
    });
    const sent = await sendForm(
      { assay, headers: bearer() },
      `/api/v1/remediation/findings/${finding}/evidence`,
      { title: 'A build that refuses a changed package' },
      { name: 'build.txt', content: textOf(200) },
    );
    expect(sent.status).toBe(201);
    expect((await browser.get(page)).text).toContain('A build that refuses a changed package');
    const resolution = { version: '2', resolution: 'In force for all services.' };
    expect(status(await browser.post(`${page}/resolution`, resolution))).toBe(303);
    expect(await read()).toMatchObject({ state: 'resolved', resolvedByKind: 'respondent' });
    const proof = await staff.get<object[]>(`/api/v1/findings/${finding}/evidence`);
    expect(proof.body).toEqual([expect.objectContaining({ givenBy: 'Rui Okafor' })]);
    expect((await browser.get(page)).text).toContain('Waits to be verified');
  });

  it('says what is wrong, and keeps what was typed', async () => {
    const browser = await opened();
    const page = `/remediation/r/${requestId}/findings/${finding}`;
    const late = { version: '1', plan: 'Soon, we think', plannedFor: '2026-11-22' };
    const refused = await browser.post(`${page}/plan`, late);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('By when is in the past.');
    expect(refused.text).toContain('Soon, we think');
    expect(await read()).toMatchObject({ state: 'open', version: 1 });
    await act('put', 'plan', plan);
    const stale = await browser.post(`${page}/plan`, { version: '1', ...plan });
    expect(stale.status).toBe(422);
  });

  it('cannot do what only we do', async () => {
    await act('post', 'resolution', { resolution: 'Done.' });
    for (const what of ['verification', 'reopening', 'acceptances'])
      expect([403, 404]).toContain(status(await act('post', what, { reason: 'x' })));
    expect(status(await assay.stranger.get('/api/v1/findings', bearer()))).toBe(401);
    const path = `/api/v1/remediation/findings/${finding}/evidence`;
    const { version } = await read();
    const verified = { verification: 'Seen.' };
    const headers = { 'if-match': `"${version}"` };
    await staff.post(`/api/v1/findings/${finding}/verification`, verified, headers);
    const file = { name: 'late.txt', content: textOf(20) };
    expect((await sendForm({ assay, headers: bearer() }, path, {}, file)).status).toBe(409);
  });

  it('looks without effect, and dies with revocation and with time, all alike [ASVS 7.2.3]', async () => {
    const stranger = new Browser(assay);
    for (let looks = 0; looks < 20; looks += 1) await stranger.get(`/remediation/${secret}`);
    expect(await requests()).toEqual([expect.objectContaining({ standing: 'sent', findings: 1 })]);
    const browser = await opened();
    expect(await requests()).toEqual([expect.objectContaining({ standing: 'opened' })]);
    const overview = `/remediation/r/${requestId}`;
    const dead = (await stranger.get('/remediation/nonsense')).text;
    const foreign = await stranger.get(overview);
    expect([foreign.status, foreign.text]).toEqual([404, dead]);
    for (let tries = 0; tries < 300; tries += 1) {
      expect((await listed(randomBytes(32).toString('base64url'))).status).toBe(401);
    }
    expect((await staff.delete(`/api/v1/remediation-requests/${requestId}`)).status).toBe(204);
    for (const path of [overview, `/remediation/${secret}`]) {
      const { status: code, text } = await browser.get(path);
      expect([code, text]).toEqual([404, dead]);
    }
    expect((await listed()).status).toBe(401);
    expect((await staff.delete(`/api/v1/remediation-requests/${requestId}`)).status).toBe(409);
    await ask([finding]);
    const second = await newestSecret(staff, 'remediation');
    assay.clock.set('2027-03-01T00:00:00Z');
    expect((await listed(second)).status).toBe(401);
  });

  it('is sent about open findings of this vendor only, to a contact of it', async () => {
    await act('post', 'resolution', { resolution: 'Done.' });
    const elsewhere = await addVendor(staff);
    const foreign = await staff.post<{ id: string }>('/api/v1/findings', {
      vendorId: elsewhere,
      title: 'Of another vendor',
      severity: 'low',
    });
    const problem = 'has one that is not an open finding of this vendor';
    for (const ids of [[finding], [other, foreign.body.id], ['nonsense']]) {
      expect((await ask(ids)).body.fields).toEqual({ findingIds: problem });
    }
    expect((await ask([])).body.fields).toEqual({ findingIds: 'names none: choose at least one' });
    const stranger = await staff.post<{ id: string }>(`/api/v1/vendors/${elsewhere}/contacts`, {
      ...contactFacts,
    });
    const refused = await ask([other], { contactId: stranger.body.id });
    expect(refused.body.fields).toEqual({ contactId: 'is not a contact of this vendor' });
    expect(await requests()).toHaveLength(1);
  });
});
