import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sweeps } from '../../src/platform/sweeps/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addWebhook, announce, carried } from './desk.js';
import { Receiver, status } from './receiver.js';

describe('what webhooks were told', () => {
  let receiver: Receiver;
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    receiver = await Receiver.start();
    assay = await startAssay({ ASSAY_OUTBOUND_HOSTS: receiver.allowed });
    staff = await assay.api();
  });
  afterAll(async () => {
    await assay.close();
    await receiver.stop();
  });

  const rows = async () => {
    const tables = ['webhook', 'webhook_message', 'webhook_delivery', 'webhook_attempt'];
    return Promise.all(tables.map((table) => assay.database.repository(table).count()));
  };

  it('is kept for 30 days, then it goes, and webhooks that were removed behind it', async () => {
    const one = await addWebhook(staff, receiver.url, 'One');
    const two = await addWebhook(staff, receiver.url, 'Two');
    for (let at = 0; at < 210; at += 1) await announce(assay);
    await carried(assay);
    expect(await rows()).toEqual([2, 210, 420, 420]);
    await staff.delete(`/api/v1/webhooks/${two.id}`, { 'if-match': '"1"' });
    assay.clock.advanceDays(29);
    await announce(assay);
    await carried(assay);
    await assay.app.get(Sweeps).run();
    expect(await rows()).toEqual([2, 211, 421, 421]);
    assay.clock.advanceDays(2);
    await assay.app.get(Sweeps).run();
    expect(await rows()).toEqual([1, 1, 1, 1]);
    const left = await staff.get<object[]>(`/api/v1/webhooks/${one.id}/deliveries`);
    expect(left.body).toHaveLength(1);
  });

  it('is not put off until a clock that was ahead is there again', async () => {
    const now = assay.clock.now().toISOString();
    const before = receiver.received.length;
    assay.clock.set('2076-11-23T09:00:00Z');
    receiver.answer = status(503);
    await announce(assay);
    await carried(assay);
    assay.clock.set(now);
    receiver.answer = status(204);
    await carried(assay);
    expect(receiver.received).toHaveLength(before + 1);
    await assay.app.get(Sweeps).run();
    await carried(assay);
    expect(receiver.received).toHaveLength(before + 2);
  });
});
