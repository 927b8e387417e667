import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  Browser,
  formFields,
  nameOrganisation,
  newestSecret,
  publish,
  send,
  type Sent,
} from './respondent.js';
import { sample } from './sample-questionnaire.js';

describe('the portal without scripts', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let sent: Sent;
  let browser: Browser;
  let at: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    await nameOrganisation(assay, 'Meridian Bank');
    versionId = await publish(assay, sample);
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    sent = await send(staff, versionId, { message: 'We decide in January.' });
    browser = new Browser(assay);
    at = `/answer/a/${sent.assessmentId}`;
  });

  const fill = async (section: string, fields: Record<string, string | string[]>) => {
    const { text } = await browser.get(`${at}/sections/${section}`);
    return browser.post(`${at}/sections/${section}`, { ...formFields(text), ...fields });
  };

  it('shows who asks, why, how long it takes, by when, and a button', async () => {
    const { text, status } = await browser.get(`/answer/${sent.secret}`);
    expect(status).toBe(200);
    expect(text).toContain('Meridian Bank has questions for Corridor Gateway');
    expect(text).toMatch(/We decide in January\..*About 10 minutes.*in 25 days \(18 Dec 2026\)/s);
    expect(text).toMatch(/Who can help.*Start/s);
    expect(text).toContain('Test administrator');
  });

  it('leads from the button through the sections to a receipt', async () => {
    const opened = await browser.open(sent.secret);
    expect([opened.status, opened.headers['location']]).toEqual([303, at]);
    expect((await browser.get(at)).text).toMatch(
      /Basics.*0 of 5 answered.*Lists.*0 of 3 answered/s,
    );

    const appeared = await fill('basics', {
      'a.yes:value': 'yes',
      'a.days:value': '7',
      then: 'next',
    });
    expect(appeared.headers['location']).toBe(`${at}/sections/basics`);
    const again = await browser.get(`${at}/sections/basics`);
    expect(again.text).toContain('Your answers bring up one more question here.');
    expect(formFields(again.text)).toMatchObject({
      'a.yes:value': 'yes',
      'a.days:value': '7',
      'a.more:value': '',
    });
    const on = await fill('basics', { 'a.more:value': 'Two\r\nlines', then: 'next' });
    expect(on.headers['location']).toBe(`${at}/sections/lists`);

    const listed = await fill('lists', {
      'b.tools:rows.0.name': 'litellm',
      'b.tools:rows.0.kind': 'gateway',
      'b.tools:rows.0.seesOurData': 'yes',
      'b.tools:rows.0.holdsCredentials': 'no',
      'b.audits:none': 'yes',
      more: 'b.tools',
    });
    expect(listed.headers['location']).toBe(`${at}/sections/lists#question-b.tools`);
    const lists = await browser.get(`${at}/sections/lists`);
    const fields = formFields(lists.text);
    expect(fields).toMatchObject({
      'b.tools:rows.0.name': 'litellm',
      'b.tools:rows.3.name': '',
      'b.audits:none': 'yes',
    });
    expect(fields).not.toHaveProperty('b.tools:rows.4.name');

    const check = await browser.get(`${at}/check`);
    expect(check.text).toMatch(/5 of 10 questions are answered/);
    expect(check.text).toContain(`href="${at}/sections/basics#question-a.one"`);
    expect(check.text).toMatch(/Two<br>lines|<dd>Two<\/dd>\s*<dd>lines<\/dd>/);
    const unconfirmed = await browser.post(`${at}/submission`);
    expect(unconfirmed.status).toBe(422);
    expect(unconfirmed.text).toContain('href="#field-confirmed"');

    const submitted = await browser.post(`${at}/submission`, { confirmed: 'yes' });
    expect(submitted.headers['location']).toBe(`${at}/receipt`);
    const receipt = await browser.get(`${at}/receipt`);
    const [stored] = await assay.database.sql<{ receipt: string; sha256: string }[]>`
      SELECT receipt, sha256 FROM submission WHERE assessment_id = ${sent.assessmentId}`;
    expect(receipt.text).toContain(stored?.receipt);
    expect(receipt.text).toContain(stored?.sha256);
    expect(receipt.text).toContain('litellm; kind: Gateway or proxy');
    expect(receipt.text).toContain('None listed');

    for (const page of ['', '/sections/basics', '/check', '/colleagues']) {
      expect((await browser.get(at + page)).headers['location']).toBe(`${at}/receipt`);
    }
    expect((await browser.get(`/answer/${sent.secret}`)).text).toContain('See the receipt');
    const late = await browser.post(`${at}/sections/basics`, {
      'a.one:value': 'red',
      'a.one:seen': '',
    });
    expect(late.status).toBe(303);
    expect((await browser.get(`${at}/receipt`)).text).toMatch(
      /Rui Okafor submitted the answers on/,
    );
  });

  it('saves what is in order and says beside each field what is not', async () => {
    await browser.open(sent.secret);
    const reply = await fill('basics', {
      'a.days:value': 'a week',
      'a.one:value': 'blue',
      'a.when:value': '2026-02-30',
      'a.many:value': ['red', 'green'],
      'a.yes:na': 'yes',
    });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('The other answers on this page are saved.');
    for (const name of ['a.days:value', 'a.one:value', 'a.when:value', 'a.yes:reason']) {
      expect(reply.text).toContain(`<a href="#field-${name}">`);
      expect(reply.text).toContain(`id="field-${name}-error"`);
    }
    expect(formFields(reply.text)['a.days:value']).toBe('a week');
    const { text } = await browser.get(`${at}/sections/basics`);
    expect(formFields(text)['a.many:value']).toEqual(['red', 'green']);
  });

  it.each([
    ['basics', 'a.days:value', 'x'.repeat(30)],
    ['basics', 'a.yes:comment', 'x'.repeat(2_001)],
    ['lists', 'b.tools:rows.0.name', 'x'.repeat(201)],
    ['lists', 'b.tools:rows.0.version', 'x'.repeat(101)],
    ['lists', 'b.tools:rows.0.purl', 'litellm'],
    ['lists', 'b.tools:rows.0.url', 'javascript:alert(1)'],
    ['lists', 'b.stores:rows.0.what', 'x'.repeat(501)],
    ['lists', 'b.stores:rows.0.retentionDays', '36501'],
    ['lists', 'b.audits:rows.0.auditor', 'x'.repeat(201)],
    ['lists', 'b.audits:rows.0.scope', 'x'.repeat(1_001)],
    ['lists', 'b.audits:rows.0.periodEnd', '2026-13-01'],
    ['lists', 'b.audits:rows.0.exceptions', '-1'],
  ])('says in section %s beside %s what its limit is', async (section, name, value) => {
    await browser.open(sent.secret);
    const reply = await fill(section, { [name]: value });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain(`id="field-${name}-error"`);
    expect(formFields(reply.text)[name]).toBe(value);
  });

  it('says beside a text and a reason what their limits are', async () => {
    await browser.open(sent.secret);
    await fill('basics', { 'a.yes:value': 'yes' });
    const long = await fill('basics', { 'a.more:value': 'x'.repeat(4_001) });
    expect(long.text).toContain('id="field-a.more:value-error"');
    const reason = await fill('basics', { 'a.yes:na': 'yes', 'a.yes:reason': 'x'.repeat(1_001) });
    expect(reason.text).toContain('id="field-a.yes:reason-error"');
    const both = await fill('lists', { 'b.tools:none': 'yes', 'b.tools:rows.0.name': 'x' });
    expect(both.text).toContain('id="field-b.tools:rows.0.kind-error"');
  });

  it('says at a list that is too long how long it may be', async () => {
    await browser.open(sent.secret);
    const rows = Array.from({ length: 201 }, (_, at) => [`b.audits:rows.${at}.auditor`, 'x']);
    const reply = await fill('lists', Object.fromEntries(rows) as Record<string, string>);
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('id="field-b.audits:none-error"');
    expect(reply.text).toContain('List at most 200 rows.');
  });

  it('takes back an answer, and “not applicable” with its reason', async () => {
    await browser.open(sent.secret);
    await fill('basics', { 'a.yes:value': 'yes', 'a.yes:comment': 'kept' });
    await fill('basics', { clear: 'a.yes' });
    const cleared = formFields((await browser.get(`${at}/sections/basics`)).text);
    expect(cleared).toMatchObject({ 'a.yes:comment': 'kept' });
    expect(cleared).not.toHaveProperty('a.yes:value');
    await fill('basics', {
      'a.yes:value': 'yes',
      'a.yes:na': 'yes',
      'a.yes:reason': 'We make no such thing.',
    });
    const { text } = await browser.get(`${at}/check`);
    expect(text).toContain('Does not apply: We make no such thing.');
  });

  it('keeps answers of two devices apart, and does not bother who changed nothing', async () => {
    const other = new Browser(assay);
    await browser.open(sent.secret);
    await other.open(sent.secret);
    const before = formFields((await browser.get(`${at}/sections/basics`)).text);
    const untouched = formFields((await other.get(`${at}/sections/basics`)).text);
    await browser.post(`${at}/sections/basics`, { ...before, 'a.one:value': 'red' });
    const unbothered = await other.post(`${at}/sections/basics`, {
      ...untouched,
      'a.days:value': '3',
    });
    expect(unbothered.status).toBe(303);
    const clash = await other.post(`${at}/sections/basics`, {
      ...untouched,
      'a.one:value': 'green',
    });
    expect(clash.status).toBe(422);
    expect(clash.text).toMatch(
      /Rui Okafor changed this on 23 Nov 2026, 09:00 UTC, after you opened this page/,
    );
    const insisted = await other.post(`${at}/sections/basics`, formFields(clash.text));
    expect(insisted.status).toBe(303);
    const { text } = await browser.get(`${at}/sections/basics`);
    expect(formFields(text)['a.one:value']).toBe('green');
  });

  it('saves as people type and says when', async () => {
    await browser.open(sent.secret);
    const question = (key: string) => `${at}/questions/${key}`;
    const first = await browser.autosave(question('a.yes'), { value: 'yes', seen: '0.' });
    expect(first).toMatchObject({
      status: 200,
      body: { saved: '2026-11-23T09:00:00.000Z', given: true, answered: 1 },
    });
    expect((first.body as { asked: string[] }).asked).toContain('a.more');
    const wrong = await browser.autosave(question('a.days'), { value: 'x' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ fields: { value: expect.stringMatching(/digits/) } });
    expect((await browser.autosave(question('a.one'), { value: { a: 1 } })).status).toBe(422);
    expect((await browser.autosave(question('a.one'), [])).status).toBe(422);
    for (const key of ['nonsense', '__proto__']) {
      expect((await browser.autosave(question(key), { value: 'x' })).status).toBe(404);
    }
    const stale = await browser.autosave(question('a.yes'), {
      value: 'no',
      seen: '0.0123456789abcdef',
    });
    expect(stale.status).toBe(422);
  });

  it('asks a colleague, shows the link once, lists and withdraws it', async () => {
    await browser.open(sent.secret);
    const wrong = await browser.post(`${at}/colleagues`, { name: 'Bea', email: 'bea' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="field-email-error"');
    expect(formFields(wrong.text)['name']).toBe('Bea');
    const none = await browser.post(`${at}/colleagues`, {
      name: 'Bea',
      email: 'bea@corridor.example',
    });
    expect(none.text).toContain('id="field-sections-error"');

    const facts = { name: ' Bea  Lindqvist', email: 'Bea@corridor.example', sections: 'lists' };
    const asked = await browser.post(`${at}/colleagues`, facts);
    const hers = await newestSecret(staff);
    expect(asked.text).toContain(`http://127.0.0.1:3000/answer/${hers}`);
    const { text } = await browser.get(`${at}/colleagues`);
    expect(text).not.toContain(hers);
    expect(text).toMatch(/Bea Lindqvist.*not opened yet/s);

    const colleague = new Browser(assay);
    const landing = await colleague.get(`/answer/${hers}`);
    expect(landing.text).toMatch(/Your part.*Lists/s);
    await colleague.open(hers);
    expect((await colleague.get(at)).text).not.toContain('Basics');
    expect((await colleague.get(`${at}/sections/basics`)).status).toBe(404);
    expect((await colleague.post(`${at}/sections/basics`, { 'a.one:value': 'red' })).status).toBe(
      404,
    );
    expect((await colleague.post(`${at}/submission`, { confirmed: 'yes' })).status).toBe(403);
    expect((await colleague.get(`${at}/check`)).text).toContain('who asked you submits the whole');
    expect((await browser.get(`${at}/colleagues`)).text).toContain('opened <time');

    const [, withdrawal = ''] = /action="([^"]+\/withdrawal)"/.exec(text) ?? [];
    expect((await colleague.post(withdrawal)).status).toBe(404);
    expect((await browser.post(withdrawal)).status).toBe(303);
    expect((await colleague.get(at)).status).toBe(404);
    expect((await browser.get(`${at}/colleagues`)).text).not.toContain('Bea');
  });

  it('lets a link write to a limited number of people', async () => {
    await browser.open(sent.secret);
    for (let count = 0; count < 30; count += 1) {
      const facts = { name: 'B', email: `b${count}@corridor.example`, sections: 'lists' };
      expect((await browser.post(`${at}/colleagues`, facts)).status).toBe(200);
    }
    const facts = { name: 'B', email: 'b@corridor.example', sections: 'lists' };
    const refused = await browser.post(`${at}/colleagues`, facts);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('At most 30 colleagues');
  });

  it('offers to go on after changes were asked for', async () => {
    await browser.open(sent.secret);
    await browser.post(`${at}/submission`, { confirmed: 'yes' });
    await staff.post(`/api/v1/assessments/${sent.assessmentId}/change-requests`, {
      questions: [{ questionKey: 'a.one', remark: 'Again.' }],
    });
    expect((await browser.get(at)).status).toBe(404);
    await browser.open(await newestSecret(staff));
    expect((await browser.get(at)).text).toContain('1 question to answer again');
    expect((await browser.get(`${at}/receipt`)).text).toContain(
      'asks you to answer some questions again',
    );
  });
});
