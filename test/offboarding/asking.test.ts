import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JournalQueries } from '../../src/journal/index.js';
import type {
  ConfirmationView,
  LeavingView,
  OffboardingRequestView,
} from '../../src/offboarding/index.js';
import { formOf, sendForm, textOf } from '../evidence/files.js';
import { askedAbout } from '../incidents/examples.js';
import { Browser, newestSecret, publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts } from '../vendors/examples.js';
import { offboardingAt } from './examples.js';

interface Made {
  id: string;
}
const said = {
  dataWas: 'deleted',
  doneOn: '2026-11-20',
  method: 'Deleted from production and replicas; the keys are destroyed.',
  backupsUntil: '2026-12-20',
  remains: '',
  confirmedBy: 'Rui Okafor, privacy officer',
};

describe('what a vendor that is left confirms by its own link', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;
  let contactId: string;
  let at: ReturnType<typeof offboardingAt>;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    vendorId = await addVendor(staff, { status: 'active' });
    const contact = await staff.post<Made>(`/api/v1/vendors/${vendorId}/contacts`, contactFacts);
    contactId = contact.body.id;
    const begun = await staff.post<Made>(`/api/v1/vendors/${vendorId}/offboarding`, {});
    at = offboardingAt(staff, begun.body.id);
  });

  const ask = async (facts: object = {}) => {
    const { status, body } = await staff.post<Made>(`${at.path}/requests`, { contactId, ...facts });
    expect(status).toBe(201);
    return { id: body.id, secret: await newestSecret(staff, 'offboarding') };
  };
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const api = '/api/v1/offboarding-answering';
  const read = (secret: string) => assay.stranger.get<LeavingView>(api, bearer(secret));
  const confirm = (secret: string, facts: object = said) =>
    assay.stranger.post<Made>(`${api}/confirmations`, facts, bearer(secret));
  const requests = async () =>
    (await staff.get<OffboardingRequestView[]>(`${at.path}/requests`)).body;
  const confirmations = async () =>
    (await staff.get<ConfirmationView[]>(`${at.path}/confirmations`)).body;
  const opened = async (secret: string) => {
    const browser = new Browser(assay);
    const { headers } = await browser.post('/offboarding/open', { token: secret });
    return { browser, page: String(headers['location']) };
  };

  it('leads from the letter over a phone’s pages to a step that somebody here signs off', async () => {
    const { secret } = await ask({ message: 'Within 30 days, as agreed.' });
    for (let looks = 0; looks < 5; looks += 1) await assay.stranger.get(`/offboarding/${secret}`);
    expect(await requests()).toMatchObject([{ standing: 'sent', isLive: true }]);
    const landing = await assay.stranger.get(`/offboarding/${secret}`);
    expect(landing.text).toContain('Within 30 days, as agreed.');
    const { browser, page } = await opened(secret);
    expect((await browser.get(page)).text).toContain('1. What became of the data?');
    const refused = await browser.post(page, { ...said, doneOn: '2026-11-24', method: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('How it was done is missing.');
    expect((await browser.post(page, { ...said, doneOn: '2026-11-24' })).text).toContain(
      'The day on which that was done is in the future.',
    );
    expect((await browser.post(page, said)).status).toBe(303);
    expect((await browser.get(page)).text).toContain('What you confirmed');
    expect(await requests()).toMatchObject([{ standing: 'answered' }]);
    expect(await at.step('data')).toMatchObject({ state: 'open' });

    const door = { assay, headers: bearer(secret) };
    const file = { name: 'certificate.txt', content: textOf(90) };
    const given = await sendForm(door, `${api}/evidence`, { kind: 'certificate' }, file);
    expect(given.status).toBe(201);
    const desk = await assay.browser('analyst');
    const shown = (await desk.get(`/offboardings/${at.path.split('/').at(-1)}`)).text;
    expect(shown).toContain('Deleted from production and replicas');
    expect(shown).toContain('and with the certificate they gave');
    const [accept = ''] = /\/offboarding-confirmations\/[^"]+\/acceptance/.exec(shown) ?? [];
    expect((await desk.post(accept)).status).toBe(303);
    expect(await at.step('data')).toMatchObject({
      ...{ state: 'done', dataWas: 'deleted', confirmedBy: said.confirmedBy, isConfirmed: true },
      ...{ confirmedOn: '2026-11-23', note: expect.stringContaining('20 Dec 2026') },
    });
    expect(await at.step('certificate')).toMatchObject({
      state: 'done',
      evidence: [{ id: given.body.id, kind: 'certificate' }],
    });
    expect((await confirm(secret)).status).toBe(409);
    expect((await at.complete()).status).toBe(204);
    expect((await read(secret)).status).toBe(401);
    expect((await browser.get(page)).status).toBe(404);
    const id = at.path.split('/').at(-1) ?? '';
    const { items } = await assay.app
      .get(JournalQueries)
      .page({ subjectIds: [id], sights: 'none' });
    expect(items.map(({ action }) => action).reverse()).toEqual([
      'offboarding.started',
      'offboarding.requested',
      'offboarding.confirmed',
      'offboarding.step-settled',
      'offboarding.step-settled',
      'offboarding.confirmation-accepted',
      'offboarding.completed',
    ]);
    const history = await desk.get(`/vendors/${vendorId}/history?kind=offboarding`);
    expect(history.text).toContain('The vendor confirmed that our data was deleted');
    expect(history.text).toContain('Offboarding completed');
  });

  it('is asked for again with what is still wanted, and only the last one counts', async () => {
    const first = await ask();
    const { body } = await confirm(first.secret);
    const because = { because: 'Please say what happens to your backups.' };
    const back = `/api/v1/offboarding-confirmations/${body.id}/return`;
    expect((await staff.post(back, because)).status).toBe(204);
    expect((await staff.post(back, because)).status).toBe(409);
    expect((await read(first.secret)).status).toBe(401);
    const second = await newestSecret(staff, 'offboarding');
    const { browser, page } = await opened(second);
    expect((await browser.get(page)).text).toContain(because.because);
    const again = await confirm(second, { ...said, remains: 'Invoices until 2036.' });
    const accept = (id: string) =>
      staff.post(`/api/v1/offboarding-confirmations/${id}/acceptance`, undefined);
    expect((await accept(body.id)).status).toBe(409);
    const raced = await Promise.all([accept(again.body.id), accept(again.body.id)]);
    expect(raced.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await at.say('data', { outcome: 'open' })).status).toBe(204);
    expect(await at.step('data')).toMatchObject({ state: 'open' });
    expect((await accept(again.body.id)).status).toBe(204);
    expect((await confirmations()).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('ends when it is revoked, sent again, or the vendor is in use again', async () => {
    const first = await ask();
    const second = await ask();
    expect((await read(first.secret)).status).toBe(401);
    const { browser, page } = await opened(second.secret);
    const resent = `/api/v1/offboarding-requests/${second.id}/resending`;
    expect((await staff.post(resent, undefined)).status).toBe(201);
    expect((await browser.get(page)).status).toBe(404);
    const third = await newestSecret(staff, 'offboarding');
    const [live] = await requests();
    expect((await staff.delete(`/api/v1/offboarding-requests/${live?.id}`)).status).toBe(204);
    expect((await staff.delete(`/api/v1/offboarding-requests/${live?.id}`)).status).toBe(409);
    expect((await confirm(third)).status).toBe(401);
    const fourth = await ask();
    const { body, headers } = await staff.get<object>(`/api/v1/vendors/${vendorId}`);
    const inUse = { ...body, status: 'active' };
    const facts = Object.fromEntries(
      Object.entries(inUse).filter(([name]) =>
        ['name', 'legalName', 'website', 'country', 'description', 'status', 'ownerId'].includes(
          name,
        ),
      ),
    );
    const etag = { 'if-match': headers['etag'] ?? '' };
    expect((await staff.put(`/api/v1/vendors/${vendorId}`, facts, etag)).status).toBe(204);
    await assay.settle();
    expect((await read(fourth.secret)).status).toBe(401);
    expect((await assay.stranger.get(`/offboarding/${fourth.secret}`)).text).toBe(
      (await assay.stranger.get('/offboarding/nonsense')).text,
    );
  });

  it('takes no more than people need: each is kept for good, and told to whoever listens', async () => {
    const { secret } = await ask();
    const codes: number[] = [];
    for (let times = 0; times < 51; times += 1) codes.push((await confirm(secret)).status);
    expect(codes).toEqual([...Array.from({ length: 50 }, () => 201), 409]);
    expect(await confirmations()).toHaveLength(50);
  });

  it('opens nothing of another vendor, and asks nobody who is not theirs [ASVS 8.2.2]', async () => {
    const mine = await ask();
    const { page } = await opened(mine.secret);
    const elsewhere = await addVendor(staff, { status: 'active' });
    const other = await staff.post<Made>(`/api/v1/vendors/${elsewhere}/contacts`, contactFacts);
    const foreign = await staff.post(`${at.path}/requests`, { contactId: other.body.id });
    expect(foreign.status).toBe(422);
    await staff.post(`/api/v1/vendors/${elsewhere}/offboarding`, {});
    const theirs = await staff.get<Made>(`/api/v1/vendors/${elsewhere}/offboarding`);
    at = offboardingAt(staff, theirs.body.id);
    contactId = other.body.id;
    const { browser, page: own } = await opened((await ask()).secret);
    expect((await browser.get(own)).status).toBe(200);
    expect((await browser.get(page)).status).toBe(404);
    expect((await browser.post(page, said)).status).toBe(404);
  });

  it('outlives the end of access, which ends every other link of the vendor for good', async () => {
    const sent = await send(staff, await publish(assay, sample));
    const about = await staff.get<{ vendorId: string }>(`/api/v1/assessments/${sent.assessmentId}`);
    vendorId = about.body.vendorId;
    const contacts = await staff.get<Made[]>(`/api/v1/vendors/${vendorId}/contacts`);
    contactId = contacts.body[0]?.id ?? '';
    const raised = { vendorId, title: 'Not pinned', severity: 'high' };
    const finding = await staff.post<Made>('/api/v1/findings', raised);
    const plea = { contactId, findingIds: [finding.body.id] };
    await staff.post(`/api/v1/vendors/${vendorId}/remediation-requests`, plea);
    const remedy = await newestSecret(staff, 'remediation');
    const incident = await staff.post<Made>('/api/v1/incidents', {
      ...{ title: 'Poisoned releases', kind: 'malware', packages: [{ name: 'litellm' }] },
    });
    await askedAbout(assay, staff, incident.body.id, vendorId);
    const outreach = await newestSecret(staff, 'incident');
    const begun = await staff.post<Made>(`/api/v1/vendors/${vendorId}/offboarding`, {});
    at = offboardingAt(staff, begun.body.id);
    const own = await ask();

    const apis = {
      [sent.secret]: '/api/v1/answering',
      [remedy]: '/api/v1/remediation/findings',
      [outreach]: '/api/v1/incident-answering',
    };
    const pages = { [sent.secret]: 'answer', [remedy]: 'remediation', [outreach]: 'incident' };
    const browsers = new Map<string, { browser: Browser; page: string }>();
    for (const [secret, path] of Object.entries(pages)) {
      const browser = new Browser(assay);
      const { headers } = await browser.post(`/${path}/open`, { token: secret });
      browsers.set(secret, { browser, page: String(headers['location']) });
    }
    const statuses = async () => {
      const found: number[] = [];
      for (const [secret, path] of Object.entries(apis)) {
        const { browser, page } = browsers.get(secret) ?? {
          browser: new Browser(assay),
          page: '/',
        };
        found.push(
          (await assay.stranger.get(path, bearer(secret))).status,
          (await assay.stranger.get(`/${pages[secret]}/${secret}`)).status,
          (await browser.get(page)).status,
        );
      }
      return found;
    };
    expect(await statuses()).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200]);
    expect(await at.step('access')).toMatchObject({
      links: { invitations: 1, remediation: 1, outreach: 1 },
    });
    expect(await at.endAccess()).toMatchObject({ status: 200, body: { revoked: 3 } });
    expect(await statuses()).toEqual([401, 404, 404, 401, 404, 404, 401, 404, 404]);
    expect((await confirm(own.secret)).status).toBe(201);
    const form = formOf({}, { name: 'late.txt', content: textOf(40) });
    const late = await assay.send({
      ...{ method: 'POST', url: '/api/v1/answering/questions/a.yes/evidence' },
      ...{ payload: form.payload, headers: { ...form.headers, ...bearer(sent.secret) } },
    });
    expect(late.status).toBe(401);
  });
});
