import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inFolder } from '../folder.mjs';
import { inTurns } from '../measure.mjs';
import { memoryOf } from '../memory.mjs';
import { assayOn, withServer } from '../servers.mjs';

export const about = 'from the start of the process until it is ready, and its memory at rest';

/** The engine gives back what starting took, some fifty megabytes, once it has had little to do for some minutes. */
const restMs = 180_000;

export async function measure({ built, quick }) {
  const bare = { script: join(import.meta.dirname, '../floors/nest.mjs'), ready: '/ready' };
  const product = (folder) => withServer(assayOn(built, folder), async ({ startMs }) => startMs);
  const floor = () => withServer(bare, async ({ startMs }) => startMs);
  const rounds = quick ? 2 : 7;
  const budget = { ratioAtMost: 2 };
  const empty = await inTurns(rounds, floor, () => inFolder(product));
  const rows = [{ work: 'ready, empty folder', unit: 'ms', ...empty, budget }];
  if (quick) return rows;
  const used = await inFolder(async (folder) => {
    await product(folder);
    return inTurns(rounds, floor, () => product(folder));
  });
  rows.push({ work: 'ready, folder in use', unit: 'ms', ...used, budget });
  const rested = await inFolder((folder) =>
    withServer(assayOn(built, folder), async ({ pid }) => {
      await pause(restMs);
      return memoryOf(pid)?.resident;
    }),
  );
  if (!Number.isFinite(rested)) return rows;
  return [
    ...rows,
    { work: 'memory at rest', unit: 'MB', product: rested, budget: { atMost: 170 } },
  ];
}
