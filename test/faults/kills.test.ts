import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dossiers, printedDossiers } from './dossier-works.js';
import { Ordeal } from './ordeal.js';
import { prepare, type Prepared } from './prepared.js';
import {
  advisories,
  checkpoints,
  incidents,
  inventories,
  offboarding,
  orderAll,
  purges,
  type Work,
} from './works.js';

/** TEST_KILLS=60 kills so often, with more of everything; TEST_WORK=dossiers,purges only these; TEST_VENDORS=20000 with so many. */
const kills = Number(process.env['TEST_KILLS'] ?? 0);
const chosen = process.env['TEST_WORK']?.split(',');
const isLong = kills > 0;
const amounts = isLong
  ? {
      // One a start, and a round may take two.
      gone: 2 * kills + 5,
      vendors: Number(process.env['TEST_VENDORS'] ?? 1_000),
      contacts: 60,
      fileBytes: 700_000,
      prints: true,
    }
  : { gone: 2, vendors: 60, contacts: 8, fileBytes: 100_000, prints: false };

const all: Work[] = [
  dossiers(),
  ...(isLong ? [printedDossiers()] : []),
  checkpoints(),
  inventories(isLong ? 2_000 : 100),
  advisories(isLong ? 50 : 12),
  incidents(),
  offboarding(),
  purges(),
];
const works = all.filter(({ name }) => !chosen || chosen.some((one) => name.startsWith(one)));
/** With all of it there are more steps than that; with one kind only, it is killed when it has done what it was asked. */
const mostSteps = chosen ? 25 : 90;
/** Then it dies only while it starts, over all that a start does. */
const isByItself = works.every((work) => work.isByItself);
/** Where a short run dies: in the middle of all of it. */
const usual = [30];

describe('a server that is killed in the middle of its work', () => {
  let ordeal: Ordeal;
  let prepared: Prepared;

  beforeAll(async () => {
    ordeal = await Ordeal.begin(async (assay, staff) => {
      prepared = await prepare(assay, staff, amounts);
    });
  }, 600_000);
  afterAll(() => ordeal.end());

  it('loses nothing that it said yes to, leaves nothing half made, and comes to rest', async () => {
    let inTheMiddle = 0;
    const rounds = isLong ? kills : usual.length;
    const earlySteps = isByItself ? await stepsOfAStart() : 25;
    for (let round = 0; round < rounds; round += 1) {
      const step = usual[round] ?? 1 + Math.floor(Math.random() * mostSteps);
      const early = isLong && (isByItself || round % 4 === 3);
      if (early) {
        const at = 1 + Math.floor(Math.random() * earlySteps);
        await ordeal.start(at, 'start');
        const isGone = await ordeal.gone(isByItself ? 5_000 : 1_500);
        if (isGone) inTheMiddle += 1;
        if (isByItself) console.log(`round ${round}: ${at} of ${earlySteps}, ${isGone}`);
        await rest();
      }
      await ordeal.start(isLong && round % 2 === 1 ? 0 : step);
      await ordeal.settle();
      for (const work of works) await work.check(ordeal);
      await ordeal.settle();
      if (isByItself) {
        await ordeal.kill();
        await rest();
        continue;
      }
      await ordeal.count();
      const wait = isLong && round % 2 === 1 ? Math.random() * 4_000 : 6_000;
      const ordered = orderAll(works, ordeal, prepared, round);
      const isGone = await ordeal.gone(wait);
      await ordered;
      if (isGone || wait < 6_000) inTheMiddle += 1;
      if (isLong) {
        console.log(`round ${round}: step ${step}, ${isGone ? 'gone by itself' : 'killed'}`);
      }
      await rest();
    }
    await ordeal.start();
    await ordeal.settle();
    for (const work of works) await work.check(ordeal);
    await ordeal.settle();
    await ordeal.kill();
    await rest();
    const { before, after, others } = await ordeal.leftovers();
    expect({ after, others }).toEqual({ after: 0, others: [] });
    expect(before).toBeLessThanOrEqual(2 * ordeal.starts);
    const { twice, lost } = await lettersSent();
    expect(lost).toEqual([]);
    // Mail is at least once: only what was on its way at a kill may go twice, two letters each time.
    expect(twice).toBeLessThanOrEqual(2 * ordeal.starts);
    expect(inTheMiddle).toBeGreaterThanOrEqual(1);
    if (isLong) console.log({ starts: ordeal.starts, inTheMiddle, before, twice });
  }, 7_200_000);

  /** With what begins by itself, until nothing is left to do. */
  const stepsOfAStart = async (): Promise<number> => {
    await ordeal.start(0, 'start');
    await ordeal.settle();
    for (const work of works) await work.check(ordeal);
    const steps = await ordeal.steps();
    await ordeal.kill();
    await rest();
    return steps;
  };

  const rest = () =>
    ordeal.atRest(async (database) => {
      for (const work of works) await work.atRest?.(database);
    });

  const lettersSent = async () => {
    const ids = ordeal.sink.received.map(({ raw }) => /^message-id: (.+)$/im.exec(raw)?.[1] ?? '');
    const received = new Set(ids);
    const lost = await ordeal.atRest(async (database) => {
      const sent = await database.sql<{ messageId: string }[]>`
        SELECT message_id AS "messageId" FROM letter WHERE state <> 'kept'`;
      return sent.filter(({ messageId }) => !received.has(messageId));
    });
    return { twice: ids.length - received.size, lost };
  };
});
