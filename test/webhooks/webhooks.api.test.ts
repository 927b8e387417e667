import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  addWebhook,
  announce,
  carried,
  factsFor,
  kind,
  newestDelivery,
  type DeliverySeen,
  type Made,
} from './desk.js';
import { Receiver, status } from './receiver.js';

interface Entry {
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

describe('webhooks through the API', () => {
  let receiver: Receiver;
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    receiver = await Receiver.start();
    assay = await startAssay({ ASSAY_OUTBOUND_HOSTS: receiver.allowed });
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

  const tagOf = async (id: string) => {
    const { headers } = await staff.get(`/api/v1/webhooks/${id}`);
    return { 'if-match': headers['etag'] ?? '' };
  };
  const noted = async (id: string) =>
    (await staff.get<Entry[]>(`/api/v1/journal?subjectId=${id}&size=200`)).body;
  const remove = async (id: string) => staff.delete(`/api/v1/webhooks/${id}`, await tagOf(id));

  it('are told thin news, signed, and never again once that arrived', async () => {
    const { id, secret } = await addWebhook(staff, receiver.url);
    const assessmentId = newId();
    await announce(assay, { assessmentId });
    await carried(assay);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    expect(JSON.parse(body)).toEqual({
      type: kind,
      timestamp: '2026-11-23T09:00:00.000Z',
      data: { assessmentId },
    });
    const signed = { ...headers } as Record<string, string>;
    expect(signed['webhook-timestamp']).toBe(String(Date.parse('2026-11-23T09:00:00Z') / 1000));
    const at = new Date('2026-11-23T09:00:00Z');
    const expected = new Verifier(secret).sign(signed['webhook-id'] ?? '', at, body);
    expect(signed['webhook-signature']).toBe(expected);
    const delivery = await newestDelivery(staff, id);
    expect(delivery).toMatchObject({
      state: 'delivered',
      kind,
      payload: body,
      webhookMessageId: signed['webhook-id'],
      attemptsMade: 1,
      attempts: [{ number: 1, status: 204, milliseconds: expect.any(Number) }],
    });
    await remove(id);
  });

  it('are told only the kinds they chose, and nothing while they are off', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    const other = { ...factsFor(receiver.url), kinds: ['report.ready'] };
    const { body: second } = await staff.post<Made>('/api/v1/webhooks', other);
    await announce(assay);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
    const off = { ...factsFor(receiver.url), enabled: false };
    expect((await staff.put(`/api/v1/webhooks/${id}`, off, await tagOf(id))).status).toBe(204);
    await announce(assay);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
    expect((await staff.get(`/api/v1/webhooks/${id}`)).body).toMatchObject({
      enabled: false,
      offBecause: 'chosen',
    });
    expect((await staff.post(`/api/v1/webhooks/${id}/tests`)).status).toBe(409);
    await remove(id);
    await remove(second.id);
  });

  it('is not told what was undone', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    const undone = assay.database.transaction(async () => {
      await announce(assay);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await carried(assay);
    expect(receiver.received).toEqual([]);
    expect((await staff.get(`/api/v1/webhooks/${id}/deliveries`)).body).toEqual([]);
    await remove(id);
  });

  it('carry nothing but ids', async () => {
    await expect(announce(assay, { vendor: 'Corridor Gateway' })).rejects.toThrow(/more than ids/);
  });

  it('change only at the version that was read', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    const tag = await tagOf(id);
    const change = (name: string) =>
      staff.put(`/api/v1/webhooks/${id}`, factsFor(receiver.url, name), tag);
    const both = await Promise.all([change('One'), change('Two')]);
    expect(both.map(({ status: code }) => code).sort()).toEqual([204, 412]);
    expect((await staff.delete(`/api/v1/webhooks/${id}`, tag)).status).toBe(412);
    expect((await staff.delete(`/api/v1/webhooks/${id}`)).status).toBe(428);
    expect((await remove(id)).status).toBe(204);
    expect((await staff.get(`/api/v1/webhooks/${id}`)).status).toBe(404);
    expect((await staff.get(`/api/v1/webhooks/${id}/deliveries`)).status).toBe(404);
    const all = await staff.get<Made[]>('/api/v1/webhooks');
    expect(all.body.map((one) => one.id)).not.toContain(id);
  });

  it('take their news with them when they are removed', async () => {
    receiver.answer = status(500);
    const { id } = await addWebhook(staff, receiver.url);
    await announce(assay);
    await carried(assay);
    const { id: delivery } = await newestDelivery(staff, id);
    await remove(id);
    assay.clock.advance(10_000);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
    expect((await staff.get(`/api/v1/deliveries/${delivery}`)).status).toBe(404);
    expect((await staff.post(`/api/v1/deliveries/${delivery}/attempts`)).status).toBe(404);
  });

  it.each<[string, object]>([
    ['url', { url: 'http://hook.example/' }],
    ['url', { url: 'https://127.0.0.1/' }],
    ['url', { url: 'https://10.0.0.1:8443/' }],
    ['url', { url: 'https://user:pass@hook.example/' }],
    ['url', { url: 'https://2130706433/' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['kinds', { kinds: [] }],
    ['kinds', { kinds: ['vendor.created'] }],
    ['kinds', { kinds: ['webhook.test'] }],
    ['kinds', { kinds: [kind, kind] }],
    ['name', { name: '' }],
    ['secret', { secret: 'whsec_AAAA' }],
    ['enabled', { enabled: 'yes' }],
  ])('refuse a wrong %s: %j', async (field, wrong) => {
    const facts = { ...factsFor('https://hook.example/in'), ...wrong };
    const { status: code, body } = await staff.post<{ fields: object }>('/api/v1/webhooks', facts);
    expect(code).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  it('sign with both secrets for a day after the change, then with the new one', async () => {
    const { id, secret: old } = await addWebhook(staff, receiver.url);
    const tag = await tagOf(id);
    const renew = () => staff.post<Made>(`/api/v1/webhooks/${id}/secrets`, undefined, tag);
    const [first, second] = [await renew(), await renew()];
    expect([first.status, second.status]).toEqual([201, 412]);
    const fresh = first.body.secret;
    const signatures = async () => {
      await announce(assay);
      await carried(assay);
      const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' };
      const at = new Date(Number(headers['webhook-timestamp']) * 1000);
      const by = (secret: string) =>
        new Verifier(secret).sign(headers['webhook-id'] ?? '', at, body);
      return { sent: headers['webhook-signature'], old: by(old), fresh: by(fresh) };
    };
    const within = await signatures();
    expect(within.sent).toBe(`${within.fresh} ${within.old}`);
    expect((await staff.get(`/api/v1/webhooks/${id}`)).body).toHaveProperty('previousSecretUntil');
    assay.clock.advance(24 * 3_600_000 + 1_000);
    const after = await signatures();
    expect(after.sent).toBe(after.fresh);
    await remove(id);
  });

  it('show a secret once, and nowhere else [ASVS 14.2.4, 16.2.5]', async () => {
    const { id, secret } = await addWebhook(staff, receiver.url);
    const renewed = await staff.post<Made>(
      `/api/v1/webhooks/${id}/secrets`,
      undefined,
      await tagOf(id),
    );
    receiver.answer = status(500);
    await announce(assay);
    await carried(assay);
    const { id: delivery } = await newestDelivery(staff, id);
    const browser = await assay.browser();
    const seen: string[] = [];
    for (const url of [
      '/api/v1/webhooks',
      `/api/v1/webhooks/${id}`,
      `/api/v1/webhooks/${id}/deliveries`,
      `/api/v1/deliveries/${delivery}`,
      '/api/v1/journal?size=200',
      '/api/v1/jobs?size=200',
    ]) {
      seen.push((await staff.get(url)).text);
    }
    seen.push((await browser.get('/journal')).text);
    for (const table of ['webhook', 'webhook_message', 'webhook_delivery', 'webhook_attempt']) {
      seen.push(JSON.stringify(await assay.database.repository(table).find()));
    }
    for (const one of [secret, renewed.body.secret]) {
      const raw = one.replace('whsec_', '');
      const hex = Buffer.from(raw, 'base64').toString('hex');
      const found = seen.filter((text) => [raw, hex].some((form) => text.includes(form)));
      expect(found).toEqual([]);
    }
    const keyed = { 'idempotency-key': 'once-and-again' };
    const again = await staff.post('/api/v1/webhooks', factsFor(receiver.url), keyed);
    expect(again.status).toBe(422);
    await remove(id);
  });

  it('are in the journal with every change, their address only by host and hash', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    await staff.put(
      `/api/v1/webhooks/${id}`,
      factsFor('https://hook.example/path-secret', 'Moved'),
      await tagOf(id),
    );
    await staff.post(`/api/v1/webhooks/${id}/secrets`, undefined, await tagOf(id));
    await staff.post(`/api/v1/webhooks/${id}/tests`);
    await remove(id);
    const entries = await noted(id);
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      'webhook.added',
      'webhook.changed',
      'webhook.secret-renewed',
      'webhook.tested',
      'webhook.disabled',
      'webhook.removed',
    ]);
    const changed = entries.find(({ action }) => action === 'webhook.changed');
    expect(changed).toMatchObject({
      before: { name: 'Ticket system', host: receiver.allowed },
      after: { name: 'Moved', host: 'hook.example' },
    });
    expect(JSON.stringify(entries)).not.toContain('path-secret');
  });

  it('can be tested, whatever they chose', async () => {
    const { body: made } = await staff.post<Made>('/api/v1/webhooks', {
      ...factsFor(receiver.url),
      kinds: ['report.ready'],
    });
    const { status: code, body } = await staff.post<Made>(`/api/v1/webhooks/${made.id}/tests`);
    expect(code).toBe(201);
    await carried(assay);
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({
      type: 'webhook.test',
      data: { webhookId: made.id },
    });
    expect((await staff.get(`/api/v1/deliveries/${body.id}`)).body).toMatchObject({
      state: 'delivered',
    });
    await remove(made.id);
  });

  it('list their deliveries in pages, by state, newest first', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    for (let at = 0; at < 3; at += 1) {
      if (at === 2) receiver.answer = status(503);
      await announce(assay);
      await carried(assay);
      assay.clock.advance(1);
    }
    const url = `/api/v1/webhooks/${id}/deliveries`;
    const first = await staff.get<DeliverySeen[]>(`${url}?size=2`);
    expect(first.body.map(({ state }) => state)).toEqual(['waiting', 'delivered']);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1] ?? '';
    expect((await staff.get<object[]>(next)).body).toHaveLength(1);
    expect((await staff.get<object[]>(`${url}?state=waiting`)).body).toHaveLength(1);
    expect((await staff.get(`${url}?state=lost`)).status).toBe(422);
    await remove(id);
  });

  it('are nothing for anybody but administrators', async () => {
    const { id } = await addWebhook(staff, receiver.url);
    for (const role of ['viewer', 'analyst', 'approver'] as const) {
      const person = await assay.api(role);
      for (const url of ['/api/v1/webhooks', `/api/v1/webhooks/${id}`, '/api/v1/webhook-kinds']) {
        expect((await person.get(url)).status).toBe(403);
      }
    }
    await remove(id);
  });
});
