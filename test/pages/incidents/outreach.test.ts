import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openIncident, takeList } from '../../incidents/examples.js';
import { formsIn } from '../../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../../vendors/examples.js';

describe('the pages of outreach and rotations', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let person: Visitor;
  let at: string;
  let hit: string;
  let quiet: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    person = await assay.browser('analyst');
    hit = await addVendor(staff, { name: 'Corridor Gateway', status: 'active' });
    quiet = await addVendor(staff, { name: 'Quiet Quarter', status: 'active' });
    await staff.post(`/api/v1/vendors/${hit}/contacts`, contactFacts);
    const { body } = await staff.post<{ id: string }>(
      `/api/v1/vendors/${hit}/engagements`,
      engagementFacts,
    );
    const credential = { kind: 'api_key', name: 'Gateway production key', opens: 'Sends prompts.' };
    await staff.post(`/api/v1/engagements/${body.id}/credentials`, credential);
    await takeList(assay, hit, ['1.82.7']);
    at = `/incidents/${await openIncident(assay, staff, { summary: 'Two releases stole keys.' })}`;
    await assay.settle();
  });
  afterAll(() => assay.close());

  const following = async (reply: Reply): Promise<string> => {
    expect([reply.status, reply.text]).toEqual([303, '']);
    await assay.settle();
    return (await person.get(reply.headers['location'] ?? '')).text;
  };

  it('show who would be written to and who cannot be, before anything is sent', async () => {
    expect((await person.get(`${at}/outreach`)).text).toContain('Nobody was asked yet');
    expect((await person.get(at)).text).toContain('/outreach/new?standings&#x3D;never_asked');
    const blank = (await person.get(`${at}/outreach/new`)).text;
    expect(blank).toContain('Affected (1)');
    expect(blank).toContain('Never asked (1)');
    const { text } = await person.get(
      `${at}/outreach/new?standings=affected&standings=never_asked`,
    );
    expect(text).toContain('1 vendor is written to');
    expect(text).toContain('1 vendor has nobody to write to.');
    expect(text).toMatch(/must not name another vendor:[^]*Two releases stole keys\./);
    expect(text).toContain('rui@corridor.example');
    expect(text).toContain('Quiet Quarter');
    expect(text).toContain('24 hours');
    expect((await person.get(`${at}/outreach`)).text).toContain('Nobody was asked yet');
  });

  it('send the letters, and show how far each vendor came, the late ones first', async () => {
    const ask = `${at}/outreach/new?standings=affected&standings=never_asked`;
    const form = formsIn((await person.get(ask)).text).find(
      ({ action }) => action === `${at}/outreach`,
    );
    const text = await following(
      await person.post(`${at}/outreach`, { ...form?.fields, message: 'We pause prompts.' }),
    );
    expect(text).toMatch(/0 of \d vendors? ha(s|ve) answered/);
    expect(text).toContain('Not opened yet');
    expect(text).toContain('We pause prompts.');
    expect(text).not.toContain('<h2 id="late">');
    assay.clock.advance(30 * 3_600_000);
    person = await assay.browser('analyst');
    const late = (await person.get(`${at}/outreach`)).text;
    expect(late).toMatch(/<h2 id="late">Late<\/h2>[^]*Corridor Gateway[^]*6 hours late/);
    expect((await person.get(at)).text).toContain('Chase those whose answer is late');
    const [, request = ''] = /href="(\/outreach-requests\/[0-9a-f-]+)"/.exec(late) ?? [];
    expect((await person.get(request)).status).toBe(200);
    expect((await person.get(`${at}/outreach?state=answered`)).text).toContain('None fits.');
    expect((await person.get(`${at}/vendors/${hit}`)).text).toContain('6 hours late');
    expect((await person.get(`${at}/vendors/${quiet}`)).status).toBe(200);
  });

  it('refuse to ask nobody', async () => {
    const refused = await person.post(`${at}/outreach`, { message: 'Typed before' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Whom do we ask?');
  });

  it('list what is to be renewed, and lead to its sign-off', async () => {
    const { text } = await person.get(`${at}/rotations`);
    expect(text).toContain('0 of 1 credential is renewed, 1 to go');
    expect(text).toContain('Gateway production key');
    expect(text).toContain('Sends prompts.');
    expect((await person.get(at)).text).toContain('Renew 1 credential');
    const [, rotation = ''] = /href="(\/rotations\/[0-9a-f-]+)"/.exec(text) ?? [];
    const colleague = (await assay.api('approver')).userId;
    const opened = (await person.get(rotation)).text;
    expect(opened).toContain('cannot be marked as not needed while the vendor is affected');
    const owner = formsIn(opened).find(({ action }) => action.endsWith('/owner'));
    const handed = { ...owner?.fields, ownerId: colleague };
    expect(await following(await person.post(`${rotation}/owner`, handed))).toContain(
      '<dt>Owner</dt><dd>Test approver',
    );
    const form = formsIn((await person.get(rotation)).text).find(({ action }) =>
      action.endsWith('/sign-off'),
    );
    await following(
      await person.post(`${rotation}/sign-off`, { ...form?.fields, note: 'New key.' }),
    );
    const done = (await person.get(`${at}/rotations`)).text;
    expect(done).toContain('1 of 1 credential is renewed');
    expect(done).toContain('New key.');
    expect((await person.get(`${at}/rotations?state=open`)).text).toContain('None fits.');
    expect((await person.get(`${at}/vendors/${hit}`)).text).toContain('Gateway production key');
  });

  it('are told in the report', async () => {
    const { text } = await person.get(`${at}/report-preview`);
    expect(text).toContain('Whom we asked, and their clocks');
    expect(text).toMatch(/Corridor Gateway[^]*Not opened yet/);
    expect(text).toMatch(/Gateway production key[^]*Renewed/);
    expect(text).toContain('Asked, and has not answered');
  });

  it('give more time by the clock of a browser, and end a link only after asking', async () => {
    const [, request = ''] =
      /href="(\/outreach-requests\/[0-9a-f-]+)"/.exec((await person.get(`${at}/outreach`)).text) ??
      [];
    const formOf = async (path: string, end: string) =>
      formsIn((await person.get(path)).text).find(({ action }) => action.endsWith(end))?.fields;
    const due = await formOf(request, '/due');
    expect(due?.['dueAt']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
    const wrong = await person.post(`${request}/due`, { ...due, dueAt: '2020-01-01T12:00' });
    expect(wrong.text).toContain('Due from now on is not later than now.');
    expect(wrong.text).toContain('value="2020-01-01T12:00"');
    const later = new Date(assay.clock.now().getTime() + 24 * 3_600_000).toISOString();
    const given = await person.post(`${request}/due`, { ...due, dueAt: later.slice(0, 16) });
    expect(await following(given)).not.toContain('hours late');
    expect((await person.get(request)).text).toContain(`href="${request}/revocation"`);
    const revocation = await formOf(`${request}/revocation`, '/revocation');
    const revoked = await following(await person.post(`${request}/revocation`, revocation ?? {}));
    expect(revoked).toContain('Link revoked');
    expect(revoked).not.toContain('Write again');
    expect((await person.get(`${request}/revocation`)).text).toContain('is revoked already');
  });
});
