import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { comparedRates, warmUp } from '../rates.mjs';
import { fileIn, makeRegister, token } from '../register.mjs';
import { withServer } from '../servers.mjs';

export const about =
  '2 kB of JSON from one route: Nest with a bare token guard, and all that stands before ours';

const folderOfFloors = join(import.meta.dirname, '../floors');

export async function measure({ built, build, quick }) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const bare = {
      script: join(folderOfFloors, 'nest.mjs'),
      args: [fileIn(folder)],
      ready: '/ready',
    };
    const guarded = {
      script: join(folderOfFloors, 'guarded.mjs'),
      args: [build],
      settings: { ASSAY_DATA: folder },
      ready: '/readyz',
    };
    return withServer(bare, (floor) =>
      withServer(guarded, async (product) => {
        const path = '/api/v1/readings';
        const headers = { authorization: `Bearer ${token}` };
        const sides = [floor, product].map((server) => ({
          server,
          url: server.address + path,
          headers,
        }));
        await warmUp(sides, quick);
        const rates = await comparedRates(...sides, quick);
        return [{ work: 'guards and hooks', ...rates, budget: { ratioAtLeast: 0.75 } }];
      }),
    );
  });
}
