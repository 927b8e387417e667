import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { WebhookRegister, Webhooks } from '../../src/webhooks/index.js';
import { Child } from '../support/child.js';
import { freshPlace, type TestPlace } from '../support/place.js';
import { factsFor, kind } from './desk.js';
import { Receiver } from './receiver.js';
import { webhooksAlone } from './small-app.js';
import '../../src/assessments/events.js';

const script = new URL('./courier-process.ts', import.meta.url);
const processes = 4;
const messages = 250;

// An SQLite file takes one writing process: several need a server.
const onAServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

onAServer('four processes on one table of deliveries (needs TEST_DATABASE_URL)', () => {
  let place: TestPlace;
  let receivers: Receiver[];
  let children: Child[] = [];

  beforeAll(async () => {
    place = await freshPlace();
    receivers = [await Receiver.start(), await Receiver.start()];
  });
  afterAll(async () => {
    for (const child of children) await child.kill();
    for (const receiver of receivers) await receiver.stop();
    await place.remove();
  });

  it(`send each of ${messages * 2} deliveries once: 0 duplicates, 0 lost`, async () => {
    const environment = {
      ASSAY_DATA: place.folder,
      ASSAY_DATABASE_URL: place.databaseUrl ?? '',
      ASSAY_OUTBOUND_HOSTS: receivers.map(({ allowed }) => allowed).join(','),
    };
    const app = await webhooksAlone(environment);
    for (const { url } of receivers) await app.get(WebhookRegister).add(system, factsFor(url));
    const news = { kind, about: '' };
    await app.get(Database).transaction(async () => {
      for (let at = 0; at < messages; at += 1) {
        await app.get(Webhooks).announce(news, { assessmentId: newId() });
      }
    });
    children = Array.from({ length: processes }, () =>
      Child.start(script, ['when told'], environment),
    );
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.tell('go');
    const states = async () =>
      app.get(Database).sql<{ state: string; attempts: number; deliveries: number }[]>`
        SELECT state, attempts, count(*) AS deliveries FROM webhook_delivery GROUP BY state, attempts`;
    const arrived = () => receivers.reduce((sum, { received }) => sum + received.length, 0);
    const until = Date.now() + 150_000;
    while (arrived() < messages * 2 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const idle = await Promise.all(children.map((child) => child.says('idle')));
    expect(await states()).toEqual([{ state: 'delivered', attempts: 1, deliveries: 2 * messages }]);
    for (const { ids } of receivers) {
      expect([ids.length, new Set(ids).size]).toEqual([messages, messages]);
    }
    // All of them took part, so that the figures above mean something.
    for (const line of idle) expect(Number(line.replace('idle after ', ''))).toBeGreaterThan(0);
    await app.close();
  });
});
