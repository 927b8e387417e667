import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { Canary } from '../platform/outbound/canary.js';
import { addWebhook, announce, carried, factsFor, newestDelivery } from './desk.js';
import { Receiver, silence, status } from './receiver.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Long enough for the spread of a tenth. */
const waits = [5 * second, 5 * minute, 30 * minute, 2, 5, 10, 14, 20, 24].map((wait) =>
  wait < 100 ? wait * hour : wait,
);

describe('a webhook that does not take its news', () => {
  let receiver: Receiver;
  let other: Receiver;
  let assay: TestAssay;
  let staff: Visitor;
  let id: string;

  beforeAll(async () => {
    receiver = await Receiver.start();
    other = await Receiver.start();
    assay = await startAssay({
      ASSAY_OUTBOUND_HOSTS: `${receiver.allowed},${other.allowed},127.0.0.1:1`,
    });
    staff = await assay.api();
  });
  beforeEach(async () => {
    receiver.received.length = 0;
    receiver.answer = status(204);
    await removeAll();
    ({ id } = await addWebhook(staff, receiver.url));
  });
  afterAll(async () => {
    await assay.close();
    await receiver.stop();
    await other.stop();
  });

  const removeAll = async () => {
    const { body } = await staff.get<{ id: string; version: number }[]>('/api/v1/webhooks');
    for (const one of body) {
      await staff.delete(`/api/v1/webhooks/${one.id}`, { 'if-match': `"${one.version}"` });
    }
  };
  const webhook = async () =>
    (await staff.get<Record<string, unknown>>(`/api/v1/webhooks/${id}`)).body;

  it('is tried ten times on the schedule with one webhook-id, then the delivery has failed', async () => {
    receiver.answer = status(500);
    await announce(assay);
    await carried(assay);
    for (const [at, wait] of waits.entries()) {
      expect(await newestDelivery(staff, id)).toMatchObject({
        state: 'waiting',
        attemptsMade: at + 1,
        problem: 'It answered 500: something is wrong on its side.',
      });
      assay.clock.advance(wait - 1);
      await carried(assay);
      expect(receiver.received).toHaveLength(at + 1);
      assay.clock.advance(wait * 0.1 + 2);
      await carried(assay);
      expect(receiver.received).toHaveLength(at + 2);
    }
    assay.clock.advanceDays(3);
    await carried(assay);
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(
      10,
    );
    const failed = await newestDelivery(staff, id);
    expect(failed).toMatchObject({ state: 'failed', attemptsMade: 10 });
    expect(failed.attempts).toHaveLength(10);
    expect(failed.nextAttemptAt).toBeUndefined();
  });

  it('gets it when it is back, and is well again', async () => {
    receiver.answer = status(503);
    await announce(assay);
    await carried(assay);
    expect(await webhook()).toHaveProperty('failingSince');
    receiver.answer = status(200);
    assay.clock.advance(6 * second);
    await carried(assay);
    expect(await newestDelivery(staff, id)).toMatchObject({ state: 'delivered', attemptsMade: 2 });
    expect(await webhook()).not.toHaveProperty('failingSince');
    expect(await webhook()).toHaveProperty('lastSuccessAt');
  });

  it.each([
    [429, '120', 120 * second],
    [503, '3600', hour],
    [503, '1', 5 * second],
    [429, '999999999', 24 * hour],
  ])(
    'that answers %d with Retry-After %s is tried again after %d ms',
    async (code, after, wait) => {
      receiver.answer = status(code, { 'retry-after': after });
      await announce(assay);
      await carried(assay);
      assay.clock.advance(wait - 1);
      await carried(assay);
      expect(receiver.received).toHaveLength(1);
      assay.clock.advance(wait * 0.1 + 2);
      await carried(assay);
      expect(receiver.received).toHaveLength(2);
    },
  );

  it.each([400, 401, 404, 422, 301, 307])('is tried again after a %d too', async (code) => {
    receiver.answer = status(code, { location: other.url });
    await announce(assay);
    await carried(assay);
    expect((await newestDelivery(staff, id)).state).toBe('waiting');
    expect(other.received).toEqual([]);
  });

  it('is switched off when it says that it is gone: noted, and nothing more is sent', async () => {
    receiver.answer = status(410);
    await announce(assay);
    await announce(assay);
    await carried(assay);
    const sent = receiver.received.length;
    expect(await webhook()).toMatchObject({ enabled: false, offBecause: 'gone' });
    assay.clock.advanceDays(4);
    await announce(assay);
    await carried(assay);
    expect(receiver.received).toHaveLength(sent);
    const { body } = await staff.get(`/api/v1/journal?subjectId=${id}&action=webhook.disabled`);
    expect(body).toMatchObject([
      { actor: { kind: 'system' }, after: { enabled: false, because: 'gone' } },
    ]);
    const states = await staff.get<{ state: string }[]>(`/api/v1/webhooks/${id}/deliveries`);
    expect(states.body.map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  it('is switched off after five days without a success, not before, and can be switched on again', async () => {
    receiver.answer = status(500);
    for (let day = 0; day < 5; day += 1) {
      await announce(assay);
      await carried(assay);
      expect(await webhook()).toMatchObject({ enabled: true });
      assay.clock.advanceDays(1);
    }
    await announce(assay);
    await carried(assay);
    expect(await webhook()).toMatchObject({ enabled: false, offBecause: 'failing' });
    receiver.answer = status(200);
    const tag = { 'if-match': `"${String((await webhook())['version'])}"` };
    const facts = { ...factsFor(receiver.url), enabled: true };
    expect((await staff.put(`/api/v1/webhooks/${id}`, facts, tag)).status).toBe(204);
    expect(await webhook()).not.toHaveProperty('failingSince');
    const { id: delivery } = await newestDelivery(staff, id);
    receiver.received.length = 0;
    expect((await staff.post(`/api/v1/deliveries/${delivery}/attempts`)).status).toBe(202);
    await carried(assay);
    expect(receiver.received).toHaveLength(1);
  });

  it('gets a message again with the same webhook-id when somebody wants it to', async () => {
    await announce(assay);
    await carried(assay);
    const { id: delivery } = await newestDelivery(staff, id);
    assay.clock.advance(hour);
    const again = () => staff.post(`/api/v1/deliveries/${delivery}/attempts`);
    expect((await again()).status).toBe(202);
    await carried(assay);
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.ids).size).toBe(1);
    const { attempts, state } = await newestDelivery(staff, id);
    expect([state, attempts.map(({ number }) => number)]).toEqual(['delivered', [2, 1]]);
    const { body } = await staff.get(`/api/v1/journal?subjectId=${delivery}`);
    expect(body).toMatchObject([{ action: 'webhook.replayed', before: { state: 'delivered' } }]);
  });

  it('that hangs holds up no other', async () => {
    receiver.answer = silence;
    const { id: quick } = await addWebhook(staff, other.url, 'Chat');
    other.received.length = 0;
    for (let at = 0; at < 20; at += 1) await announce(assay);
    const running = carried(assay);
    while (other.received.length < 20) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(new Set(other.ids).size).toBe(20);
    // One after the other, as many would have come here by now.
    expect(receiver.received.length).toBeLessThan(10);
    await staff.delete(`/api/v1/webhooks/${id}`, {
      'if-match': `"${String((await webhook())['version'])}"`,
    });
    await running;
    expect((await newestDelivery(staff, quick)).state).toBe('delivered');
  });

  it('says what went wrong: nobody there, a redirect to loopback, no HTTP', async () => {
    const problems: string[] = [];
    const told = async (url: string) => {
      const made = await addWebhook(staff, url);
      await staff.post(`/api/v1/webhooks/${made.id}/tests`);
      await carried(assay);
      const { problem = '', attempts } = await newestDelivery(staff, made.id);
      expect(attempts[0]?.problem).toBe(problem);
      problems.push(problem);
    };
    await told('http://127.0.0.1:1/');
    receiver.answer = status(302, { location: 'http://127.0.0.1:1/' });
    await told(receiver.url);
    expect(problems).toEqual([
      'Nobody listens there: the connection was refused.',
      'It answered 302: a redirect, which is not followed. Give the address it leads to.',
    ]);
  });

  it('is not connected to once its address is no longer allowed', async () => {
    const canary = await Canary.start();
    const url = `http://127.0.0.1:${canary.port}/`;
    await assay.database.transaction(() =>
      assay.database.repository('webhook').update({ id }, { url }),
    );
    await announce(assay);
    await carried(assay);
    expect(await newestDelivery(staff, id)).toMatchObject({
      state: 'waiting',
      problem: expect.stringContaining('Nothing was sent'),
    });
    expect(canary.connections).toBe(0);
    await canary.stop();
  });
});
