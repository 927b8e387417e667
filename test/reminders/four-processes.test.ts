import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../src/identity/index.js';
import { Config } from '../../src/platform/config/index.js';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { Child } from '../support/child.js';
import { TestMailServer } from '../support/mail-server.js';
import { aVendor, owe } from './owing.js';

const script = new URL('./reminding-process.ts', import.meta.url);
/** One SQLite file has one writing process. */
const onServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;
const people = 100;
const each = 5;

onServer('four processes that remind the same people [case 17]', () => {
  let assay: TestAssay;
  let server: TestMailServer;

  // The test's own application looks for letters as well: it has to know where they go.
  const mail = () => ({
    ASSAY_SMTP_URL: server.url.replace(/=300/g, '=9000'),
    ASSAY_MAIL_FROM: 'assay@meridian.internal',
  });

  beforeAll(async () => {
    server = await TestMailServer.start();
    assay = await startAssay(mail());
    const staff = await assay.api('analyst');
    const vendorId = await aVendor(assay, staff, 'Corridor Gateway');
    await assay.database.transaction(async () => {
      for (let number = 0; number < people; number += 1) {
        const id = newId();
        await assay.database.repository(User).insert({
          ...{ id, name: `Person ${number}`, email: `person${number}@meridian.internal` },
          ...{ role: 'analyst', passwordHash: null, createdAt: assay.clock.now() },
          ...{ disabledAt: null, managerId: null, version: 1 },
        });
        for (const dueOn of ['2026-11-20', '2026-11-23', '2026-11-24', '2026-12-07', '2027-01-04'])
          await owe(assay, { vendorId, ownerId: id, dueOn });
      }
    });
  });
  afterAll(async () => {
    await assay.close();
    await server.stop();
  });

  const start = async (): Promise<Child> => {
    const { data, databaseUrl } = assay.app.get(Config);
    const child = Child.start(script, [], {
      ASSAY_DATA: data,
      ASSAY_DATABASE_URL: databaseUrl,
      ASSAY_LOG_LEVEL: 'silent',
      ...mail(),
    });
    await child.says('ready');
    return child;
  };
  const count = async (): Promise<Record<string, number>> => {
    const [row] = await assay.database.sql<Record<string, number>[]>`
      SELECT (SELECT count(*) FROM digest WHERE letter_id IS NOT NULL) AS digests,
        (SELECT count(*) FROM reminder WHERE channel = 'list') AS listed,
        (SELECT count(*) FROM reminder WHERE channel = 'mail') AS mailed,
        (SELECT count(*) FROM letter) AS letters,
        (SELECT count(*) FROM letter WHERE state = 'sent') AS sent`;
    return { ...row };
  };

  it('send each reminder once, though two of them are killed on the way', async () => {
    const items = people * each;
    const four = await Promise.all([start(), start(), start(), start()]);
    for (const child of four) child.tell('run 2026-11-23T09:00:00.000Z');
    for (const child of four.slice(0, 2)) {
      const { digests: before = 0 } = await count();
      for (let now = before; now < Math.min(people, before + 15);) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        now = (await count())['digests'] ?? 0;
      }
      await child.kill();
    }
    const [, , third, fourth] = four;
    await Promise.all([third?.says('done'), fourth?.says('done')]);
    // Ten minutes later what the dead held is free.
    third?.tell('run 2026-11-23T09:10:00.000Z');
    await third?.says('done 2026-11-23T09:10');
    await Promise.all([third?.kill(), fourth?.kill()]);
    await assay.settle();
    const ids = (await server.parsed()).map(({ messageId }) => messageId);
    const twice = ids.length - new Set(ids).size;
    console.log(
      `${items} reminders to ${people} people by 4 processes, 2 killed: ${JSON.stringify(await count())}, ${twice} mails twice (in flight).`,
    );
    expect(await count()).toEqual({
      ...{ digests: people, listed: items, mailed: items, letters: people, sent: people },
    });
    expect(new Set(ids).size).toBe(people);
    expect(twice).toBeLessThanOrEqual(4);
  });
});
