import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';
import { confirmed, evidenceOf, offboardingAt } from './examples.js';

describe('the pages of an offboarding', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let browser: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-11-23T09:00:00Z');
    staff = await assay.api('analyst');
    browser = await assay.browser('analyst');
  });
  afterAll(() => assay.close());

  it('lead from the vendor through the checklist to its end', async () => {
    const vendorId = await addVendor(staff, { status: 'active', name: 'Corridor Gateway' });
    const page = `/vendors/${vendorId}`;
    expect((await browser.get('/offboardings')).text).toContain('No vendor is being offboarded');
    await staff.post(`/api/v1/vendors/${vendorId}/engagements`, engagementFacts);
    await staff.post(`/api/v1/vendors/${vendorId}/contacts`, contactFacts);
    await assay.settle();
    const before = (await browser.get(page)).text;
    expect(before).toContain(`${page}/offboarding`);
    expect(before).toContain('Send a questionnaire');
    expect((await browser.get(`${page}/offboarding`)).text).toContain('Start the offboarding');
    const past = await browser.post(`${page}/offboarding`, { dueOn: '2026-11-01' });
    expect([past.status, past.text.includes('is in the past')]).toEqual([422, true]);
    const started = await browser.post(`${page}/offboarding`, { ownerId: '', dueOn: '' });
    expect(started.status).toBe(303);
    await assay.settle();
    const own = (started.headers['location'] ?? '').split('?')[0] ?? '';
    const leaving = (await browser.get(page)).text;
    expect(leaving).toContain('2 of 4 steps done');
    expect(leaving).toContain('Go on with the offboarding');
    expect(leaving).not.toContain('Send a questionnaire');
    expect((await browser.get(`${page}/due`)).text).toContain('Called off');
    expect((await browser.get('/offboardings')).text).toContain('Corridor Gateway');

    const at = offboardingAt(staff, own.split('/').at(-1) ?? '');
    const version = async () => String((await at.read()).version);
    const form = `${own}/steps/data`;
    expect((await browser.get(form)).text).toContain('What became of our data?');
    const typed = { ...confirmed, version: await version() };
    const unshown = await browser.post(form, typed);
    expect(unshown.status).toBe(422);
    expect(unshown.text).toContain('Evidence of the vendor’s confirmation has to be attached.');
    expect(unshown.text).toContain('value="Rui Okafor, privacy officer"');
    const evidenceId = await evidenceOf(assay, staff, vendorId);
    expect((await browser.get(own)).text).toContain(
      `/vendors/${vendorId}/evidence/new?offboarding`,
    );
    expect((await browser.post(`${form}/evidence`, { evidenceId })).status).toBe(303);
    expect((await browser.post(form, typed)).status).toBe(303);
    const stale = await browser.post(`${own}/steps/certificate/not-needed`, {
      version: '1',
      reason: 'They never held data of ours.',
    });
    expect(stale.text).toContain('changed this offboarding meanwhile');
    const reason = { version: await version(), reason: 'They never held data of ours.' };
    expect((await browser.post(`${own}/steps/certificate/not-needed`, reason)).status).toBe(303);
    const ready = await browser.get(own);
    expect(ready.text).toContain('Complete the offboarding');
    expect(ready.text).toContain('They never held data of ours.');
    const done = await browser.post(`${own}/completion`, { version: await version() });
    expect(done.status).toBe(303);
    expect((await browser.get(own)).text).toContain('It does not change any more.');
    expect((await browser.get(page)).text).toContain('how it was offboarded');
  });

  it('take a certificate as one from the first, and say so where what is attached is none', async () => {
    const vendorId = await addVendor(staff, { status: 'active' });
    const begun = await staff.post<{ id: string }>(`/api/v1/vendors/${vendorId}/offboarding`, {});
    const page = `/offboardings/${begun.body.id}`;
    const browser = await assay.browser();
    const blank = await browser.get(
      `/vendors/${vendorId}/evidence/new?offboarding=${begun.body.id}&step=certificate`,
    );
    expect(blank.text).toMatch(/<option value="certificate" selected>/);
    const attach = async (kind: string) => {
      const evidenceIds = [await evidenceOf(assay, staff, vendorId, kind)];
      const said = await offboardingAt(staff, begun.body.id).say('certificate', {
        ...{ outcome: 'open', evidenceIds },
      });
      expect(said.status).toBe(204);
      return (await browser.get(page)).text;
    };
    expect(await attach('other')).toContain('What is attached is of another kind');
    expect(await attach('certificate')).toContain('The certificate is attached: look at it');
  });

  it('say what is missing to whoever may not act, and offer them nothing', async () => {
    const vendorId = await addVendor(staff, { status: 'active' });
    const { body } = await staff.post<{ id: string }>(
      `/api/v1/vendors/${vendorId}/offboarding`,
      {},
    );
    const viewer = await assay.browser('viewer');
    const { text } = await viewer.get(`/offboardings/${body.id}`);
    expect(text).toContain('The vendor has not confirmed it yet.');
    expect(text).not.toContain(`action="/offboardings/${body.id}`);
    const refused = await viewer.post(`/offboardings/${body.id}/completion`, { version: '1' });
    expect(refused.status).toBe(403);
  });
});
