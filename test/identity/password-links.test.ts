import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Journal } from '../../src/journal/index.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import {
  addPerson,
  addSignable,
  goodPassword,
  letsIn,
  postForm,
  sessionOf,
  signIn,
  tokenOf,
} from './people.js';

describe('links through which a password is chosen', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.api();
  });
  afterAll(() => assay.close());

  const look = (token: string): Promise<Reply> =>
    assay.send({
      method: 'GET',
      url: `/password?token=${token}`,
      headers: { accept: 'text/html' },
    });
  const choose = (token: string, password = goodPassword): Promise<Reply> =>
    postForm(assay, '/password', { token, password });
  const newLink = async (id: string): Promise<string> => {
    const made = await administrator.post<{ link: string }>(`/api/v1/users/${id}/password-links`);
    return tokenOf(made.body.link);
  };

  it('can be looked at by a hundred mail scanners and then used once [ASVS 6.4.1]', async () => {
    const { token, email } = await addPerson(administrator);
    const { size } = await assay.app.get(Journal).head();
    for (let at = 0; at < 50; at += 1) {
      expect((await look(token)).status).toBe(200);
      const url = `/password?token=${token}`;
      expect((await assay.send({ method: 'HEAD', url })).status).toBe(200);
    }
    expect((await assay.app.get(Journal).head()).size).toBe(size);
    const set = await choose(token);
    expect([set.status, set.headers['location']]).toEqual([303, '/sign-in']);
    expect(sessionOf(set)).toBeUndefined();
    expect((await signIn(assay, { email })).status).toBe(303);
    expect((await choose(token, 'another good password')).status).toBe(410);
    expect((await look(token)).status).toBe(410);
    expect((await signIn(assay, { email })).status).toBe(303);
  });

  it('is used by one of two at once', async () => {
    const { token, email } = await addPerson(administrator);
    const passwords = ['first of the two here', 'second of the two here'] as const;
    const replies = await Promise.all(passwords.map((password) => choose(token, password)));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 410]);
    const winner = passwords[replies.findIndex(({ status }) => status === 303)];
    for (const password of passwords) {
      const { status } = await signIn(assay, { email }, password);
      expect(status).toBe(password === winner ? 303 : 422);
    }
  });

  it('lasts seven days', async () => {
    const [one, other] = [await addPerson(administrator), await addPerson(administrator)];
    assay.clock.advanceDays(7);
    assay.clock.advance(-1);
    expect((await choose(one.token)).status).toBe(303);
    assay.clock.advance(1);
    expect((await choose(other.token)).status).toBe(410);
  });

  it('voids those made before, and the old password works until the new one is set', async () => {
    const person = await addSignable(assay, administrator);
    const [first, second] = [await newLink(person.id), await newLink(person.id)];
    expect((await choose(first)).status).toBe(410);
    const signedIn = await signIn(assay, person);
    expect(signedIn.status).toBe(303);
    expect((await choose(second, 'a wholly other one 7')).status).toBe(303);
    expect((await signIn(assay, person)).status).toBe(422);
    expect(await letsIn(assay, sessionOf(signedIn))).toBe(false);
    expect((await signIn(assay, person, 'a wholly other one 7')).status).toBe(303);
  });

  it('opens an account that was tried too often', async () => {
    const person = await addSignable(assay, administrator);
    for (let at = 0; at < 11; at += 1) await signIn(assay, person, 'wrong every time');
    expect((await signIn(assay, person)).status).toBe(429);
    await choose(await newLink(person.id));
    expect((await signIn(assay, person)).status).toBe(303);
  });

  it('does nothing for those whose access has ended, and cannot be made for them', async () => {
    const { id, token } = await addPerson(administrator);
    const facts = { name: 'Ended', role: 'analyst', disabled: true };
    await administrator.put(`/api/v1/users/${id}`, facts, { 'if-match': '"1"' });
    expect((await choose(token)).status).toBe(410);
    expect((await administrator.post(`/api/v1/users/${id}/password-links`)).status).toBe(409);
  });

  it('looks the same whether it never was, was used or is mangled', async () => {
    const { token } = await addPerson(administrator);
    await choose(token);
    const tokens = [
      token,
      '',
      'x',
      `${token.slice(0, -1)}_`,
      token.toUpperCase(),
      encodeURIComponent('\0<b>'),
      '%F0%28%8C%BC',
      'a'.repeat(2_000),
      ...Array.from({ length: 200 }, () => randomBytes(32).toString('base64url')),
    ];
    const told = new Set<string>();
    for (const one of tokens) {
      const { status, text } = await look(one);
      told.add(`${status} ${text.replaceAll(/[0-9a-f]{12}/g, 'ID')}`);
    }
    expect([...told]).toHaveLength(1);
    expect([...told][0]).toMatch(/^410 /);
    expect([...told][0]).toContain('Ask an administrator');
    const twice = await assay.send({ method: 'GET', url: `/password?token=${token}&token=x` });
    expect(twice.status).toBe(410);
  });

  it.each([
    ['short', 'elevenchars', 'needs at least 12 characters'],
    ['long', 'x'.repeat(257), 'is longer than'],
    ['the name of this software', 'my ASSAY password', 'contains the name of this software'],
  ])(
    'refuses a password that is %s, shows it nowhere, and stays good',
    async (_, password, said) => {
      const { token } = await addPerson(administrator);
      const { status, text } = await choose(token, password);
      expect(status).toBe(422);
      expect(text).toContain(said);
      expect(text).not.toContain(password);
      expect((await choose(token)).status).toBe(303);
    },
  );

  it('refuses a password made of the e-mail address', async () => {
    const { token, email } = await addPerson(administrator);
    const { status, text } = await choose(token, `${email.split('@')[0]?.toUpperCase()} and more`);
    expect(status).toBe(422);
    expect(text).toContain('contains the first part of the e-mail address');
  });

  it('takes a password exactly as typed, spaces and all scripts [ASVS 6.2.8, 6.2.9]', async () => {
    const { token, email } = await addPerson(administrator);
    const password = `  ${'Žluťoučký kůň 🐎 '.repeat(5)} `;
    expect((await choose(token, password)).status).toBe(303);
    expect((await signIn(assay, { email }, password)).status).toBe(303);
    expect((await signIn(assay, { email }, password.trim())).status).toBe(422);
    expect((await signIn(assay, { email }, password.toLowerCase())).status).toBe(422);
  });
});
