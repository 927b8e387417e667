import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addPerson, addSignable, goodPassword, postForm, sessionOf, signIn } from './people.js';

const copied = /data-copy="([^"]+)"/;

describe('the pages of people', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.browser();
  });
  afterAll(() => assay.close());

  it('add somebody and show the link once, in the answer itself', async () => {
    const facts = { name: 'Ines <b>', email: 'ines@buyer.example', role: 'analyst' };
    const { status, text, headers } = await administrator.post('/users', facts);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).toContain('Ines &lt;b&gt;');
    const link = new URL(copied.exec(text)?.[1]?.replaceAll('&#x3D;', '=') ?? '');
    const chosen = { token: link.searchParams.get('token') ?? '', password: goodPassword };
    expect((await postForm(assay, link.pathname, chosen)).status).toBe(303);
    expect((await signIn(assay, facts)).status).toBe(303);
    const list = await administrator.get('/users');
    expect(list.text).toContain('ines@buyer.example');
    expect(list.text).not.toContain(chosen.token);
  });

  it('show the form again with what was typed and what is wrong', async () => {
    const { status, text } = await administrator.post('/users', {
      name: 'Noor',
      email: 'noor',
      role: '',
    });
    expect(status).toBe(422);
    expect(text).toContain('value="Noor"');
    expect(text).toContain('E-mail address is not an e-mail address.');
    expect(text).toContain('Role');
  });

  it('change name and role; who read an older version is told', async () => {
    const { id } = await addPerson(await assay.api());
    const change = (name: string) =>
      administrator.post(`/users/${id}`, { version: 1, name, role: 'approver' });
    expect((await change('Renamed')).headers['location']).toBe(`/users/${id}`);
    const stale = await change('Renamed twice');
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('was changed by somebody else meanwhile');
    const { text } = await administrator.get(`/users/${id}`);
    expect(text).toContain('<h1>Renamed</h1>');
    expect(text).toMatch(/value="approver" checked/);
    const disabling = { version: 2, name: 'Renamed', role: 'approver', disabled: 'true' };
    await administrator.post(`/users/${id}`, disabling);
    expect((await administrator.get(`/users/${id}`)).text).not.toContain('Access ended');
    expect((await administrator.post(`/users/${id}`, { name: 'x', role: 'viewer' })).status).toBe(
      400,
    );
  });

  it('end access and give it back', async () => {
    const { id } = await addPerson(await assay.api());
    const ended = await administrator.post(`/users/${id}/access-end`, { version: 1 });
    expect(ended.headers['location']).toBe(`/users/${id}`);
    const page = await administrator.get(`/users/${id}`);
    expect(page.text).toContain('Access ended');
    expect(page.text).not.toContain('password-links');
    await administrator.post(`/users/${id}/access`, { version: 2 });
    expect((await administrator.get(`/users/${id}`)).text).toContain('No password yet');
    expect((await administrator.post(`/users/${newId()}/access`, { version: 1 })).status).toBe(404);
  });

  it('say why the last administrator stays', async () => {
    const alone = await startAssay();
    try {
      const ada = await alone.browser();
      const demoted = { version: 1, name: 'Ada', role: 'viewer' };
      const { status, text } = await ada.post(`/users/${ada.userId}`, demoted);
      expect(status).toBe(422);
      expect(text).toContain('This is the last administrator.');
      const ended = await ada.post(`/users/${ada.userId}/access-end`, { version: 1 });
      expect(decodeURIComponent(ended.headers['set-cookie'] ?? '')).toContain(
        'the last administrator',
      );
      expect((await ada.get('/account')).status).toBe(200);
    } finally {
      await alone.close();
    }
  });

  it('make a new link', async () => {
    const { id } = await addPerson(await assay.api());
    const { status, text } = await administrator.post(`/users/${id}/password-links`, {});
    expect(status).toBe(200);
    expect(text).toMatch(copied);
  });
});

describe('the pages of API tokens', () => {
  let assay: TestAssay;
  let viewer: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    viewer = await assay.browser('viewer');
  });
  afterAll(() => assay.close());

  it('offer only what the role may, ticked by the preset', async () => {
    const { text } = await viewer.get('/tokens/new?preset=read');
    expect(text).toContain('value="vendors.read" checked');
    expect(text).not.toContain('value="tokens.own" checked');
    expect(text).not.toContain('value="users.manage"');
    expect((await viewer.get('/tokens/new?preset=all')).text).toContain(
      'value="tokens.own" checked',
    );
    expect((await viewer.get('/tokens/new?preset=__proto__')).text).not.toMatch(/" checked/);
    expect((await viewer.get('/tokens/new?preset=all&preset=read')).status).toBe(200);
  });

  it('make one, show its secret once, and revoke it after asking', async () => {
    const facts = { name: 'Nightly', days: 30, scopes: ['vendors.read', 'reports.read'] };
    const made = await viewer.post('/tokens', facts);
    expect(made.status).toBe(200);
    expect(made.headers['cache-control']).toBe('no-store');
    const secret = copied.exec(made.text)?.[1] ?? '';
    const call = async () => {
      const headers = { authorization: `Bearer ${secret}` };
      return (await assay.send({ method: 'GET', url: '/api/v1/vendors', headers })).status;
    };
    expect(await call()).toBe(200);
    const list = await viewer.get('/tokens');
    expect(list.text).toContain('Nightly');
    expect(list.text).not.toContain(secret);
    const path = /\/tokens\/[\w-]+\/revocation/.exec(list.text)?.[0] ?? '';
    expect((await viewer.get(path)).text).toContain('“Nightly”');
    expect(await call()).toBe(200);
    const stranger = await assay.browser('administrator');
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(path, {})).status).toBe(404);
    expect((await viewer.post(path, {})).headers['location']).toBe('/tokens');
    expect(await call()).toBe(401);
    expect((await viewer.get('/tokens')).text).toContain('Revoked');
  });

  it.each([
    [{ name: '', days: 30, scopes: ['vendors.read'] }, 'Name '],
    [{ name: 'x', days: 0, scopes: ['vendors.read'] }, 'Works for is less than 1.'],
    [{ name: 'x', days: 'ten', scopes: ['vendors.read'] }, 'Works for is not a whole number'],
    [{ name: 'x', days: 30 }, 'It may names nothing the token may do.'],
    [{ name: 'x', days: 30, scopes: ['users.manage'] }, 'It may goes beyond what you may do'],
    [{ name: 'x', days: 30, scopes: ['nonsense'] }, 'It may has something other than'],
  ])('say what is wrong with %j', async (facts, said) => {
    const { status, text } = await viewer.post('/tokens', facts);
    expect(status).toBe(422);
    expect(text).toContain(said);
    expect(text).not.toContain('data-copy="assay_');
  });
});

describe('the page of one’s own account', () => {
  let assay: TestAssay;

  beforeAll(async () => {
    assay = await startAssay();
  });
  afterAll(() => assay.close());

  it('changes the name and nothing else', async () => {
    const viewer = await assay.browser('viewer');
    expect((await viewer.post('/account/name', { name: 'Noor' })).status).toBe(303);
    expect((await viewer.get('/account')).text).toContain('value="Noor"');
    const more = { name: 'Noor', role: 'administrator' };
    expect((await viewer.post('/account/name', more)).status).toBe(422);
    expect((await viewer.post('/account/name', { name: '' })).text).toContain('Name ');
    expect((await viewer.get('/users')).status).toBe(403);
  });

  it.each([
    [
      'the wrong password so far',
      { current: 'something else' },
      'Password so far is not your password.',
    ],
    ['a short new one', { password: 'elevenchars' }, 'New password needs at least 12 characters.'],
    ['nothing', { current: '', password: '' }, 'Password so far'],
  ])('refuses %s and keeps the session', async (_, fields, said) => {
    const person = await addSignable(assay, await assay.api());
    const headers = { cookie: sessionOf(await signIn(assay, person)) ?? '' };
    const good = { current: goodPassword, password: 'eleven geese over water' };
    const sent = { ...good, ...fields };
    const { status, text } = await postForm(assay, '/account/password', sent, { headers });
    expect(status).toBe(422);
    expect(text).toContain(said);
    expect(text).not.toContain(good.password);
    expect((await assay.send({ method: 'GET', url: '/account', headers })).status).toBe(200);
  });

  it('lets somebody sign out the browser they sit at', async () => {
    const viewer = await assay.browser('viewer');
    const path = /\/account\/sessions\/[\w-]+\/end/.exec((await viewer.get('/account')).text)?.[0];
    expect((await viewer.post(path ?? '', {})).status).toBe(303);
    expect((await viewer.get('/account')).headers['location']).toBe('/sign-in?to=%2Faccount');
  });
});
