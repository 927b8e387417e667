import { rowsOf, smallAndLarge } from './apart.mjs';
import { inFolder } from './folder.mjs';
import { vendorWith } from './many-assessments.mjs';
import { withProduct } from './product.mjs';
import { makeRegister } from './register.mjs';

const period = { from: '2020-01-01', to: '2027-12-31' };
/** What is handed out, and what the work is called. */
const profiles = {
  full: 'dossier of a vendor, an assessment',
  'no-personal-data': 'without personal data, an assessment',
};
/** So much of buffers that nobody needs does the engine let stand; a small dossier does not come to it. */
const mostMegabytes = 64;

/** Dossiers of a vendor with few and of one with many assessments, whole and without personal data. */
export async function vendorDossiers(built, build, sizes) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const ids = new Map();
    for (const size of sizes) {
      ids.set(
        size,
        await withProduct(built, folder, (app) => vendorWith(built, app, folder, size)),
      );
    }
    const rows = [];
    for (const [profile, work] of Object.entries(profiles)) {
      const facts = { ...period, profile };
      const orders = new Map();
      for (const [size, id] of ids)
        orders.set(size, { folder, url: `/vendors/${id}/dossiers`, facts });
      rows.push(
        ...rowsOf(await smallAndLarge(build, sizes, orders, 2), sizes, work, mostMegabytes),
      );
    }
    return rows;
  });
}
