import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inFolder } from '../folder.mjs';
import { inTurns, median } from '../measure.mjs';
import { residentMegabytes, withServer } from '../servers.mjs';

export const about = 'from the start of the process until it is ready, and its memory at rest';

/** What starting took is given back by then. */
const restMs = 12_000;
const restedRounds = 2;

export async function measure({ built, quick }) {
  const bare = { script: join(import.meta.dirname, '../floors/nest.mjs'), ready: '/ready' };
  const resident = [];
  const product = (folder, rest) => {
    const assay = {
      script: built.path('src/main.js'),
      settings: { ASSAY_DATA: folder },
      ready: '/readyz',
    };
    return withServer(assay, async ({ pid, startMs }) => {
      if (rest) {
        await pause(restMs);
        resident.push(residentMegabytes(pid));
      }
      return startMs;
    });
  };
  const floor = () => withServer(bare, async ({ startMs }) => startMs);
  const rounds = quick ? 2 : 7;
  const budget = { ratioAtMost: 2 };
  const empty = await inTurns(rounds, floor, (round) =>
    inFolder((folder) => product(folder, round < restedRounds)),
  );
  const rows = [{ work: 'ready, empty folder', unit: 'ms', ...empty, budget }];
  if (!quick) {
    const used = await inFolder(async (folder) => {
      await product(folder, false);
      return inTurns(rounds, floor, () => product(folder, false));
    });
    rows.push({ work: 'ready, folder in use', unit: 'ms', ...used, budget });
  }
  const memory = median(resident);
  return Number.isFinite(memory)
    ? [...rows, { work: 'memory at rest', unit: 'MB', product: memory, budget: { atMost: 170 } }]
    : rows;
}
