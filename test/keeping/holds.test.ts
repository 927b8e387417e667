import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forGood, Purging, type HoldView, type KeptOfVendorView } from '../../src/keeping/index.js';
import { draft, prepare, send } from '../assessments/trip.js';
import { newVendor, sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

describe('keeping less', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());

  const night = async () => {
    await assay.app.get(Purging).look();
    await assay.settle();
  };
  const later = async (days: number) => {
    assay.clock.advanceDays(days);
    staff = await assay.api();
  };
  const give = async (vendorId: string) => {
    const door = { assay, headers: staff.headers };
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const file = { name: 'soc2.txt', content: textOf(500) };
    return (await sendForm(door, url, { title: 'SOC 2', expiresOn: '2026-11-24' }, file)).body.id;
  };
  const statusOf = async (id: string) => (await staff.get(`/api/v1/evidence/${id}/file`)).status;
  const hold = async (subjectKind: string, subjectId: string) => {
    const facts = { subjectKind, subjectId, reason: 'A claim is pending.' };
    const { status, body } = await staff.post<{ id: string }>('/api/v1/legal-holds', facts);
    expect(status).toBe(201);
    return body.id;
  };

  it('is told by kind: why, how long, until when, and what goes next', async () => {
    const { status, body } = await staff.get<{ code: string }[]>('/api/v1/kept-kinds');
    expect(status).toBe(200);
    for (const kind of body) {
      expect(kind).toMatchObject({
        what: expect.stringMatching(/\.$/),
        purpose: expect.stringMatching(/\.$/),
        basis: expect.stringMatching(/\.$/),
        starts: expect.stringMatching(/\.$/),
        stays: expect.stringMatching(/\.$/),
        periods: expect.arrayContaining([
          { label: expect.any(String), months: expect.any(Number) },
        ]),
      });
    }
    const vendorId = await newVendor(staff);
    await give(vendorId);
    const { body: kept } = await staff.get<KeptOfVendorView[]>(`/api/v1/vendors/${vendorId}/kept`);
    expect(kept).toEqual([
      {
        ...{ code: 'evidence', title: 'Evidence files', kept: 1, running: 1, held: 0, due: 0 },
        until: '2029-11-24',
      },
    ]);
  });

  it('waits for a legal hold on a vendor or on one piece, and goes on once it is released', async () => {
    const vendorId = await newVendor(staff, 'Held');
    const [free, one] = [await give(vendorId), await give(vendorId)];
    const heldVendor = await newVendor(staff, 'Held whole');
    const two = await give(heldVendor);
    const holds = [await hold('evidence', one), await hold('vendor', heldVendor)];
    await later(4 * 366);
    await night();
    expect(await Promise.all([free, one, two].map(statusOf))).toEqual([410, 200, 200]);
    const { body: kept } = await staff.get<KeptOfVendorView[]>(`/api/v1/vendors/${vendorId}/kept`);
    expect(kept).toMatchObject([
      { code: 'evidence', kept: 1, held: 1, due: 0 },
      { code: 'hold-reasons', kept: 1, running: 0 },
    ]);
    for (const id of holds) {
      const url = `/api/v1/legal-holds/${id}`;
      const { body } = await staff.get<HoldView>(url);
      expect(body).toMatchObject({ reason: 'A claim is pending.', owner: 'Test administrator' });
      const release = () =>
        staff.post(`${url}/release`, { because: 'Settled.' }, { 'if-match': '"1"' });
      expect((await release()).status).toBe(204);
      expect((await release()).status).toBe(409);
      const change = assay.database.transaction(
        () => assay.database.sql`UPDATE legal_hold SET reason = 'x' WHERE id = ${id}`,
      );
      await expect(change).rejects.toThrow(/never changes/);
    }
    await night();
    expect(await Promise.all([one, two].map(statusOf))).toEqual([410, 410]);
    const { body: journal } = await staff.get<{ action: string }[]>(
      '/api/v1/journal?subjectKind=legal_hold',
    );
    const actions = journal.map(({ action }) => action).sort();
    expect(actions).toEqual(['hold.placed', 'hold.placed', 'hold.released', 'hold.released']);
  });

  it('of an assessment keeps who was asked and what was written to them', async () => {
    const ids = await prepare(assay, staff);
    const id = await draft(staff, ids, { dueOn: assay.clock.today() });
    await send(staff, id);
    const holdId = await hold('assessment', id);
    const { headers } = await staff.get(`/api/v1/vendors/${ids.vendorId}`);
    const left = { ...vendorFacts, status: 'rejected' };
    await staff.put(`/api/v1/vendors/${ids.vendorId}`, left, { 'if-match': headers['etag'] ?? '' });
    await later(600);
    await night();
    const named = async () =>
      (await staff.get<{ name: string }>(`/api/v1/contacts/${ids.contactId}`)).body.name;
    const letters = async () =>
      assay.database.sql<
        object[]
      >`SELECT id FROM letter WHERE about_id = ${id} AND purged_at IS NULL`;
    expect([await named(), (await letters()).length]).toEqual(['Rui Okafor', 1]);
    const because = { because: 'Over.' };
    await staff.post(`/api/v1/legal-holds/${holdId}/release`, because, { 'if-match': '"1"' });
    await night();
    expect([await named(), (await letters()).length]).toEqual(['Purged', 0]);
  });

  it('refuses a hold on what is not here, and one nobody owns', async () => {
    const nowhere = '01a00000-0000-7000-8000-000000000000';
    const place = (facts: object) =>
      staff.post<{ fields: object }>('/api/v1/legal-holds', { reason: 'x', ...facts });
    const [evidence, owner] = [
      await place({ subjectKind: 'evidence', subjectId: nowhere }),
      await place({ subjectKind: 'vendor', subjectId: await newVendor(staff), ownerId: nowhere }),
    ];
    expect(evidence.body.fields).toEqual({ subjectId: 'is no evidence that is here' });
    expect(owner.body.fields).toEqual({ ownerId: 'is nobody who has access here' });
    const analyst = await assay.api('analyst');
    expect((await analyst.get('/api/v1/legal-holds')).status).toBe(403);
  });

  it('has pages: what is kept, holds, and those of a vendor', async () => {
    const browser = await assay.browser();
    const vendorId = await newVendor(staff, 'Paged');
    await give(vendorId);
    const facts = { subjectKind: 'vendor', subjectId: vendorId, ownerId: browser.userId };
    expect((await browser.get('/kept')).text).toContain(forGood.decisions.why);
    const refused = await browser.post('/kept/holds', { ...facts, reason: '' });
    expect([refused.status, /Why it must be kept is (empty|missing)/.test(refused.text)]).toEqual([
      422,
      true,
    ]);
    expect(refused.text).toContain('Paged. Another: the address of its page');
    const unknown = await browser.post('/kept/holds', { ...facts, subjectId: 'Paged' });
    expect(unknown.text).toContain('Which one is not the address of a page here: open that page');
    const subjectId = `http://127.0.0.1:3000/vendors/${vendorId}/kept`;
    const placed = await browser.post('/kept/holds', { ...facts, subjectId, reason: 'A claim.' });
    expect(placed.status).toBe(303);
    for (const page of ['/kept', `/vendors/${vendorId}/kept`]) {
      const { status, text } = await browser.get(page);
      expect([page, status, text.includes('A claim.')]).toEqual([page, 200, true]);
      expect(text).toContain('Evidence files');
    }
    const at = placed.headers['location'] ?? '';
    const released = await browser.post(`${at}/release`, { version: '1', because: 'Settled.' });
    expect(released.status).toBe(303);
    expect((await browser.get(at)).text).toContain('Settled.');
  });
});
