import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formFields } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { newVendor, sendForm, sendPart, textOf, type Given, type Progress } from './files.js';

describe('the pages of evidence', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.browser('analyst');
  });
  beforeEach(async () => {
    vendorId = await newVendor(await assay.api());
  });
  afterAll(() => assay.close());

  const post = (url: string, fields: Record<string, string>, file?: Given) =>
    sendForm({ assay, headers: analyst.headers }, url, fields, file);
  const add = async (title = 'Penetration test', more = {}): Promise<string> => {
    const file = { name: 'pentest.txt', content: textOf(1_500) };
    const { status, headers } = await post(
      `/vendors/${vendorId}/evidence`,
      { title, ...more },
      file,
    );
    expect(status).toBe(303);
    return headers['location'] ?? '';
  };

  it('say what belongs on the tab of a vendor while there is nothing', async () => {
    const { text } = await analyst.get(`/vendors/${vendorId}/evidence`);
    expect(text).toContain('No evidence yet');
    expect(text).toContain(`href="/vendors/${vendorId}/evidence/new"`);
    expect(text).toContain('<h2 id="audits">Audits</h2>');
  });

  it('take a file without a script, and show the form again with what was typed', async () => {
    const url = `/vendors/${vendorId}/evidence`;
    const blank = await analyst.get(`${url}/new`);
    expect(blank.text).toContain('enctype="multipart/form-data"');
    const sent = {
      ...(formFields(blank.text) as Record<string, string>),
      title: '',
      scope: 'All <b>',
    };
    delete (sent as Record<string, string>)['file'];
    const none = await post(url, sent);
    expect([none.status, none.text]).toEqual([
      422,
      expect.stringContaining('The file is missing.'),
    ]);
    expect(none.text).toContain('What it shows is missing.');
    expect(none.text).toContain('All &lt;b&gt;');
    const wrong = await post(url, sent, { name: 'x.pdf', content: textOf(50) });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('is not a PDF')]);
    expect(wrong.text).toContain('All &lt;b&gt;');
    const file = { name: 'x.txt', content: textOf(50) };
    const again = await post(url, sent, file);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('What it shows is')]);
    expect(again.text).toContain('All &lt;b&gt;');
    const at = await add('SOC 2 <script>');
    const { text } = await analyst.get(at);
    expect(text).toContain('SOC 2 &lt;script&gt;');
    expect(text).toContain('pentest.txt, 1.5 KB');
    expect(text).toContain('Its first page is not drawn yet');
    await assay.settle();
    expect((await analyst.get(at)).text).toContain('There is no preview of this file.');
    expect((await analyst.get(`/vendors/${vendorId}/evidence`)).text).toContain(`href="${at}"`);
  });

  it('ask what kind of document it is, and tell whether it still counts', async () => {
    const blank = await analyst.get(`/vendors/${vendorId}/evidence/new`);
    expect(blank.text).toContain('<option value="other" selected>');
    const at = await add('Subprocessors', { kind: 'subprocessor_list', issuedOn: '2026-08-01' });
    const page = (await analyst.get(at)).text;
    expect(page).toContain('List of subprocessors');
    expect(page).toContain('here on 1 Aug 2026; that was until 30 Oct 2026.');
    expect(page).toContain('Nothing should rest on it any more');
    const tab = (await analyst.get(`/vendors/${vendorId}/evidence`)).text;
    expect(tab).toContain('good until 30 Oct 2026 (24 days ago)');
    expect(tab).toContain('data-status="stale"');
    const edit = formFields((await analyst.get(`${at}/edit`)).text) as Record<string, string>;
    expect(edit['kind']).toBe('subprocessor_list');
    const changed = { ...edit, issuedOn: '2026-11-20' };
    expect((await analyst.post(at, changed)).status).toBe(303);
    expect((await analyst.get(at)).text).toContain('until 18 Feb 2027 (in 87 days)');
    const wrong = await analyst.post(at, { ...changed, version: '2', kind: 'memo' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('is not one of')]);
  });

  it('change the facts, give a new file, withdraw', async () => {
    const at = await add();
    const edit = formFields((await analyst.get(`${at}/edit`)).text) as Record<string, string>;
    const changed = { ...edit, title: 'Another title', expiresOn: '2026-11-01' };
    expect((await analyst.post(at, changed)).status).toBe(303);
    const stale = await analyst.post(at, changed);
    expect([stale.status, stale.text]).toEqual([
      422,
      expect.stringContaining('Somebody else changed this piece of evidence meanwhile'),
    ]);
    const over = formFields(stale.text) as Record<string, string>;
    expect((await analyst.post(at, { ...changed, version: over['version'] })).status).toBe(303);
    const { text } = await analyst.get(at);
    expect(text).toContain('Another title');
    expect(text).toContain('Nothing should rest on it any more');
    const file = { name: 'newer.txt', content: textOf(60) };
    expect((await post(`${at}/revisions`, {}, file)).status).toBe(303);
    const refused = await post(`${at}/revisions`, {}, { name: 'x.svg', content: textOf(60) });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('not accepted')]);
    const revised = (await analyst.get(at)).text;
    expect(revised).toContain('newer.txt');
    const [, old = ''] = /href="([^"]*\/revisions\/[^"]*\/file)"/.exec(revised) ?? [];
    const download = await analyst.get(old);
    expect(download.headers['content-disposition']).toBe('attachment; filename="pentest.txt"');
    expect(download.headers['content-security-policy']).toContain('sandbox');
    const form = formFields((await analyst.get(`${at}/withdrawal`)).text) as Record<string, string>;
    expect((await analyst.post(`${at}/withdrawal`, { ...form, reason: '' })).status).toBe(422);
    expect(
      (await analyst.post(`${at}/withdrawal`, { ...form, reason: 'Wrong vendor' })).status,
    ).toBe(303);
    const gone = (await analyst.get(at)).text;
    expect(gone).toContain('Wrong vendor');
    expect(gone).not.toContain('Give a new file');
    const history = await analyst.get(`/vendors/${vendorId}/journal`);
    expect(history.text).toContain('Evidence withdrawn');
  });

  it('take parts from their script, and nothing from another site', async () => {
    const headers = {
      ...analyst.headers,
      accept: 'application/json',
      'content-type': 'application/json',
    };
    const content = textOf(150_000);
    const begun = await assay.send({
      method: 'POST',
      url: `/vendors/${vendorId}/uploads`,
      payload: { name: 'a.txt', bytes: content.length },
      headers,
    });
    const { id } = begun.body as Progress;
    const door = { assay, headers: { ...analyst.headers, accept: 'application/json' } };
    const foreign = { assay, headers: { ...door.headers, 'sec-fetch-site': 'cross-site' } };
    expect((await sendPart(foreign, `/uploads/${id}/parts`, 0, content)).status).toBe(403);
    expect((await sendPart(door, `/uploads/${id}/parts`, 0, content)).body.received).toBe(150_000);
    const made = await assay.send({
      method: 'POST',
      url: `/uploads/${id}/evidence`,
      payload: { title: 'In parts' },
      headers,
    });
    const at = `/evidence/${(made.body as Progress).id}`;
    expect((await analyst.get(at)).text).toContain('In parts');
    const api = await assay.api('analyst');
    expect((await api.get(`/api/v1/uploads/${id}`)).status).toBe(404);
  });

  it('show those who only look no way to change anything', async () => {
    const at = await add();
    const viewer = await assay.browser('viewer');
    const { text } = await viewer.get(at);
    expect(text).toContain('Download');
    expect(text).not.toMatch(/Withdraw|Change|Give a new file/);
    expect((await viewer.get(`/vendors/${vendorId}/evidence`)).text).not.toContain('Add evidence');
    expect((await viewer.get(`/vendors/${vendorId}/evidence/new`)).status).toBe(403);
  });
});
