import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { Browser, nameOrganisation, newestSecret, publish, send, type Sent } from './respondent.js';
import { sample } from './sample-questionnaire.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The secret with one thing wrong: a character changed, added, lost, or two exchanged. */
function nearMiss(secret: string, number: number): string {
  const at = number % secret.length;
  const other = alphabet[(alphabet.indexOf(secret[at] ?? 'A') + 1 + (number % 62)) % 64] ?? 'A';
  switch (number % 4) {
    case 0:
      return secret.slice(0, at) + other + secret.slice(at + 1);
    case 1:
      return secret.slice(0, at) + other + secret.slice(at);
    case 2:
      return secret.slice(0, at) + secret.slice(at + 1);
    default:
      return (
        secret.slice(0, at) +
        (at % 2 ? secret.slice(at).toUpperCase() + '=' : `${secret.slice(at)}.`)
      );
  }
}

describe('magic links', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let sent: Sent;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    await nameOrganisation(assay, 'Meridian Bank');
    versionId = await publish(assay, sample);
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    sent = await send(staff, versionId);
  });

  const browser = () => new Browser(assay);
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  };
  const post = (token: string) =>
    assay.send({
      method: 'POST',
      url: '/answer/open',
      payload: new URLSearchParams({ token }).toString(),
      headers: { ...form, accept: 'text/html' },
    });
  const deadPage = async () => (await browser().get('/answer/nonsense')).text;

  it('[ASVS 7.2.3] accepts none of 10,000 random and near-miss tokens, and answers all alike', async () => {
    const dead = await deadPage();
    const seen = new Set<string>();
    const attempt = async (number: number): Promise<void> => {
      const token =
        number % 2 ? nearMiss(sent.secret, number >> 1) : randomBytes(32).toString('base64url');
      const look = () => assay.send({ method: 'GET', url: `/answer/${token}` });
      const reply = await (number % 5 ? look() : post(token));
      seen.add(`${reply.status} ${reply.text === dead} ${reply.headers['set-cookie'] ?? ''}`);
    };
    const together = 20;
    for (let from = 0; from < 10_000; from += together) {
      await Promise.all(Array.from({ length: together }, (_, index) => attempt(from + index)));
    }
    expect([...seen]).toEqual(['404 true ']);
    const [{ sessions } = { sessions: -1 }] = await assay.database.sql<{ sessions: number }[]>`
      SELECT count(*) AS sessions FROM respondent_session`;
    expect(sessions).toBe(0);
  });

  it('accepts none as bearer token either', async () => {
    const seen = new Set<string>();
    for (let number = 0; number < 500; number += 1) {
      const token =
        number % 2 ? nearMiss(sent.secret, number) : randomBytes(32).toString('base64url');
      const { status, body } = await assay.stranger.get<{ detail: string }>('/api/v1/answering', {
        authorization: `Bearer ${token}`,
      });
      seen.add(`${status} ${body.detail}`);
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toMatch(/^401 /);
    expect((await assay.stranger.get('/api/v1/answering')).status).toBe(401);
  });

  it.each([
    'a',
    'open',
    'x'.repeat(300),
    'two/parts',
    '%00',
    '..%2f..',
    '__proto__',
    '%F0%9F%98%80',
  ])('shows the same page for the mangled link %#', async (token) => {
    const reply = await browser().get(`/answer/${token}`);
    expect([reply.status, reply.text === (await deadPage())]).toEqual([404, true]);
  });

  it('survives a hundred scanners: then the human still gets in', async () => {
    for (let number = 0; number < 100; number += 1) {
      const method = number % 2 ? 'HEAD' : 'GET';
      const { status } = await assay.send({ method, url: `/answer/${sent.secret}` });
      expect(status).toBe(200);
    }
    const [untouched] = await assay.database.sql<object[]>`
      SELECT i.opened_at, a.state FROM invitation i JOIN assessment a ON a.id = i.assessment_id
      WHERE i.id = ${sent.invitationId}`;
    expect(untouched).toEqual({ opened_at: null, state: 'sent' });
    const human = browser();
    expect((await human.open(sent.secret)).status).toBe(303);
    expect((await human.get(`/answer/a/${sent.assessmentId}`)).status).toBe(200);
  });

  it('[ASVS 3.3.1] gives a cookie that is bound to the host and out of reach of scripts', async () => {
    const { headers } = await browser().open(sent.secret);
    const name = `assay-answer-${sent.assessmentId.slice(-12)}`;
    expect(headers['set-cookie']).toMatch(
      new RegExp(`^${name}=[\\w-]{43}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`),
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('opens again and again, on another device, until it ends', async () => {
    const [phone, desk] = [browser(), browser()];
    await phone.open(sent.secret);
    await desk.open(sent.secret);
    expect(phone.cookieHeader()).not.toBe(desk.cookieHeader());
    for (const device of [phone, desk]) {
      expect((await device.get(`/answer/a/${sent.assessmentId}`)).status).toBe(200);
    }
  });

  const ends: [string, () => Promise<unknown>][] = [
    ['revoked', () => staff.delete(`/api/v1/invitations/${sent.invitationId}`)],
    ['sent again', () => staff.post(`/api/v1/invitations/${sent.invitationId}/rotations`)],
    [
      'revoked with its assessment',
      () => staff.post(`/api/v1/assessments/${sent.assessmentId}/revocation`, { reason: 'Wrong.' }),
    ],
    ['expired', async () => assay.clock.advanceDays(400)],
  ];

  it.each(ends)('is dead, with what was opened by it, once it is %s', async (_, end) => {
    const human = browser();
    const at = `/answer/a/${sent.assessmentId}`;
    const dead = await deadPage();
    await human.open(sent.secret);
    await end();
    try {
      const replies = [
        await human.get(`/answer/${sent.secret}`),
        await human.open(sent.secret),
        await human.get(at),
        await human.get(`${at}/sections/basics`),
        await human.post(`${at}/sections/basics`, { 'a.one:value': 'red', 'a.one:seen': '' }),
        await human.post(`${at}/submission`, { confirmed: 'yes' }),
        await human.get(`${at}/receipt`),
      ];
      expect(replies.map(({ status, text }) => [status, text === dead])).toEqual(
        replies.map(() => [404, true]),
      );
      expect((await human.autosave(`${at}/questions/a.one`, { value: 'red' })).status).toBe(404);
      const [{ answers } = { answers: -1 }] = await assay.database.sql<{ answers: number }[]>`
        SELECT count(*) AS answers FROM answer WHERE assessment_id = ${sent.assessmentId}`;
      expect(answers).toBe(0);
    } finally {
      assay.clock.set('2026-11-23T09:00:00.000Z');
    }
  });

  it('keeps a session for 30 days at most', async () => {
    const human = browser();
    await human.open(sent.secret);
    assay.clock.advanceDays(31);
    expect((await human.get(`/answer/a/${sent.assessmentId}`)).status).toBe(404);
    expect((await human.open(sent.secret)).status).toBe(303);
    assay.clock.set('2026-11-23T09:00:00.000Z');
  });

  it('[ASVS 8.2.2] opens nothing of another assessment, whatever id or cookie is sent', async () => {
    const human = browser();
    await human.open(sent.secret);
    const [, mine = ''] = human.cookieHeader().split('=');
    const other = await send(staff, versionId);
    const at = `/answer/a/${other.assessmentId}`;
    const cookies = [
      human.cookieHeader(),
      `assay-answer-${other.assessmentId.slice(-12)}=${mine}`,
      `assay-answer-${other.assessmentId.slice(-12)}=`,
      `assay=${mine}`,
      '',
    ];
    const pages = ['', '/sections/basics', '/check', '/receipt', '/colleagues'];
    for (const cookie of cookies) {
      for (const page of pages) {
        const { status } = await assay.send({ method: 'GET', url: at + page, headers: { cookie } });
        expect(status).toBe(404);
      }
      const url = `${at}/questions/a.one`;
      const headers = {
        cookie,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      };
      const put = await assay.send({ method: 'PUT', url, headers, payload: '{"value":"red"}' });
      expect(put.status).toBe(404);
    }
    for (const id of ['nonsense', '__proto__', sent.assessmentId.toUpperCase()]) {
      expect((await human.get(`/answer/a/${id}`)).status).toBe(404);
    }
    const [row] = await assay.database.sql<{ state: string }[]>`
      SELECT state FROM assessment WHERE id = ${other.assessmentId}`;
    expect(row?.state).toBe('sent');
  });

  it('does not serve staff, nor respondents at the doors of staff', async () => {
    const human = browser();
    await human.open(sent.secret);
    const headers = { cookie: human.cookieHeader(), authorization: `Bearer ${sent.secret}` };
    expect((await assay.stranger.get('/api/v1/vendors', headers)).status).toBe(401);
    expect((await assay.stranger.get('/vendors', headers)).status).toBe(303);
    const at = `/answer/a/${sent.assessmentId}`;
    expect((await (await assay.browser()).get(at)).status).toBe(404);
    expect((await staff.get('/api/v1/answering')).status).toBe(401);
  });

  it('[ASVS 3.5.1] refuses what another site makes a browser send', async () => {
    const human = browser();
    await human.open(sent.secret);
    const at = `/answer/a/${sent.assessmentId}`;
    const changes = [
      ['POST', '/answer/open'],
      ['POST', `${at}/sections/basics`],
      ['POST', `${at}/colleagues`],
      ['POST', `${at}/colleagues/${sent.invitationId}/withdrawal`],
      ['POST', `${at}/submission`],
      ['PUT', `${at}/questions/a.one`],
    ] as const;
    for (const [method, url] of changes) {
      for (const forged of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        {},
      ]) {
        const headers = { ...form, cookie: human.cookieHeader(), ...forged };
        const stripped = Object.fromEntries(
          Object.entries(headers).filter(([name]) => name !== 'sec-fetch-site' || name in forged),
        );
        const { status } = await assay.send({
          method,
          url,
          headers: stripped,
          payload: 'confirmed=yes',
        });
        expect(status).toBe(403);
      }
    }
  });

  it('never writes a host that was forged into a page, a letter or an address', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const landing = await assay.send({ method: 'GET', url: `/answer/${sent.secret}`, headers });
    expect(landing.text).not.toContain('evil.example');
    const opened = await assay.send({
      method: 'POST',
      url: '/answer/open',
      headers: { ...form, ...headers },
      payload: `token=${sent.secret}`,
    });
    expect(opened.headers['location']).toBe(`/answer/a/${sent.assessmentId}`);
    const facts = { name: 'Bea', email: 'bea@corridor.example', sections: ['lists'] };
    const by = { authorization: `Bearer ${sent.secret}` };
    await assay.stranger.post('/api/v1/answering/delegations', facts, { ...by, ...headers });
    const { body: letters } = await staff.get<{ id: string }[]>('/api/v1/letters?size=1');
    const { body: letter } = await staff.get<{ text: string }>(`/api/v1/letters/${letters[0]?.id}`);
    expect(letter.text).toContain(`${assay.origin}/answer/`);
    expect(letter.text).not.toContain('evil.example');
  });

  it('leaves its secret nowhere but in the sealed letter', async () => {
    const human = browser();
    await human.open(sent.secret);
    const [, session = ''] = human.cookieHeader().split('=');
    await human.post(`/answer/a/${sent.assessmentId}/colleagues`, {
      name: 'Bea',
      email: 'bea@corridor.example',
      sections: 'lists',
    });
    const secrets = [sent.secret, session, await newestSecret(staff)];
    await human.post(`/answer/a/${sent.assessmentId}/submission`, { confirmed: 'yes' });
    const rows = await Promise.all([
      assay.database.sql`SELECT * FROM journal_entry`,
      assay.database.sql`SELECT * FROM journal_detail`,
      assay.database.sql`SELECT * FROM job`,
      assay.database.sql`SELECT * FROM letter`,
      assay.database.sql`SELECT * FROM invitation`,
      assay.database.sql`SELECT * FROM respondent_session`,
      assay.database.sql`SELECT * FROM submission`,
    ]);
    const stored = JSON.stringify(rows);
    for (const secret of secrets) expect(stored.includes(secret)).toBe(false);
  });
});

it('binds the cookie to https where the register is reached by https', async () => {
  const assay = await startAssay({ ASSAY_BASE_URL: 'https://assay.example.org' });
  const staff = await assay.api();
  const sent = await send(staff, await publish(assay, sample));
  const { headers } = await new Browser(assay).open(sent.secret);
  expect(headers['set-cookie']).toMatch(/^__Host-assay-answer-[0-9a-f]{12}=.*; Path=\/; .*Secure/);
  await assay.close();
});
