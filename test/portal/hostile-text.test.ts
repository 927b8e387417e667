import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { spread } from '../support/thorough.js';
import { Browser, formFields, formsIn, nameOrganisation, publish, send } from './respondent.js';
import { payloads, strange } from './payloads.js';
import { sample } from './sample-questionnaire.js';

/** Tags and attributes of ours; nothing a respondent wrote may add to them. */
const foreign =
  /<(script(?! type="module" src="\/public\/js\/)|img|svg\/|style|base|iframe|object)|<a href="javascript|\sonerror=(?=[^<]*>)|<form action="\/\/|<svg\/onload/i;

/** A third for each field, the next one another third. */
const some = spread(3);

describe('text that means harm', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
  });
  afterAll(() => assay.close());

  it.each(payloads)('is shown as it was typed, and nothing else: %s', async (payload) => {
    await nameOrganisation(assay, payload);
    const sent = await send(staff, versionId, { message: payload });
    const human = new Browser(assay);
    const at = `/answer/a/${sent.assessmentId}`;
    const pages = [(await human.get(`/answer/${sent.secret}`)).text];
    await human.open(sent.secret);
    const save = async (section: string, fields: Record<string, string>) => {
      const { text } = await human.get(`${at}/sections/${section}`);
      const reply = await human.post(`${at}/sections/${section}`, {
        ...formFields(text),
        ...fields,
      });
      pages.push(text, reply.text);
      return reply;
    };
    await save('basics', { 'a.yes:value': 'yes', 'a.yes:comment': payload });
    expect((await save('basics', { 'a.more:value': payload })).status).toBe(303);
    await save('basics', { 'a.yes:na': 'yes', 'a.yes:reason': payload });
    await save('basics', { 'a.yes:value': 'yes', 'a.yes:na': '' });
    await save('basics', {
      'a.one:value': payload,
      'a.days:value': payload,
      'a.when:value': payload,
    });
    const rows = {
      'b.tools:rows.0.name': payload,
      'b.tools:rows.0.kind': 'other',
      'b.tools:rows.0.seesOurData': 'no',
      'b.tools:rows.0.holdsCredentials': 'no',
      'b.tools:rows.0.purpose': payload,
      'b.stores:rows.0.what': payload,
      'b.stores:rows.0.where': payload,
      'b.stores:rows.0.encryptedAtRest': 'yes',
      'b.stores:rows.0.trainedOn': 'no',
      'b.audits:rows.0.standard': 'other',
      'b.audits:rows.0.auditor': payload,
      'b.audits:rows.0.scope': payload,
      'b.audits:rows.0.periodEnd': '2026-06-30',
    };
    expect((await save('lists', rows)).status).toBe(303);
    await save('lists', {
      'b.tools:rows.1.kind': payload,
      'b.tools:rows.1.url': payload,
      [`b.tools:rows.1.${payload}`]: 'x',
    });
    const colleague = { name: payload.slice(0, 100), email: payload, sections: 'lists' };
    pages.push((await human.post(`${at}/colleagues`, colleague)).text);
    const known = { ...colleague, email: 'bea@corridor.example' };
    pages.push((await human.post(`${at}/colleagues`, known)).text);
    for (const page of ['', '/check', '/colleagues']) pages.push((await human.get(at + page)).text);
    await human.post(`${at}/submission`, { confirmed: 'yes' });
    const receipt = (await human.get(`${at}/receipt`)).text;
    pages.push(receipt, (await new Browser(assay).get('/answer/nonsense')).text);

    expect(receipt).toContain(escaped(payload));
    for (const page of pages) {
      const [found = ''] = foreign.exec(page) ?? [];
      expect(found).toBe('');
      if (/[<>"]/.test(payload)) expect(page).not.toContain(payload);
    }
  });

  it('and what no form would send are taken or refused in any field, and never fail', async () => {
    const sent = await send(staff, versionId);
    const human = new Browser(assay);
    await human.open(sent.secret);
    const at = `/answer/a/${sent.assessmentId}`;
    const found: string[] = [];
    let tried = 0;
    for (const page of ['/sections/basics', '/sections/lists', '/colleagues', '/check']) {
      for (const { action, fields } of formsIn((await human.get(at + page)).text)) {
        for (const name of [
          ...Object.keys(fields),
          'version',
          '__proto__',
          'a.yes:rows.0.__proto__',
        ]) {
          for (const value of some(strange)) {
            const { status } = await human.post(action, { ...fields, [name]: value });
            if (status >= 500)
              found.push(`${page} ${name} = ${JSON.stringify(value).slice(0, 30)}`);
            tried += 1;
          }
        }
      }
    }
    const autosaves: object[] = [...strange].flatMap((value) => [
      { value },
      { 'a.yes:value': value },
      { [String(value).slice(0, 50)]: value },
      { value: 'yes', comment: value },
      { value: [value] },
      { value: { rows: [value] } },
    ]);
    for (const key of [
      'a.yes',
      'a.more',
      'a.many',
      'b.tools',
      '__proto__',
      'constructor',
      '%00',
      '%ff',
    ]) {
      for (const fields of [[], [null], ...some(autosaves)]) {
        const { status } = await human.autosave(`${at}/questions/${key}`, fields);
        if (status >= 500) found.push(`${key} ${JSON.stringify(fields).slice(0, 40)}`);
        tried += 1;
      }
    }
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });
});

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
    .replaceAll('`', '&#x60;')
    .replaceAll('=', '&#x3D;');
