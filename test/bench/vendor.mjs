import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './built.mjs';
import { inFolder } from './folder.mjs';
import { vendorWith } from './many-assessments.mjs';
import { inTurns, median } from './measure.mjs';
import { withProduct } from './product.mjs';
import { makeRegister } from './register.mjs';

const program = join(root, 'test/bench/one-dossier.mjs');

/**
 * Dossiers of a vendor with few and of one with many assessments, in turns, each built by a process that did nothing before:
 * in one that has built others there is room already.
 */
export async function vendorDossiers(built, build, [few, many]) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const filled = (assessments) =>
      withProduct(built, folder, (app) => vendorWith(built, app, folder, assessments));
    const vendors = new Map([
      [few, await filled(few)],
      [many, await filled(many)],
    ]);
    const seen = new Map([few, many].map((size) => [size, []]));
    const eachOf = async (size) => {
      const one = await oneDossier(build, folder, vendors.get(size));
      seen.get(size).push(one);
      return one.took / size;
    };
    const each = await inTurns(
      2,
      () => eachOf(few),
      () => eachOf(many),
    );
    const memory = (size) => median(seen.get(size).map((one) => one.memory));
    const row = (work, size, unit, figures) => ({ work, size, unit, ...figures });
    return [
      row('dossier of a vendor, an assessment', many, 'ms', {
        ...each,
        budget: { ratioAtMost: 1.25 },
      }),
      row('the same, others wait', many, 'ms', {
        product: median(seen.get(many).map(({ lag }) => lag)),
        budget: { atMost: 50 },
      }),
      row(`the same, memory of ${few}`, few, 'MB', { product: memory(few) }),
      row(`the same, memory beyond that`, many, 'MB', {
        product: memory(many) - memory(few),
        budget: { atMost: 25 },
      }),
    ];
  });
}

async function oneDossier(build, folder, vendorId) {
  const args = [program, build, folder, vendorId, 'full'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}
