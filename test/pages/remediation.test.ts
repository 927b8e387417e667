import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts } from '../vendors/examples.js';
import { newestSecret } from '../portal/respondent.js';

describe('the page on which a vendor is asked for plans', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let analyst: Visitor;
  let page: string;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    analyst = await assay.browser('analyst');
    vendorId = await addVendor(staff);
    page = `/vendors/${vendorId}/remediation`;
  });
  afterAll(() => assay.close());

  const text = async (who = analyst) => (await who.get(page)).text;

  it('says what is missing first', async () => {
    expect(await text()).toContain('Nobody to ask yet');
    await staff.post(`/api/v1/vendors/${vendorId}/contacts`, contactFacts);
    expect(await text()).toContain('Nothing to ask about');
  });

  it('writes the letter about the findings that were chosen, and takes its link back', async () => {
    const raised = { vendorId, title: 'Dependencies are not pinned', severity: 'high' };
    const { body } = await staff.post<{ id: string }>('/api/v1/findings', raised);
    const [contact] = (await staff.get<{ id: string }[]>(`/api/v1/vendors/${vendorId}/contacts`))
      .body;
    expect(await text()).toContain('Dependencies are not pinned');
    const nothing = await analyst.post(page, { contactId: contact?.id });
    expect([nothing.status, nothing.text]).toEqual([
      422,
      expect.stringContaining('About which findings'),
    ]);
    const sent = await analyst.post(page, { contactId: contact?.id, findingIds: body.id });
    expect(sent.status).toBe(303);
    const shown = await text();
    expect(shown).toContain('Not opened yet');
    const secret = await newestSecret(staff, 'remediation');
    expect(secret).toHaveLength(43);
    expect(shown).not.toContain(secret);
    const [, revocation = ''] = /action="(\/remediation-requests\/[^"]+)"/.exec(shown) ?? [];
    const viewer = await assay.browser('viewer');
    expect(await text(viewer)).not.toContain('revocation');
    expect((await viewer.post(revocation)).status).toBe(403);
    expect((await analyst.post(revocation)).status).toBe(303);
    expect(await text()).toContain('Revoked');
    expect((await assay.stranger.get(`/remediation/${secret}`)).status).toBe(404);
  });
});
