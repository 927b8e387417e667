import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAssay } from '../../src/assay.js';
import { Attempts, SetUp } from '../../src/identity/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { TestClock } from '../support/clock.js';
import { freshPlace } from '../support/place.js';
import { addPerson, addSignable, goodPassword, postForm, sessionOf, signIn } from './people.js';

const minutes = 60_000;
const wrong = 'not the password at all';

describe('limits of signing in', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.api();
  });
  afterAll(() => assay.close());
  beforeEach(() => assay.clock.advance(16 * minutes));

  const tryOften = async (times: number, email: string, from: object = {}): Promise<number[]> => {
    const statuses: number[] = [];
    for (let at = 0; at < times; at += 1) {
      statuses.push((await signIn(assay, { email }, wrong, from)).status);
    }
    return statuses;
  };
  const times = (count: number, status: number): number[] => Array<number>(count).fill(status);

  it('lets an account be tried ten times in fifteen minutes, from wherever [ASVS 6.3.1]', async () => {
    const { email } = await addSignable(assay, administrator);
    for (let at = 0; at < 10; at += 1) {
      const from = { remoteAddress: `192.0.2.${at}` };
      expect((await signIn(assay, { email: email.toUpperCase() }, wrong, from)).status).toBe(422);
    }
    assay.clock.advance(5 * minutes);
    const refused = await signIn(assay, { email }, goodPassword, { remoteAddress: '192.0.2.99' });
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('600');
    expect(refused.text).toContain('Wait 10 minutes');
    expect(sessionOf(refused)).toBeUndefined();
    assay.clock.advance(10 * minutes);
    expect((await signIn(assay, { email })).status).toBe(303);
  });

  it('counts a try before the password is looked at: thirty at once are ten', async () => {
    const { email } = await addSignable(assay, administrator);
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => signIn(assay, { email }, wrong)),
    );
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([...times(10, 422), ...times(20, 429)]);
  });

  it('forgets the tries of an account that got in', async () => {
    const { email } = await addSignable(assay, administrator);
    await tryOften(9, email);
    expect((await signIn(assay, { email })).status).toBe(303);
    expect(await tryOften(11, email)).toEqual([...times(10, 422), 429]);
  });

  it('lets an address try fifty times, whatever the account, and others go on', async () => {
    const person = await addSignable(assay, administrator);
    const from = { remoteAddress: '198.51.100.7' };
    for (let at = 0; at < 50; at += 1) {
      await assay.app.get(Attempts).take(`somebody-${at}@buyer.example`, from.remoteAddress);
    }
    expect((await signIn(assay, person, goodPassword, from)).status).toBe(429);
    expect(
      (await signIn(assay, person, goodPassword, { remoteAddress: '198.51.100.8' })).status,
    ).toBe(303);
  });

  it('takes the addresses of one household with IPv6 for one', async () => {
    const person = await addSignable(assay, administrator);
    for (let at = 1; at <= 50; at += 1) {
      await assay.app
        .get(Attempts)
        .take(`somebody-${at}@buyer.example`, `2001:db8:0:7::${at.toString(16)}`);
    }
    const from = (remoteAddress: string) => signIn(assay, person, goodPassword, { remoteAddress });
    expect((await from('2001:db8:0:7:ffff::1')).status).toBe(429);
    expect((await from('2001:db8:0:8::1')).status).toBe(303);
  });

  it('does not count against an address those who get in', async () => {
    const person = await addSignable(assay, administrator);
    const from = { remoteAddress: '203.0.113.5' };
    for (let at = 0; at < 49; at += 1) {
      await assay.app.get(Attempts).take(`somebody-${at}@buyer.example`, from.remoteAddress);
    }
    const got: number[] = [];
    for (let at = 0; at < 5; at += 1)
      got.push((await signIn(assay, person, goodPassword, from)).status);
    expect(got).toEqual(times(5, 303));
    expect(await tryOften(2, 'nobody@buyer.example', from)).toEqual([422, 429]);
  });

  it('does not believe X-Forwarded-For unless a proxy of ours sends it', async () => {
    const person = await addSignable(assay, administrator);
    for (let at = 0; at < 50; at += 1) {
      await assay.app.get(Attempts).take(`somebody-${at}@buyer.example`, '203.0.113.77');
    }
    const options = {
      remoteAddress: '203.0.113.77',
      headers: { 'x-forwarded-for': '192.0.2.200' },
    };
    expect((await signIn(assay, person, goodPassword, options)).status).toBe(429);
  });

  it('stops everybody for a while when a thousand tries fail everywhere', async () => {
    const person = await addSignable(assay, administrator);
    for (let at = 0; at < 1_000; at += 1) {
      const address = `10.${at >> 5}.${at & 31}.1`;
      await assay.app.get(Attempts).take(`somebody-${at}@buyer.example`, address);
    }
    expect((await signIn(assay, person)).status).toBe(429);
    assay.clock.advance(15 * minutes);
    expect((await signIn(assay, person)).status).toBe(303);
  });

  it('answers an unknown, a disabled, a password-less and a mistyped account alike [ASVS 6.3.8]', async () => {
    const ended = await addSignable(assay, administrator);
    const facts = { name: 'Ended', role: 'analyst', disabled: true };
    await administrator.put(`/api/v1/users/${ended.id}`, facts, { 'if-match': '"1"' });
    const tries: [string, string][] = [
      ['nobody@buyer.example', goodPassword],
      [ended.email, goodPassword],
      [(await addPerson(administrator)).email, goodPassword],
      [(await addSignable(assay, administrator)).email, wrong],
    ];
    for (const expected of [422, 429]) {
      const replies: Reply[] = [];
      for (const [email, password] of tries) {
        for (let at = 0; expected === 429 && at < 9; at += 1) {
          await assay.app.get(Attempts).take(email, '127.0.0.1');
        }
        replies.push(await signIn(assay, { email }, password));
      }
      const told = replies.map(({ status, text, headers }, at) => {
        const said = text.replaceAll(tries[at]?.[0] ?? '', 'EMAIL');
        return JSON.stringify([status, said, headers['retry-after'], headers['set-cookie']]);
      });
      expect(replies[0]?.status).toBe(expected);
      expect(new Set(told).size).toBe(1);
    }
  });

  it('hold for changing one’s password as well: it asks for the one so far', async () => {
    const person = await addSignable(assay, administrator);
    const headers = { cookie: sessionOf(await signIn(assay, person)) ?? '' };
    const change = (current: string) =>
      postForm(
        assay,
        '/account/password',
        { current, password: 'another good one 12' },
        { headers },
      );
    for (let at = 0; at < 10; at += 1) expect((await change(wrong)).status).toBe(422);
    const refused = await change(goodPassword);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('900');
    expect((await signIn(assay, person)).status).toBe(429);
  });

  it('keeps no typed address in plain: it may be a password by mistake', async () => {
    await signIn(assay, { email: 'my secret passphrase' }, wrong);
    const rows = await assay.database.sql<{ key: string }[]>`SELECT key FROM login_attempt`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('passphrase');
  });

  it.each([
    ['no address', { email: '', password: wrong }],
    ['no password', { email: 'a@buyer.example', password: '' }],
    ['too long a password', { email: 'a@buyer.example', password: 'x'.repeat(257) }],
    ['too long an address', { email: 'a'.repeat(255), password: wrong }],
    ['a NUL', { email: 'a\0@buyer.example', password: wrong }],
    [
      'a field that is not asked for',
      { email: 'a@buyer.example', password: wrong, role: 'administrator' },
    ],
  ])('says what is wrong with %s', async (_, fields) => {
    const { status, text } = await postForm(assay, '/sign-in', fields);
    expect(status).toBe(422);
    expect(text).toContain('error-summary');
    expect(text).not.toContain(wrong);
  });
});

it('the limits survive a restart', async () => {
  const place = await freshPlace();
  const config = readConfig({
    ASSAY_DATA: place.folder,
    ASSAY_LOG_LEVEL: 'error',
    ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
  });
  const clock = new TestClock();
  const start = async () => {
    const app = await createAssay(config, clock);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const send: TestAssay['send'] = async (options) => {
      const { statusCode: status, headers, body: text } = await app.inject(options);
      return {
        status,
        headers: headers as Record<string, string>,
        text,
        bytes: Buffer.from(text),
        body: text,
      };
    };
    return { app, send };
  };
  const email = 'ada@buyer.example';
  try {
    const first = await start();
    const token =
      new URL((await first.app.get(SetUp).setUpLink()) ?? '').searchParams.get('token') ?? '';
    const facts = { token, organisation: 'Buyer', name: 'Ada', email, password: goodPassword };
    expect((await postForm(first, '/set-up', facts)).status).toBe(303);
    for (let at = 0; at < 10; at += 1) await signIn(first, { email }, wrong);
    await first.app.close();
    clock.advance(minutes);
    const second = await start();
    const refused = await signIn(second, { email });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '840']);
    clock.advance(14 * minutes);
    expect((await signIn(second, { email })).status).toBe(303);
    await second.app.close();
  } finally {
    await place.remove();
  }
});
