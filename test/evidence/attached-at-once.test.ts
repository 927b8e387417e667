import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepare, submitted } from '../assessments/trip.js';
import { recordAudit } from '../audits/examples.js';
import { unescaped } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { newVendor, sendForm, sendPart, textOf, type Progress } from './files.js';

describe('evidence that is attached as soon as it is here', () => {
  let assay: TestAssay;
  let api: Visitor;
  let analyst: Visitor;
  let vendorId: string;
  let audit: string;

  beforeAll(async () => {
    assay = await startAssay();
    api = await assay.api('analyst');
    analyst = await assay.browser('analyst');
    vendorId = await newVendor(api);
    audit = await recordAudit(api, {}, vendorId);
  });
  afterAll(() => assay.close());

  const content = textOf(1_500);
  const shown = async (page: string) => (await analyst.get(page)).text;
  const formFrom = async (page: string): Promise<string> => {
    const [, href = ''] = /href="([^"]*\/evidence\/new\?[^"]*)"/.exec(await shown(page)) ?? [];
    return unescaped(href);
  };

  it('is sent from the page of an audit without a script, and leads back to it', async () => {
    const at = await formFrom(`/audits/${audit}`);
    const { text } = await analyst.get(at);
    expect(text).toMatch(/It is attached to <a href="\/audits\/[^"]+">SOC 2 Type II<\/a> at once/);
    const [, action = ''] = /<form class="form"[^>]* action="([^"]*)"/.exec(text) ?? [];
    const door = { assay, headers: analyst.headers };
    const refused = await sendForm(door, unescaped(action), { title: 'The report' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(action)]);
    const file = { name: 'report.txt', content };
    const sent = await sendForm(door, unescaped(action), { title: 'The report' }, file);
    expect([sent.status, sent.headers['location']]).toEqual([303, `/audits/${audit}`]);
    expect(await shown(`/audits/${audit}`)).toContain('The report</a>');
  });

  it('is sent by the script in parts, and is attached when it is finished', async () => {
    const { text } = await analyst.get(await formFrom(`/audits/${audit}`));
    const start = unescaped(/data-start="([^"]*)"/.exec(text)?.[1] ?? '');
    expect(text).toContain(`data-then="/audits/${audit}"`);
    const headers = { ...analyst.headers, accept: 'application/json' };
    const json = { ...headers, 'content-type': 'application/json' };
    const post = (url: string, payload: object) =>
      assay.send({ method: 'POST', url, payload, headers: json });
    const begun = await post(start, { name: 'a.txt', bytes: content.length });
    const { id } = begun.body as Progress;
    await sendPart({ assay, headers }, `/uploads/${id}/parts`, 0, content);
    await post(`/uploads/${id}/evidence`, { title: 'In parts' });
    expect(await shown(`/audits/${audit}`)).toContain('In parts</a>');
  });

  it('is sent from an answer that is reviewed', async () => {
    const ids = await prepare(assay, api);
    const assessment = await submitted(assay, api, ids);
    const desk = `/assessments/${assessment}/review/data.encrypted_at_rest`;
    const at = await formFrom(desk);
    const door = { assay, headers: analyst.headers };
    const file = { name: 'keys.txt', content };
    const url = at.replace('/new?', '?');
    const sent = await sendForm(door, url, { title: 'Key procedure' }, file);
    expect([sent.status, sent.headers['location']]).toEqual([303, desk]);
    expect(await shown(desk)).toMatch(/<h3>Evidence<\/h3>[\s\S]*Key procedure<\/a>/);
  });

  it('[ASVS 8.2.2] attaches nothing to what belongs to another vendor', async () => {
    const other = await newVendor(api, 'Basalt Voice');
    const foreign = `/vendors/${other}/evidence/new?audit=${audit}`;
    expect((await analyst.get(foreign)).status).toBe(404);
    const file = { name: 'report.txt', content };
    const door = { assay, headers: analyst.headers };
    const url = `/vendors/${other}/evidence?audit=${audit}`;
    expect((await sendForm(door, url, { title: 'x' }, file)).status).toBe(404);
    const headers = { ...analyst.headers, accept: 'application/json' };
    const begun = await assay.send({
      method: 'POST',
      url: `/vendors/${other}/uploads?audit=${audit}`,
      payload: { name: 'a.txt', bytes: 9 },
      headers: { ...headers, 'content-type': 'application/json' },
    });
    expect(begun.status).toBe(404);
  });
});
