import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Organisations, SetUp } from '../../src/identity/index.js';
import { Journal } from '../../src/journal/index.js';
import { startAssay, type Reply, type TestAssay } from '../support/app.js';
import { goodPassword, letsIn, postForm, sessionOf, signIn, tokenOf } from './people.js';

describe('setting Assay up', () => {
  let assay: TestAssay;
  let token: string;

  beforeEach(async () => {
    assay = await startAssay();
    token = await newToken();
  });
  afterEach(() => assay.close());

  const newToken = async () => tokenOf((await assay.app.get(SetUp).setUpLink()) ?? '');
  const email = 'ada@buyer.example';
  const complete = (facts: Record<string, string> = {}): Promise<Reply> => {
    const good = { token, organisation: 'Buyer Ltd', name: 'Ada', email, password: goodPassword };
    return postForm(assay, '/set-up', { ...good, ...facts });
  };
  const look = (sent: string): Promise<Reply> =>
    assay.send({ method: 'GET', url: `/set-up?token=${sent}`, headers: { accept: 'text/html' } });
  const people = () => assay.database.sql<object[]>`SELECT name, email, role FROM app_user`;

  it('makes the one administrator, who is signed in and signs in', async () => {
    for (let at = 0; at < 20; at += 1) expect((await look(token)).status).toBe(200);
    expect(await people()).toEqual([]);
    const done = await complete({ email: 'Ada@Buyer.example' });
    expect([done.status, done.headers['location']]).toEqual([303, '/']);
    expect(await letsIn(assay, sessionOf(done))).toBe(true);
    expect(await people()).toEqual([{ name: 'Ada', email, role: 'administrator' }]);
    expect(await assay.app.get(Organisations).name()).toBe('Buyer Ltd');
    expect((await signIn(assay, { email })).status).toBe(303);
  });

  it('happens once: of two at the same time one is told that the link is gone', async () => {
    const replies = await Promise.all([complete(), complete({ email: 'eve@buyer.example' })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect(await people()).toHaveLength(1);
  });

  it('is over once somebody is here', async () => {
    await complete();
    expect((await complete({ email: 'eve@buyer.example' })).status).toBe(410);
    expect((await look(token)).status).toBe(410);
    expect(await assay.app.get(SetUp).setUpLink()).toBeUndefined();
    expect(await people()).toHaveLength(1);
  });

  it('needs the link of the latest start', async () => {
    const earlier = token;
    token = await newToken();
    expect((await complete({ token: earlier })).status).toBe(410);
    expect((await complete()).status).toBe(303);
  });

  it('refuses every other token alike, and changes nothing', async () => {
    const { size } = await assay.app.get(Journal).head();
    const told = new Set<string>();
    for (const wrong of ['x', `${token.slice(0, -1)}_`, token.toLowerCase(), 'x'.repeat(100)]) {
      for (const { status, text } of [await complete({ token: wrong }), await look(wrong)]) {
        told.add(`${status} ${text.replaceAll(/[0-9a-f]{12}/g, 'ID')}`);
      }
    }
    expect([...told]).toHaveLength(1);
    expect([...told][0]).toMatch(/^410 /);
    expect(await people()).toEqual([]);
    expect((await assay.app.get(Journal).head()).size).toBe(size);
    expect((await look(token)).status).toBe(200);
  });

  it('says what is wrong with a field, and stays possible', async () => {
    const cases: [string, string][] = [
      ['organisation', ''],
      ['organisation', 'x'.repeat(201)],
      ['name', ''],
      ['name', 'x'.repeat(101)],
      ['email', 'nobody'],
      ['password', 'elevenchars'],
      ['password', 'x'.repeat(257)],
      ['password', 'assay assay assay'],
      ['sample', 'perhaps'],
      ['role', 'viewer'],
    ];
    for (const [field, value] of cases) {
      const { status, text } = await complete({ [field]: value });
      expect([field, value, status]).toEqual([field, value, 422]);
      expect(text).toContain('error-summary');
      expect(text).not.toContain(goodPassword);
      expect(await people()).toEqual([]);
    }
    expect((await complete()).status).toBe(303);
  });

  it('is told to whoever comes to sign in before it', async () => {
    const before = await assay.stranger.get('/sign-in');
    expect(before.text).toContain('not set up yet');
    expect(before.text).not.toContain(token);
    await complete();
    expect((await assay.stranger.get('/sign-in')).text).not.toContain('not set up yet');
  });
});
