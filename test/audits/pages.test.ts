import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerAll, draft, prepare, secretsInLetters, send } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';
import { certificate, exception, letter, recordAudit } from './examples.js';

const typed = {
  kind: 'soc2_type2',
  title: '',
  auditor: 'Prescott and Lund LLP',
  platform: '',
  scope: 'The gateway in production',
  periodFrom: '2025-07-01',
  periodTo: '2026-06-30',
  issuedOn: '2026-08-14',
  expiresOn: '',
  certificateNumber: '',
  surveillanceOn: '',
  materialChangeOn: '',
  cadenceMonths: '12',
  nextDueOn: '',
  'subservices.0.name': '',
  'subservices.0.purpose': '',
  'subservices.0.method': '',
  'subservices.1.name': 'Halden Cloud',
  'subservices.1.purpose': 'Hosting',
  'subservices.1.method': 'carved_out',
  notes: '',
};

describe('the pages of audits', () => {
  let assay: TestAssay;
  let api: Visitor;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    api = await assay.api('analyst');
    analyst = await assay.browser('analyst');
  });
  afterAll(() => assay.close());

  const old = { periodFrom: '2024-07-01', periodTo: '2025-06-30', issuedOn: '2025-08-01' };

  it('say what belongs there while there is none', async () => {
    expect((await analyst.get('/audits')).text).toContain('No audits recorded yet');
    const vendor = await addVendor(api);
    expect((await analyst.get(`/vendors/${vendor}`)).text).toContain('Unknown');
  });

  it('record an audit by a form whose fields are all there without scripts', async () => {
    const vendor = await addVendor(api, { name: 'Formal' });
    const { text: form } = await analyst.get(`/vendors/${vendor}/audits/new`);
    for (const name of Object.keys(typed)) expect(form).toContain(`name="${name}"`);
    expect(form).not.toMatch(/data-kinds="[^"]*" hidden/);
    const { status, headers } = await analyst.post(`/vendors/${vendor}/audits`, typed);
    expect(status).toBe(303);
    const { text } = await analyst.get(headers['location'] ?? '');
    expect(text).toContain('until 30 Jun 2027 (in 219 days)');
    expect(text).toContain('fresh for 12 months after its period ends, here on 30 Jun 2026');
    expect(text).toContain('AICPA');
    expect(text).toContain('Halden Cloud');
    expect(text).toContain('in 219 days (30 Jun 2027)');
    const again = await analyst.get(`${headers['location']}/edit`);
    expect(again.text).toMatch(/<option value="carved_out" selected/);
    expect(again.text).toContain('<option value="Prescott and Lund LLP">');
  });

  it('show a refused form again with what was typed, rows included, and the fault beside its field', async () => {
    const vendor = await addVendor(api);
    const { status, text } = await analyst.post(`/vendors/${vendor}/audits`, {
      ...typed,
      periodTo: '',
      'subservices.3.name': 'Left <b>alone</b>',
    });
    expect(status).toBe(422);
    expect(text).toContain('Method is missing.');
    expect(text).toContain('What for is missing.');
    expect(text).toContain('Left &lt;b&gt;alone&lt;/b&gt;');
    expect(text).toMatch(/name="subservices.1.name"[^>]*value="Left/);
    const { text: undated } = await analyst.post(`/vendors/${vendor}/audits`, {
      ...typed,
      periodTo: '',
    });
    expect(undated).toContain('Last day covered or tested is missing.');
  });

  it('change an audit, unless somebody else did meanwhile', async () => {
    const id = await recordAudit(api);
    const changed = await analyst.post(`/audits/${id}`, {
      ...typed,
      ...certificate,
      subservices: undefined,
      version: '1',
    });
    expect(changed.headers['location']).toBe(`/audits/${id}`);
    const { text } = await analyst.get(`/audits/${id}`);
    expect(text).toContain('ISO/IEC 27001');
    expect(text).toContain('none was proven to us');
    expect(text).not.toContain('Bridge letters');
    const stale = await analyst.post(`/audits/${id}`, { ...typed, version: '1' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Somebody else changed this audit meanwhile');
    expect(stale.text).toMatch(
      /name="version" value="2"[\s\S]*>Save yours over it<[\s\S]*>Keep theirs</,
    );
  });

  it('list the portfolio with standing words, marks and filters that stay in the address', async () => {
    const vendor = await addVendor(api, { name: 'Listed' });
    await recordAudit(api, old, vendor);
    await recordAudit(api, { ...certificate, auditor: 'Doubtful & Co' }, vendor);
    const [auditor] = (await api.get<{ id: string }[]>('/api/v1/auditors?q=doubtful')).body;
    await api.post(`/api/v1/auditors/${auditor?.id}/doubt`, { reason: 'x' }, { 'if-match': '"1"' });
    const { text } = await analyst.get('/audits?q=listed&state=&kind=&ownerId=&sort=');
    expect(text).toContain('good until 30 Jun 2026 (146 days ago)');
    expect(text).toMatch(/Doubtful &amp; Co<\/a>\s*<span class="tag" data-status="in_doubt">/);
    const stale = await analyst.get('/audits?q=listed&state=stale');
    expect(stale.text).toContain('<option value="stale" selected');
    expect(stale.text).not.toContain('Doubtful');
    expect((await analyst.get('/audits?q=nobody')).text).toContain('No audit fits');
    const { text: page } = await analyst.get(`/vendors/${vendor}`);
    expect(page).toContain('1 stale');
    expect(page).toContain('1 by an auditor in doubt');
  });

  it('take exceptions, and letters only where they fit, saying why', async () => {
    const id = await recordAudit(api);
    const added = await analyst.post(`/audits/${id}/exceptions`, exception);
    expect(added.headers['location']).toBe(`/audits/${id}`);
    expect((await analyst.get(`/audits/${id}/bridge-letters/new`)).text).toContain(
      'value="2027-07-01"',
    );
    const wrong = { ...letter, byManagement: undefined, coversUntil: '2026-12-31' };
    const refused = await analyst.post(`/audits/${id}/bridge-letters`, wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('only the vendor’s management can sign a bridge letter');
    expect(refused.text).toContain('more than 3 months later');
    await analyst.post(`/audits/${id}/bridge-letters`, { ...letter, byManagement: 'on' });
    const { text } = await analyst.get(`/audits/${id}`);
    expect(text).toContain(exception.text);
    expect(text).toContain('1 Jul 2026 to 30 Sep 2026');
    const [, own = ''] = /href="(\/audit-exceptions\/[^"]+)\/edit"/.exec(text) ?? [];
    await analyst.post(own, { ...exception, response: 'Fixed.', version: '1' });
    const [, remove = ''] = /action="(\/bridge-letters\/[^"]+)"/.exec(text) ?? [];
    await analyst.post(remove);
    const { text: after } = await analyst.get(`/audits/${id}`);
    expect(after).toContain('Fixed.');
    expect(after).not.toContain('30 Sep 2026</td>');
    const late = await analyst.post(`${own}/removal`, { version: '1' });
    expect(late.headers['location']).toBe(`/audits/${id}`);
    expect(decodeURIComponent(String(late.headers['set-cookie']))).toContain(
      'This exception was changed by somebody else meanwhile.',
    );
    expect((await analyst.get(`/audits/${id}`)).text).toContain('Fixed.');
    await analyst.post(`${own}/removal`, { version: '2' });
    expect((await analyst.get(`/audits/${id}`)).text).toContain('None recorded.');
  });

  it('reject an audit with a reason, and accept it again', async () => {
    const id = await recordAudit(api);
    expect((await analyst.get(`/audits/${id}/rejection`)).text).toContain('It stays recorded');
    expect(
      (await analyst.post(`/audits/${id}/rejection`, { reason: '', version: '1' })).status,
    ).toBe(422);
    await analyst.post(`/audits/${id}/rejection`, { reason: 'Wrong product.', version: '1' });
    const { text } = await analyst.get(`/audits/${id}`);
    expect(text).toContain('Wrong product.');
    expect(text).toContain('Rejected on 23 Nov 2026');
    expect(text).toContain('Accept it again');
    await analyst.post(`/audits/${id}/acceptance`, { reason: 'It is ours.', version: '2' });
    expect((await analyst.get(`/audits/${id}`)).text).not.toContain('Rejected on');
  });

  it('offer to take over what the vendor named, and nothing of another vendor', async () => {
    const made = await prepare(assay, api);
    const assessment = await draft(api, made);
    await send(api, assessment);
    const [secret = ''] = await secretsInLetters(assay, assessment);
    await answerAll(assay, secret, {
      'assurance.audits': [
        {
          standard: 'iso27001',
          auditor: 'Holm Certification',
          scope: 'All of it',
          periodStart: '2026-02-01',
          periodEnd: '2029-01-31',
        },
        { standard: 'soc2_type2', auditor: 'Prescott and Lund LLP', periodEnd: '2026-06-30' },
      ],
    });
    await recordAudit(api, {}, made.vendorId);
    const { text } = await analyst.get(`/vendors/${made.vendorId}/evidence`);
    const offers = [...text.matchAll(/href="([^"]*audits\/new\?[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );
    expect(offers).toHaveLength(1);
    const { text: form } = await analyst.get(offers[0] ?? '');
    expect(form).toContain('<option value="iso27001" selected');
    for (const value of ['Holm Certification', '2026-02-01', '2029-01-31']) {
      expect(form).toContain(`value="${value}"`);
    }
    const other = await addVendor(api);
    const foreign = (offers[0] ?? '').replace(made.vendorId, other);
    expect((await analyst.get(foreign)).status).toBe(404);
  });

  it('tell the history of an audit and of its vendor', async () => {
    const vendor = await addVendor(api);
    const id = await recordAudit(api, {}, vendor);
    expect((await analyst.get(`/audits/${id}`)).text).toContain('Audit recorded');
    expect((await analyst.get(`/vendors/${vendor}/journal`)).text).toContain('Audit recorded');
  });

  it('offer a viewer nothing to change', async () => {
    const id = await recordAudit(api);
    await api.post(`/api/v1/audits/${id}/exceptions`, exception);
    const viewer = await assay.browser('viewer');
    const { text } = await viewer.get(`/audits/${id}`);
    for (const part of ['/edit', '/new', '/rejection', '/removal'])
      expect(text).not.toContain(part);
    expect((await viewer.get(`/audits/${id}/edit`)).status).toBe(403);
  });
});
