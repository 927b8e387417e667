import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { soon } from '../../src/pages/webhooks/soon.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addWebhook, announce, carried, kind, newestDelivery } from './desk.js';
import { Receiver, status } from './receiver.js';

const secretIn = (text: string): string =>
  /whsec_[A-Za-z0-9+/=]{44}/.exec(unescaped(text))?.[0] ?? '';
const unescaped = (text: string): string =>
  text.replaceAll('&#x3D;', '=').replaceAll('&#x2B;', '+');
const versionIn = (text: string): string => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';

describe('the pages of webhooks', () => {
  let receiver: Receiver;
  let assay: TestAssay;
  let person: Visitor;
  let staff: Visitor;

  beforeAll(async () => {
    receiver = await Receiver.start();
    assay = await startAssay({ ASSAY_OUTBOUND_HOSTS: receiver.allowed });
    person = await assay.browser();
    staff = await assay.api();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = status(204);
  });
  afterAll(async () => {
    await assay.close();
    await receiver.stop();
  });

  it('say what belongs there at first', async () => {
    expect((await person.get('/webhooks')).text).toContain('No webhooks yet');
    expect((await person.get('/vendors')).text).toContain('href="/webhooks"');
  });

  it('add one, show its secret once, change it and remove it when its name is typed', async () => {
    const facts = { name: 'Chat <b>', url: receiver.url, kinds: [kind], enabled: 'on' };
    const added = await person.post('/webhooks', facts);
    expect(added.status).toBe(200);
    expect(added.headers['cache-control']).toContain('no-store');
    expect(secretIn(added.text)).not.toBe('');
    expect(added.text).toContain('Chat &lt;b&gt;');
    const id = /href="\/webhooks\/([0-9a-f-]{36})"/.exec(added.text)?.[1] ?? '';
    const page = await person.get(`/webhooks/${id}`);
    expect(page.text).toContain('Not told yet');
    expect(page.text).toContain('A vendor submitted an assessment');
    expect(secretIn(page.text)).toBe('');

    const form = await person.get(`/webhooks/${id}/edit`);
    const changed = await person.post(`/webhooks/${id}`, {
      ...facts,
      name: 'Chat',
      enabled: undefined,
      version: versionIn(form.text),
    });
    expect([changed.status, changed.headers['location']]).toEqual([303, `/webhooks/${id}`]);
    expect((await person.get(`/webhooks/${id}`)).text).toContain('Somebody switched it off.');
    const stale = await person.post(`/webhooks/${id}`, { ...facts, version: versionIn(form.text) });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Somebody else changed this webhook meanwhile');
    const over = { ...facts, name: 'Chat', version: versionIn(stale.text) };
    expect((await person.post(`/webhooks/${id}`, over)).status).toBe(303);

    const ask = await person.get(`/webhooks/${id}/removal`);
    const version = versionIn(ask.text);
    const wrong = await person.post(`/webhooks/${id}/removal`, { version, confirmation: 'chat' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('as it stands there');
    const old = { version: versionIn(form.text), confirmation: 'Chat' };
    const late = await person.post(`/webhooks/${id}/removal`, old);
    expect(late.status).toBe(422);
    expect(late.text).toContain('This webhook was changed by somebody else meanwhile.');
    expect(versionIn(late.text)).toBe(version);
    const gone = await person.post(`/webhooks/${id}/removal`, { version, confirmation: 'Chat' });
    expect([gone.status, gone.headers['location']]).toEqual([303, '/webhooks']);
    expect((await person.get(`/webhooks/${id}`)).status).toBe(404);
  });

  it('show a refused form again, with what was typed and why', async () => {
    const typed = { name: 'Inside', url: 'https://10.0.0.1/', kinds: [kind] };
    const { status: code, text } = await person.post('/webhooks', typed);
    expect(code).toBe(422);
    expect(text).toContain('Address leads into an internal network');
    expect(text).toContain('value="https://10.0.0.1/"');
    const none = await person.post('/webhooks', {
      ...typed,
      url: 'https://hook.example/',
      kinds: [],
    });
    expect(none.text).toContain('What it is told is empty: choose at least one.');
  });

  it('show what was told and what became of it, and send it again', async () => {
    receiver.answer = status(500);
    const { id } = await addWebhook(staff, receiver.url, 'Tickets');
    await announce(assay);
    await carried(assay);
    const page = await person.get(`/webhooks/${id}`);
    expect(page.text).toContain('Nothing has arrived since');
    expect(page.text).toContain('in 5 seconds');
    expect(page.text).toContain('It answered 500: something is wrong on its side.');
    expect((await person.get('/webhooks')).text).toContain('Failing');
    const { id: delivery, payload } = await newestDelivery(staff, id);
    const url = `/webhooks/deliveries/${delivery}`;
    const shown = await person.get(url);
    expect(unescaped(shown.text).replaceAll('&quot;', '"')).toContain(payload);
    expect(shown.text).toContain('Try now');

    receiver.answer = status(200);
    const again = await person.post(`${url}/attempts`, {});
    expect([again.status, again.headers['location']]).toEqual([303, url]);
    await carried(assay);
    expect(new Set(receiver.ids).size).toBe(1);
    const after = await person.get(url);
    expect(after.text).toContain('Delivered');
    expect(after.text).toContain('It answered 200: taken.');
    expect(after.text).toContain('Send again');
  });

  it('renew a secret once, and send a test', async () => {
    const { id, secret } = await addWebhook(staff, receiver.url, 'Pager');
    const version = versionIn((await person.get(`/webhooks/${id}/secret`)).text);
    const renewed = await person.post(`/webhooks/${id}/secret`, { version });
    expect(secretIn(renewed.text)).not.toBe('');
    expect(secretIn(renewed.text)).not.toBe(secret);
    const twice = await person.post(`/webhooks/${id}/secret`, { version });
    expect([twice.status, secretIn(twice.text)]).toEqual([303, '']);
    expect((await person.get(`/webhooks/${id}`)).text).toContain('Two secrets until');
    const tested = await person.post(`/webhooks/${id}/tests`, {});
    expect(tested.headers['location']).toBe(`/webhooks/${id}`);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
    expect((await person.get(`/webhooks/${id}?state=delivered`)).text).toContain('A test somebody');
    expect((await person.get(`/webhooks/${id}?state=failed`)).text).toContain('No delivery is in');
  });

  it('tell an attempt whose end nobody noted as what it is', async () => {
    const { id } = await addWebhook(staff, receiver.url, 'Cut short');
    await announce(assay);
    await carried(assay);
    const { id: delivery } = await newestDelivery(staff, id);
    await assay.database.transaction(() =>
      assay.database
        .repository('webhook_attempt')
        .update({ deliveryId: delivery }, { milliseconds: null, status: null }),
    );
    const { text } = await person.get(`/webhooks/deliveries/${delivery}`);
    expect(text).toContain('Assay was stopped before it knew the answer.');
  });
});

describe('how soon something is', () => {
  const now = new Date('2026-11-23T09:00:00.000Z');

  it.each([
    [0, 'now'],
    [999, 'now'],
    [1_000, 'in 1 second'],
    [300_000, 'in 5 minutes'],
    [3_600_000, 'in 1 hour'],
    [20 * 3_600_000, 'in 20 hours'],
    [72 * 3_600_000, 'in 3 days'],
    [-5, 'now'],
  ])('of %d ms is “%s”', (left, said) => {
    expect(soon(now, new Date(now.getTime() + left))).toBe(said);
  });

  it('is always a whole number of something, or now', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), (left) => {
        expect(soon(now, new Date(now.getTime() + left))).toMatch(/^(now|in \d+ [a-z]+)$/);
      }),
    );
  });
});
