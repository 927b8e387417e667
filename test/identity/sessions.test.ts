import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Leftovers } from '../../src/identity/leftovers.service.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  addPerson,
  addSignable,
  goodPassword,
  letsIn,
  postForm,
  sessionOf,
  setCookies,
  signIn,
  type Person,
} from './people.js';

const hours = 3_600_000;

describe('sessions', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.api();
  });
  afterAll(() => assay.close());

  const enter = async (person: Person, cookie?: string): Promise<string> => {
    const reply = await signIn(assay, person, goodPassword, { headers: cookie ? { cookie } : {} });
    expect(reply.status).toBe(303);
    return sessionOf(reply) ?? '';
  };
  const newcomer = () => addSignable(assay, administrator);

  it('begin with an id of their own and end the one the browser came with [ASVS 7.2.4]', async () => {
    const person = await newcomer();
    const planted = `assay=${'x'.repeat(43)}`;
    const first = await enter(person, planted);
    expect(first).toMatch(/^assay=[\w-]{43}$/);
    expect(first).not.toBe(planted);
    expect(await letsIn(assay, planted)).toBe(false);
    const second = await enter(person, first);
    expect(second).not.toBe(first);
    expect(await letsIn(assay, first)).toBe(false);
    expect(await letsIn(assay, second)).toBe(true);
  });

  it('end at sign-out, and the cookie goes [ASVS 7.4.1]', async () => {
    const cookie = await enter(await newcomer());
    const { status, headers } = await postForm(assay, '/sign-out', {}, { headers: { cookie } });
    expect([status, headers['location']]).toEqual([303, '/sign-in']);
    expect(setCookies(headers)[0]).toMatch(/^assay=; .*Expires=Thu, 01 Jan 1970/);
    expect(await letsIn(assay, cookie)).toBe(false);
  });

  it('all end when the password is changed; the browser that changed it gets a new one [ASVS 6.2.2, 6.2.3, 7.4.3]', async () => {
    const person = await newcomer();
    const [here, elsewhere] = [await enter(person), await enter(person)];
    const fields = { current: goodPassword, password: 'eleven geese over water' };
    const reply = await postForm(assay, '/account/password', fields, { headers: { cookie: here } });
    expect(reply.status).toBe(303);
    expect(await letsIn(assay, here)).toBe(false);
    expect(await letsIn(assay, elsewhere)).toBe(false);
    expect(await letsIn(assay, sessionOf(reply))).toBe(true);
    expect((await signIn(assay, person)).status).toBe(422);
    expect((await signIn(assay, person, fields.password)).status).toBe(303);
  });

  it.each([
    ['another role', { role: 'viewer', disabled: false }],
    ['the end of access [ASVS 7.4.2]', { role: 'analyst', disabled: true }],
  ])('all end with %s', async (_, facts) => {
    const person = await newcomer();
    const cookie = await enter(person);
    const change = { name: 'Changed', ...facts };
    const { status } = await administrator.put(`/api/v1/users/${person.id}`, change, {
      'if-match': '"1"',
    });
    expect(status).toBe(204);
    expect(await letsIn(assay, cookie)).toBe(false);
  });

  it('stay when only the name is changed', async () => {
    const person = await newcomer();
    const cookie = await enter(person);
    const facts = { name: 'Renamed', role: 'analyst', disabled: false };
    await administrator.put(`/api/v1/users/${person.id}`, facts, { 'if-match': '"1"' });
    expect(await letsIn(assay, cookie)).toBe(true);
  });

  it('do not come back with access', async () => {
    const person = await newcomer();
    const cookie = await enter(person);
    for (const [version, disabled] of [true, false].entries()) {
      const facts = { name: 'Changed', role: 'analyst', disabled };
      await administrator.put(`/api/v1/users/${person.id}`, facts, {
        'if-match': `"${version + 1}"`,
      });
    }
    expect(await letsIn(assay, cookie)).toBe(false);
    await enter(person);
  });

  it('end after twelve hours without use [ASVS 7.3.1]', async () => {
    const cookie = await enter(await newcomer());
    assay.clock.advance(12 * hours);
    expect(await letsIn(assay, cookie)).toBe(true);
    assay.clock.advance(12 * hours + 1);
    expect(await letsIn(assay, cookie)).toBe(false);
  });

  it('end after seven days however much they are used [ASVS 7.3.2]', async () => {
    const cookie = await enter(await newcomer());
    for (let at = 0; at < 7 * 3 - 1; at += 1) {
      assay.clock.advance(8 * hours);
      expect(await letsIn(assay, cookie)).toBe(true);
    }
    assay.clock.advance(8 * hours);
    expect(await letsIn(assay, cookie)).toBe(false);
  });

  it('are listed for their owner, who ends them one by one [ASVS 7.5.2]', async () => {
    const person = await newcomer();
    const phone = await signIn(assay, person, goodPassword, {
      headers: { 'user-agent': 'Phone <b>' },
    });
    const cookie = await enter(person);
    const { text } = await assay.send({ method: 'GET', url: '/account', headers: { cookie } });
    expect(text).toContain('Phone &lt;b&gt;');
    const ids = [...text.matchAll(/\/account\/sessions\/([\w-]+)\/end/g)].map(([, id]) => id ?? '');
    expect(ids).toHaveLength(2);
    const stranger = await assay.browser('administrator');
    for (const id of ids) {
      expect((await stranger.post(`/account/sessions/${id}/end`, {})).status).toBe(404);
    }
    const others = /Phone[\s\S]*?\/account\/sessions\/([\w-]+)\/end/.exec(text)?.[1] ?? '';
    await postForm(assay, `/account/sessions/${others}/end`, {}, { headers: { cookie } });
    expect(await letsIn(assay, sessionOf(phone))).toBe(false);
    expect(await letsIn(assay, cookie)).toBe(true);
  });

  it('are forgotten a day after their end, like links and counted tries', async () => {
    const person = await newcomer();
    await enter(person);
    await addPerson(administrator);
    await signIn(assay, person, 'a mistyped password');
    const left = async (): Promise<number[]> => {
      const [row] = await assay.database.sql<Record<string, number | string>[]>`
        SELECT (SELECT count(*) FROM session) AS sessions,
          (SELECT count(*) FROM password_link) AS links,
          (SELECT count(*) FROM login_attempt) AS tries`;
      return Object.values(row ?? {}).map(Number);
    };
    await assay.app.get(Leftovers).clear();
    expect((await left()).every((count) => count > 0)).toBe(true);
    assay.clock.advanceDays(8);
    assay.clock.advance(1);
    await assay.app.get(Leftovers).clear();
    expect(await left()).toEqual([0, 0, 0]);
  });

  it('are kept as hashes only [ASVS 7.2.3]', async () => {
    const cookie = await enter(await newcomer());
    const rows = await assay.database.sql`SELECT * FROM session`;
    expect(JSON.stringify(rows)).not.toContain(cookie.replace('assay=', ''));
  });

  it.each([
    ['/vendors?q=a%20b', '/vendors?q=a%20b'],
    ['/', '/'],
    ['', '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['evil.example', '/'],
  ])('lead from the sign-in with to=%j to %s [ASVS 3.7.2]', async (to, location) => {
    const { email } = await newcomer();
    const { status, headers } = await postForm(assay, '/sign-in', {
      email,
      password: goodPassword,
      to,
    });
    expect([status, headers['location']]).toEqual([303, location]);
  });

  it.each(['/\t/evil.example', '/a\r\nSet-Cookie: x=y', '/\0'])(
    'do not begin with control characters in the way to go on: %j',
    async (to) => {
      const fields = { email: (await newcomer()).email, password: goodPassword, to };
      const { status, headers } = await postForm(assay, '/sign-in', fields);
      expect([status, headers['location'], headers['set-cookie']]).toEqual([
        422,
        undefined,
        undefined,
      ]);
    },
  );
});

describe('the session’s cookie', () => {
  const flagsOf = async (
    settings: Record<string, string>,
  ): Promise<{ set: string[]; gone: string[] }> => {
    const assay = await startAssay(settings);
    try {
      const person = await addSignable(assay, await assay.api());
      const reply = await signIn(assay, person);
      const cookie = sessionOf(reply) ?? '';
      expect(await letsIn(assay, cookie)).toBe(true);
      expect(
        await letsIn(
          assay,
          cookie.replace(/^__Host-|^/, (prefix) => (prefix ? '' : '__Host-')),
        ),
      ).toBe(false);
      const out = await postForm(assay, '/sign-out', {}, { headers: { cookie } });
      return { set: setCookies(reply.headers), gone: setCookies(out.headers) };
    } finally {
      await assay.close();
    }
  };

  it('over https is bound to the host, to encryption and to our own pages [ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4]', async () => {
    const { set, gone } = await flagsOf({ ASSAY_BASE_URL: 'https://assay.example.org' });
    expect(set).toHaveLength(1);
    expect(set[0]).toMatch(/^__Host-assay=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(gone).toHaveLength(1);
    expect(gone[0]).toMatch(/^__Host-assay=; .*Path=\/;.* HttpOnly; Secure; SameSite=Lax$/);
  });

  it('on this machine over http is the same without encryption', async () => {
    const { set } = await flagsOf({});
    expect(set[0]).toMatch(/^assay=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});
