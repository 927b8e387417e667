import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { OutreachReminding } from '../../src/incidents/outreach/reminding.service.js';
import { OutreachSending } from '../../src/incidents/outreach/sending.service.js';
import { OutreachQueries } from '../../src/incidents/index.js';
import type {
  EntryView,
  OutreachAnswerView,
  OutreachCounts,
  OutreachPreview,
  OutreachRequestView,
  RotationCounts,
  RotationView,
} from '../../src/incidents/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import type { ToolUseLine } from '../../src/supply-chain/index.js';
import type { CredentialView } from '../../src/vendors/index.js';
import { sendForm } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { Browser, nameOrganisation } from '../portal/respondent.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';
import { openIncident, path, readIncident, standingIn, takeList } from './examples.js';

interface Refused {
  fields: Record<string, string>;
  detail: string;
}

const everyStanding = ['affected', 'stale', 'never_asked', 'clear'];
const vexOf = (status: string, more: object = {}) =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://corridor.example/vex/1',
    author: 'Corridor Gateway',
    timestamp: '2026-03-26T08:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'PYSEC-2026-2' },
        products: [{ '@id': 'pkg:oci/gateway', subcomponents: [{ '@id': 'pkg:pypi/litellm' }] }],
        status,
        ...more,
      },
    ],
  });

describe('asking vendors about an incident', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let amber: string;
  let birch: string;
  let mute: string;
  let id: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    await nameOrganisation(assay, 'Meridian Bank');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-03-25T09:00:00Z');
    const { body: open } = await analyst.get<{ id: string }[]>(`${path}?state=open`);
    for (const one of open) await close(one.id);
    amber = await vendor('Amber', true);
    birch = await vendor('Birch', true);
    mute = await vendor('Mute', false);
    await takeList(assay, amber, ['1.82.7']);
    id = await openIncident(assay, analyst);
  });

  const close = async (incidentId: string) => {
    const version = { 'if-match': `"${(await readIncident(analyst, incidentId)).version}"` };
    await analyst.post(`${path}/${incidentId}/closing`, { reason: 'All is told.' }, version);
  };
  const vendor = async (name: string, hasContact: boolean): Promise<string> => {
    const vendorId = await addVendor(analyst, { name, status: 'active' });
    const under = `/api/v1/vendors/${vendorId}`;
    if (hasContact) await analyst.post(`${under}/contacts`, contactFacts);
    return vendorId;
  };
  const engage = async (vendorId: string): Promise<string> => {
    const url = `/api/v1/vendors/${vendorId}/engagements`;
    return (await analyst.post<{ id: string }>(url, engagementFacts)).body.id;
  };
  const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` });
  const ask = async (facts: object = { vendorIds: [amber, birch, mute] }) => {
    const asked = await analyst.post<{ id: string } & Refused>(`${path}/${id}/outreaches`, facts);
    await assay.settle();
    return asked;
  };
  const board = async (filter = '') =>
    (await analyst.get<OutreachRequestView[]>(`${path}/${id}/outreach-requests${filter}`)).body;
  const requestOf = async (vendorId: string) =>
    (await board(`?vendorId=${vendorId}`))[0] as OutreachRequestView;
  const counts = async () =>
    (await analyst.get<OutreachCounts>(`${path}/${id}/outreach-counts`)).body;
  const lettersTo = async (vendorId: string): Promise<string[]> => {
    const request = (await requestOf(vendorId)).id;
    const rows = await assay.database.sql<{ id: string }[]>`
      SELECT id FROM letter WHERE about_id = ${request} ORDER BY created_at, id`;
    return Promise.all(rows.map(async (row) => (await staffLetter(row.id)).text));
  };
  const staffLetter = async (letterId: string) =>
    (await analyst.get<{ text: string }>(`/api/v1/letters/${letterId}`)).body;
  const secretOf = async (vendorId: string): Promise<string> => {
    const letters = (await lettersTo(vendorId)).filter((text) => text.includes('/incident/'));
    const [, secret = ''] = /\/incident\/([\w-]{43})\s/.exec(letters.at(-1) ?? '') ?? [];
    return secret;
  };
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const answer = async (secret: string, facts: object) => {
    const url = '/api/v1/incident-answering/answers';
    const reply = await assay.stranger.post<{ number: number } & Refused>(
      url,
      facts,
      bearer(secret),
    );
    await assay.settle();
    return reply;
  };
  const timeline = async () =>
    (await analyst.get<EntryView[]>(`${path}/${id}/timeline`)).body.map(({ words }) => words);

  it('shows who will be written to and who cannot be, then writes to each once', async () => {
    const chosen = `standings=affected&vendorIds=${birch}&vendorIds=${mute}`;
    const preview = async () =>
      (await analyst.get<OutreachPreview>(`${path}/${id}/outreach-preview?${chosen}`)).body;
    expect(await preview()).toMatchObject({ writtenTo: 2, noContact: 1, askedAlready: 0 });
    const { lines } = await preview();
    expect(lines.map(({ vendor: name, standing, reach }) => [name, standing, reach])).toEqual([
      ['Amber', 'affected', 'written_to'],
      ['Birch', 'never_asked', 'written_to'],
      ['Mute', 'never_asked', 'no_contact'],
    ]);
    expect(lines[2]?.advice).toMatch(/add a contact/);
    expect((await ask({ standings: ['affected'], vendorIds: [birch, mute] })).status).toBe(201);
    expect((await board()).map(({ vendor: name, state }) => [name, state])).toEqual([
      ['Amber', 'sent'],
      ['Birch', 'sent'],
      ['Mute', 'undeliverable'],
    ]);
    expect(await counts()).toMatchObject({ asked: 3, sent: 2, undeliverable: 1, late: 0 });
    expect((await requestOf(mute)).problem).toMatch(/add a contact/);
    expect(await preview()).toMatchObject({ writtenTo: 0, noContact: 1, askedAlready: 2 });
    const [round] = (await analyst.get<{ id: string }[]>(`${path}/${id}/outreaches`)).body;
    const sending = assay.app.get(OutreachSending, { strict: false });
    await Promise.all([1, 2].map(() => sending.onDue({ outreachId: round?.id ?? '' })));
    expect(await lettersTo(amber)).toHaveLength(1);
    expect((await ask({ vendorIds: [amber] })).status).toBe(409);
    expect((await ask({})).body.fields).toHaveProperty('standings');
    const stranger = { vendorIds: ['0198c2a0-0000-7000-8000-000000000000'] };
    expect((await ask(stranger)).body.fields).toHaveProperty('vendorIds');
    expect(await timeline()).toContain('3 vendors are asked what they know, in round 1.');
  });

  it('writes each letter once when two processes send the same outreach at once', async () => {
    const more: string[] = [];
    for (let number = 0; number < 25; number += 1) more.push(await vendor(`N${number}`, true));
    await assay.settle();
    const begun = await analyst.post<{ id: string }>(`${path}/${id}/outreaches`, {
      vendorIds: more,
    });
    const sending = assay.app.get(OutreachSending, { strict: false });
    await Promise.all([1, 2, 3].map(() => sending.onDue({ outreachId: begun.body.id })));
    await assay.settle();
    const [{ letters } = { letters: 0 }] = await assay.database.sql<{ letters: number }[]>`
      SELECT count(*) AS letters FROM letter l JOIN outreach_request r ON r.id = l.about_id
      WHERE r.outreach_id = ${begun.body.id}`;
    expect(Number(letters)).toBe(25);
  });

  it('gives tier 1 a day and others three, reminds once before and once after, and says how late', async () => {
    await engage(amber);
    await ask();
    expect(await requestOf(amber)).toMatchObject({ tier: 1, dueAt: '2026-03-26T09:00:00.000Z' });
    expect(await requestOf(birch)).toMatchObject({ dueAt: '2026-03-28T09:00:00.000Z' });
    const reminding = assay.app.get(OutreachReminding, { strict: false });
    const at = async (instant: string) => {
      assay.clock.set(instant);
      await Promise.all([reminding.run(), reminding.run()]);
      return (await lettersTo(amber)).length;
    };
    expect(await at('2026-03-26T00:00:00Z')).toBe(1);
    expect(await at('2026-03-26T01:30:00Z')).toBe(2);
    expect(await at('2026-03-26T08:00:00Z')).toBe(2);
    expect(await at('2026-03-26T14:00:00Z')).toBe(3);
    expect(await at('2026-03-27T14:00:00Z')).toBe(3);
    for (const text of (await lettersTo(amber)).slice(1)) expect(text).not.toContain('/incident/');
    expect(await requestOf(amber)).toMatchObject({ isLate: true, hoursLate: 29, state: 'sent' });
    expect((await board('?late=true')).map(({ vendor: name }) => name)).toEqual(['Amber']);
    await answer(await secretOf(amber), { used: 'no' });
    expect(await requestOf(amber)).toMatchObject({ state: 'answered', isLate: true });
    expect(await counts()).toMatchObject({ answered: 1, late: 1 });
  });

  it('turns answers into words, lists and standings, each answer kept', async () => {
    await ask();
    const secret = await secretOf(birch);
    expect((await answer(secret, { used: 'not_known' })).body.number).toBe(1);
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'stale' });
    const hit = {
      used: 'yes',
      versions: '1.82.6, 1.82.7',
      usedFrom: '2026-03-24',
      usedUntil: '2026-03-24',
      reachable: 'not_known',
      actions: 'Back to 1.82.6.',
      contactName: 'Rui Okafor',
      contactEmail: 'rui@corridor.example',
    };
    expect((await answer(secret, hit)).body.number).toBe(2);
    expect(await standingIn(analyst, id, birch)).toMatchObject({
      standing: 'affected',
      certainty: 'confirmed',
    });
    const inventories = await assay.database.sql<{ uses: number; complete: number }[]>`
      SELECT uses, is_complete AS complete FROM inventory WHERE vendor_id = ${birch}`;
    expect(inventories.map(({ uses, complete }) => [uses, complete])).toEqual([[2, 0]]);
    assay.clock.set('2026-03-25T12:00:00Z');
    expect((await answer(secret, { ...hit, reachable: 'no' })).status).toBe(201);
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'clear' });
    const request = await requestOf(birch);
    const { body } = await analyst.get<OutreachAnswerView[]>(
      `/api/v1/outreach-requests/${request.id}/answers`,
    );
    expect(body.map(({ number, status }) => [number, status])).toEqual([
      [3, 'fixed'],
      [2, 'affected'],
      [1, 'under_investigation'],
    ]);
    expect((await timeline()).join(' ')).toContain('Birch answered again: it is affected.');
  });

  it('takes the versions of something that nobody had named before', async () => {
    id = await openIncident(assay, analyst, {
      packages: [{ purl: 'pkg:npm/unheard-of', name: 'unheard-of', versions: ['2.0.1'] }],
    });
    await ask({ vendorIds: [birch] });
    const answers = { used: 'yes', versions: '2.0.1', reachable: 'yes' };
    expect((await answer(await secretOf(birch), answers)).status).toBe(201);
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'affected' });
    const known = '/api/v1/tool-uses?q=unheard-of';
    const [use] = (await analyst.get<{ uses: ToolUseLine[] }>(known)).body.uses;
    expect(use).toMatchObject({ source: 'outreach', grade: 'assertion', version: '2.0.1' });

    const packages = [{ purl: 'pkg:npm/another', name: 'another', versions: ['1.0.0'] }];
    const other = await openIncident(assay, analyst, { packages });
    expect(await standingIn(analyst, other, birch)).toMatchObject({ standing: 'never_asked' });

    const ending = { endedOn: '2026-03-25', reason: 'They took it out.' };
    expect((await analyst.post(`/api/v1/tool-uses/${use?.id}/ending`, ending)).status).toBe(204);
    expect((await analyst.get<{ uses: ToolUseLine[] }>(known)).body.uses).toEqual([]);
  });

  it('takes an OpenVEX document, and refuses a wrong one by its path', async () => {
    assay.clock.set('2026-03-26T09:00:00Z');
    await ask();
    const secret = await secretOf(birch);
    const fault = async (openVex: string) =>
      (await answer(secret, { used: 'no', openVex })).body.fields['openVex'];
    expect(await fault('{')).toMatch(/line 1/);
    expect(await fault(vexOf('perhaps'))).toMatch(/statements\[0\]\.status is perhaps, not one of/);
    expect(await fault(vexOf('not_affected'))).toMatch(/statements\[0\] says not_affected/);
    expect(await fault(vexOf('fixed').replace('pypi/litellm', 'pypi/requests'))).toMatch(
      /says nothing about pkg:pypi\/litellm/,
    );
    expect(await fault(vexOf('fixed').replace('2026-03-26', '2026-04-26'))).toMatch(/future/);
    const justification = 'component_not_present';
    const good = vexOf('not_affected', { justification });
    expect((await answer(secret, { used: 'no', openVex: good })).status).toBe(201);
    const { body } = await analyst.get<object[]>(`${path}/${id}/statements?vendorId=${birch}`);
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'vex', status: 'not_affected', justification }),
        expect.objectContaining({ source: 'outreach', status: 'not_affected' }),
      ]),
    );
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'clear' });
  });

  it.each([
    [{}, 'used'],
    [{ used: 'perhaps' }, 'used'],
    [{ used: 'yes' }, 'reachable'],
    [{ used: 'no', versions: '1.82.7' }, 'versions'],
    [{ used: 'no', usedFrom: '2026-03-26' }, 'usedFrom'],
    [{ used: 'no', usedFrom: '2026-03-24', usedUntil: '2026-03-23' }, 'usedUntil'],
    [{ used: 'no', contactEmail: 'nobody' }, 'contactEmail'],
    [{ used: 'no', vendorId: 'x' }, 'vendorId'],
  ])('refuses the answer %j', async (facts, field) => {
    await ask({ vendorIds: [birch] });
    const { status, body } = await answer(await secretOf(birch), facts);
    expect([status, Object.keys(body.fields)]).toEqual([422, [field]]);
    expect(await requestOf(birch)).toMatchObject({ state: 'sent' });
  });

  it('is answered on one page without scripts, and gives a receipt', async () => {
    await ask({ vendorIds: [birch], message: 'We <b>wait</b>.' });
    const secret = await secretOf(birch);
    const browser = new Browser(assay);
    for (let looks = 0; looks < 20; looks += 1) await browser.get(`/incident/${secret}`);
    expect(await requestOf(birch)).toMatchObject({ state: 'sent' });
    const landing = await browser.get(`/incident/${secret}`);
    expect(landing.text).toContain('Meridian Bank asks Birch: are you affected?');
    expect(landing.text).toContain('We &lt;b&gt;wait&lt;/b&gt;.');
    const opened = await browser.post('/incident/open', { token: secret });
    const page = opened.headers['location'] ?? '';
    expect(await requestOf(birch)).toMatchObject({ state: 'opened' });
    const form = await browser.get(page);
    expect(form.text).toContain('1. Do you use litellm, or did you on 24 Mar 2026?');
    const refused = await browser.post(page, { used: 'yes', versions: '1.82.7', usedFrom: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('is missing, since you used it');
    expect(refused.text).toContain('value="1.82.7"');
    const sent = await browser.post(page, { used: 'yes', versions: '1.82.7', reachable: 'yes' });
    expect([sent.status, sent.headers['location']]).toEqual([303, `${page}/receipt`]);
    const receipt = await browser.get(`${page}/receipt`);
    expect(receipt.text).toContain('Thank you: your answers arrived');
    expect(receipt.text).toContain('1.82.7');
    await assay.settle();
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'affected' });
    const staff = await assay.browser('analyst');
    const { text } = await staff.get(`/outreach-requests/${(await requestOf(birch)).id}`);
    expect(text).toContain('Answer 1: Affected');
  });

  it('takes one that came otherwise from the people here: kept as evidence, its word dated as it says', async () => {
    assay.clock.set('2026-03-26T09:00:00Z');
    const documents = `${path}/${id}/openvex-documents`;
    const good = vexOf('not_affected', { justification: 'component_not_present' });
    const give = (openVex: string, vendorId = birch) =>
      analyst.post<{ id: string; fields?: object }>(documents, { vendorId, openVex });
    expect((await give(vexOf('perhaps'))).body.fields).toEqual({
      openVex: expect.stringMatching(/^cannot be read: statements\[0\]\.status is perhaps/),
    });
    expect((await give(good, id)).status).toBe(404);
    const taken = await give(good);
    expect(taken.status).toBe(201);
    await assay.settle();
    expect(await standingIn(analyst, id, birch)).toMatchObject({ standing: 'clear' });
    const { body } = await analyst.get<{ id: string; evidenceId: string }[]>(
      `${path}/${id}/statements?vendorId=${birch}`,
    );
    const said = body.find((one) => one.id === taken.body.id);
    expect(said).toMatchObject({ source: 'vex', status: 'not_affected', datedOn: '2026-03-26' });
    const content = await analyst.get(`/api/v1/evidence/${said?.evidenceId}/file`);
    expect(content.text).toBe(good);
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [taken.body.id] });
    expect(items.map(({ action }) => action)).toEqual(['statement.added']);
  });

  it('takes an OpenVEX document as a file, too, and gives back what was typed where it cannot', async () => {
    assay.clock.set('2026-03-26T09:00:00Z');
    await ask({ vendorIds: [birch] });
    const browser = new Browser(assay);
    const opened = await browser.post('/incident/open', { token: await secretOf(birch) });
    const page = opened.headers['location'] ?? '';
    const door = {
      assay,
      headers: {
        cookie: browser.cookieHeader(),
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      },
    };
    const fields = { used: 'no', actions: 'Nothing to do.', openVex: '' };
    const send = (content: Buffer, more: object = {}) =>
      sendForm(door, page, { ...fields, ...more }, { name: 'vex.json', content });
    const vex = Buffer.from(vexOf('not_affected', { justification: 'component_not_present' }));
    const refused = async (...sent: Parameters<typeof send>) => {
      const { status, text } = await send(...sent);
      expect([status, text]).toEqual([422, expect.stringContaining('Nothing to do.')]);
      return text;
    };
    expect(await refused(Buffer.alloc(200_001, 32))).toContain('The file is larger than 200 kB.');
    expect(await refused(Buffer.from('ff00', 'hex'))).toContain('The file is no text.');
    expect(await refused(vex, { openVex: '{}' })).toContain('leave one of the two');
    expect(await refused(Buffer.from('{"a":'))).toContain('cannot be read');
    expect((await send(vex)).status).toBe(303);
    const given = await browser.get(`${page}/receipt`);
    expect(given.text).toContain('OpenVEX');
    const { body } = await analyst.get<{ source: string }[]>(
      `/api/v1/incidents/${id}/statements?vendorId=${birch}`,
    );
    expect(body.map(({ source }) => source).sort()).toEqual(['outreach', 'vex']);
  });

  it('opens for nobody else, dies when it is revoked or sent again, all alike [ASVS 7.2.3]', async () => {
    await ask();
    const secret = await secretOf(amber);
    const browser = new Browser(assay);
    const { headers } = await browser.post('/incident/open', { token: secret });
    const page = headers['location'] ?? '';
    const stranger = new Browser(assay);
    const dead = (await stranger.get('/incident/nonsense')).text;
    const foreign = `/incident/r/${(await requestOf(birch)).id}`;
    for (const [visitor, url] of [
      [stranger, page],
      [browser, foreign],
      [browser, `${foreign}/receipt`],
    ] as const) {
      const { status, text } = await visitor.get(url);
      expect([url, status, text]).toEqual([url, 404, dead]);
    }
    for (let tries = 0; tries < 200; tries += 1) {
      const guess = randomBytes(32).toString('base64url');
      const url = '/api/v1/incident-answering';
      expect((await assay.stranger.get(url, bearer(guess))).status).toBe(401);
    }
    const request = await requestOf(amber);
    const own = `/api/v1/outreach-requests/${request.id}`;
    expect((await analyst.post(`${own}/letters`, {}, { 'if-match': '"9"' })).status).toBe(412);
    expect((await analyst.post(`${own}/letters`, {}, match(request))).status).toBe(204);
    expect([
      (await browser.get(page)).status,
      (await answer(secret, { used: 'no' })).status,
    ]).toEqual([404, 401]);
    const second = await secretOf(amber);
    expect(second).not.toBe(secret);
    expect((await browser.get(`/incident/${second}`)).status).toBe(200);
    const again = await requestOf(amber);
    expect((await analyst.delete(own, match(again))).status).toBe(204);
    expect((await browser.get(`/incident/${second}`)).text).toBe(dead);
    expect(await requestOf(amber)).toMatchObject({ state: 'revoked' });
    expect((await analyst.delete(own, match(await requestOf(amber)))).status).toBe(409);
  });

  it('keeps no secret anywhere but in the sealed letter [ASVS 14.2.4]', async () => {
    await ask({ vendorIds: [birch] });
    const secret = await secretOf(birch);
    const browser = new Browser(assay);
    await browser.post('/incident/open', { token: secret });
    const session = browser.cookieHeader().split('=')[1] ?? '';
    await answer(secret, { used: 'no' });
    const stored = [
      await assay.database.sql`SELECT * FROM journal_entry`,
      await assay.database.sql`SELECT * FROM job`,
      await assay.database.sql`SELECT * FROM outreach_request`,
      await assay.database.sql`SELECT * FROM outreach_session`,
      await assay.database.sql`SELECT * FROM outreach_answer`,
      await assay.database.sql`SELECT * FROM incident_entry`,
      await assay.database.sql`SELECT * FROM letter`,
    ].map((rows) => JSON.stringify(rows));
    expect(session).toHaveLength(43);
    for (const text of stored) {
      expect([text.includes(secret), text.includes(session)]).toEqual([false, false]);
    }
  });

  it('may be given more time, and says kindly when the incident is closed', async () => {
    await ask();
    const request = await requestOf(amber);
    const due = `/api/v1/outreach-requests/${request.id}/due`;
    for (const dueAt of ['soon', '2026-03-25T08:00:00Z', '2027-01-01T00:00:00Z', 7, null]) {
      expect((await analyst.put(due, { dueAt }, match(request))).status).toBe(422);
    }
    const dueAt = '2026-04-01T12:00:00.000Z';
    expect((await analyst.put(due, { dueAt }, match(request))).status).toBe(204);
    expect(await requestOf(amber)).toMatchObject({ dueAt });
    const secret = await secretOf(amber);
    const browser = new Browser(assay);
    const { headers } = await browser.post('/incident/open', { token: secret });
    await close(id);
    expect((await browser.get(`/incident/${secret}`)).text).toContain('Nothing is needed any more');
    expect((await browser.get(headers['location'] ?? '')).text).toContain('nothing is needed');
    expect((await answer(secret, { used: 'no' })).status).toBe(409);
    expect((await ask()).status).toBe(409);
  });

  it('shows the same pages where very many were asked', async () => {
    const vendorIds = [mute, birch, amber, await vendor('Amber', true)];
    await assay.settle();
    expect((await ask({ vendorIds })).status).toBe(201);
    const paged = async () => {
      const found: string[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { size: 2, ...(cursor && { cursor }) };
        const page = await assay.app.get(OutreachQueries).requests(id, query);
        found.push(...page.items.map((one) => `${one.vendor} ${one.id}`));
        cursor = page.next;
        if (cursor === undefined) return { found, board: await board() };
      }
    };
    const few = await paged();
    expect(few.found).toHaveLength(4);
    await assay.database.transaction(async () => {
      await assay.database.sql`UPDATE outreach SET vendors = 6000 WHERE incident_id = ${id}`;
    });
    expect(await paged()).toEqual(few);
  });

  it('owes the answer to the lead until it is here', async () => {
    await ask({ vendorIds: [birch] });
    const owed = async () =>
      (await analyst.get<{ title: string }[]>(`/api/v1/obligations?vendorId=${birch}`)).body;
    expect(await owed()).toEqual([
      expect.objectContaining({ kind: 'incident_outreach', dueOn: '2026-03-28' }),
    ]);
    await answer(await secretOf(birch), { used: 'no' });
    expect(await owed()).toEqual([]);
  });

  describe('and renewing what they hold', () => {
    let credentialId: string;
    const rotations = async () =>
      (await analyst.get<RotationView[]>(`${path}/${id}/rotations?vendorId=${amber}`)).body;
    const rotation = async () => (await rotations())[0] as RotationView;
    const act = async (what: string, body: object, headers?: Record<string, string>) => {
      const one = await rotation();
      const url = `/api/v1/rotations/${one.id}/${what}`;
      return (await analyst.post<Refused>(url, body, headers ?? match(one))).status;
    };
    const credential = async () =>
      (await analyst.get<CredentialView>(`/api/v1/credentials/${credentialId}`)).body;

    beforeEach(async () => {
      const engagementId = await engage(amber);
      const facts = { kind: 'api_key', name: 'Gateway key', opens: 'The gateway.' };
      const url = `/api/v1/engagements/${engagementId}/credentials`;
      credentialId = (await analyst.post<{ id: string }>(url, facts)).body.id;
      await assay.settle();
    });

    it('asks for each live credential of an affected vendor, once, in a day for tier 1', async () => {
      expect(await rotations()).toEqual([
        expect.objectContaining({
          vendor: 'Amber',
          credentialId,
          state: 'open',
          dueAt: '2026-03-26T09:00:00.000Z',
          isLate: false,
          isAffected: true,
        }),
      ]);
      const url = `/api/v1/obligations?vendorId=${amber}&kind=rotation`;
      expect((await analyst.get<object[]>(url)).body).toEqual([
        expect.objectContaining({ kind: 'rotation', dueOn: '2026-03-26' }),
      ]);
      const second = await openIncident(assay, analyst, { title: 'Again' });
      const { body } = await analyst.get<object[]>(`${path}/${second}/rotations?vendorId=${amber}`);
      expect(body).toHaveLength(1);
      assay.clock.set('2026-03-26T10:00:00Z');
      const of = `${path}/${id}/rotation-counts`;
      const { body: counted } = await analyst.get<RotationCounts>(of);
      expect(counted.late).toBe(counted.open);
      expect(counted).toMatchObject({ signedOff: 0, notNeeded: 0 });
    });

    it('is signed off by a person, which the credential tells, and can be taken back', async () => {
      expect(await act('sign-off', { rotatedOn: '2026-03-23' })).toBe(422);
      expect(await act('sign-off', {}, { 'if-match': '"7"' })).toBe(412);
      expect(await act('waiver', { reason: 'No.' })).toBe(409);
      expect(await act('sign-off', { note: 'New key in the vault.' })).toBe(204);
      expect(await credential()).toMatchObject({ rotatedOn: '2026-03-25' });
      expect(await rotation()).toMatchObject({
        state: 'signed_off',
        settledBy: 'Test analyst (test)',
      });
      expect(await act('sign-off', {})).toBe(409);
      expect(await act('reopening', { reason: 'The old key still works.' })).toBe(204);
      expect(await rotation()).toMatchObject({ state: 'open' });
      expect(await credential()).not.toHaveProperty('rotatedOn');
      expect((await timeline()).join(' ')).toContain('signed off that “Gateway key” of Amber');
    });

    it('is signed off once when two do it at the same moment', async () => {
      const one = await rotation();
      const url = `/api/v1/rotations/${one.id}/sign-off`;
      const done = await Promise.all([1, 2, 3].map(() => analyst.post(url, {}, match(one))));
      expect(done.filter(({ status }) => status === 204)).toHaveLength(1);
      expect((await credential()).version).toBe(2);
    });

    it('stays when the vendor turns clear, and need not be done then, with a reason', async () => {
      const statement = { vendorId: amber, status: 'not_affected', datedOn: '2026-03-25' };
      await analyst.post(`${path}/${id}/statements`, statement);
      await assay.settle();
      expect(await rotation()).toMatchObject({ state: 'open', isAffected: false });
      expect(await act('waiver', { reason: '' })).toBe(422);
      expect(await act('waiver', { reason: 'It never had 1.82.7.' })).toBe(204);
      expect(await rotation()).toMatchObject({ state: 'not_needed' });
      const page = await (
        await assay.browser('analyst')
      ).get(`/rotations/${(await rotation()).id}`);
      expect(page.text).toContain('It never had 1.82.7.');
    });
  });

  it('asks everybody there is in one go', async () => {
    expect((await ask({ standings: everyStanding })).status).toBe(201);
    const { asked, sent, undeliverable } = await counts();
    expect(asked).toBe(sent + undeliverable);
    expect(sent).toBeGreaterThanOrEqual(2);
  });
});
