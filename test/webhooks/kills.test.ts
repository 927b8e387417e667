import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { verifyJournal } from '../../src/journal/index.js';
import { system } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { Courier, DeliveryQueries, WebhookRegister, Webhooks } from '../../src/webhooks/index.js';
import { Child } from '../support/child.js';
import { freshPlace, type TestPlace } from '../support/place.js';
import { factsFor, kind } from './desk.js';
import { Receiver, status } from './receiver.js';
import { webhooksAlone } from './small-app.js';
import '../../src/assessments/events.js';

const script = new URL('./courier-process.ts', import.meta.url);
const minute = 60_000;

describe('a process that is killed while it sends', () => {
  let receiver: Receiver;
  let place: TestPlace;
  let environment: Record<string, string>;
  let webhookId: string;

  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  beforeEach(async () => {
    receiver.received.length = 0;
    receiver.answer = status(204);
    place = await freshPlace();
    environment = {
      ASSAY_DATA: place.folder,
      ASSAY_LOG_LEVEL: 'error',
      ASSAY_OUTBOUND_HOSTS: receiver.allowed,
      ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    };
    await within(0, async (app) => {
      ({ id: webhookId } = await app.get(WebhookRegister).add(system, factsFor(receiver.url)));
      const news = { kind, about: '' };
      const announce = () => app.get(Webhooks).announce(news, { assessmentId: newId() });
      await app.get(Database).transaction(announce);
    });
  });
  afterEach(() => place.remove());
  afterAll(() => receiver.stop());

  const within = async <T>(
    laterMs: number,
    work: (app: NestFastifyApplication) => Promise<T>,
  ): Promise<T> => {
    const app = await webhooksAlone(environment, laterMs);
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  };
  const delivery = () =>
    within(0, async (app) => {
      const [line] = (await app.get(DeliveryQueries).ofWebhook(webhookId, {})).items;
      expect(await verifyJournal(app.get(Database))).toMatchObject({ problems: [] });
      return app.get(DeliveryQueries).view(line?.id ?? '');
    });
  const killedAt = async (step: string): Promise<void> => {
    expect(await Child.start(script, [step], environment).ended).toMatchObject({ code: null });
  };
  const restarted = (laterMs: number) =>
    within(laterMs, async (app) => {
      await app.init();
      await app.get(Courier).idle();
    });

  it.each([
    ['before it begins', 0, 1],
    ['after it began', 0, 1],
    ['before it is sent', 0, 1],
    ['after the answer', 1, 2],
    ['before the note', 1, 2],
    ['after the note', 1, 1],
  ])(
    'loses nothing %s, and sends again only what it could not note',
    async (step, atOnce, inAll) => {
      await killedAt(step);
      expect(receiver.received).toHaveLength(atOnce);
      // A lease that was left behind has to run out first.
      await restarted(2 * minute);
      expect(receiver.received).toHaveLength(inAll);
      expect(new Set(receiver.ids).size).toBe(1);
      expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
      expect((await delivery()).state).toBe('delivered');
      await restarted(24 * 60 * minute);
      expect(receiver.received).toHaveLength(inAll);
    },
  );

  it('leaves a delivery alone as long as its lease runs', async () => {
    await killedAt('after it began');
    await restarted(20_000);
    expect(receiver.received).toEqual([]);
    const { state, attempts } = await delivery();
    expect([state, attempts.length]).toEqual(['sending', 1]);
    expect(attempts[0]).not.toHaveProperty('milliseconds');
  });
});
