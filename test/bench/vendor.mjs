import { rowsOf, smallAndLarge } from './apart.mjs';
import { inFolder } from './folder.mjs';
import { vendorWith } from './many-assessments.mjs';
import { withProduct } from './product.mjs';
import { makeRegister } from './register.mjs';

const facts = { from: '2020-01-01', to: '2027-12-31', profile: 'full' };
/** So much of buffers that nobody needs does the engine let stand; a small dossier does not come to it. */
const mostMegabytes = 64;

/** Dossiers of a vendor with few and of one with many assessments. */
export async function vendorDossiers(built, build, sizes) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const orders = new Map();
    for (const size of sizes) {
      const id = await withProduct(built, folder, (app) => vendorWith(built, app, folder, size));
      orders.set(size, { folder, url: `/vendors/${id}/dossiers`, facts });
    }
    const seen = await smallAndLarge(build, sizes, orders, 2);
    return rowsOf(seen, sizes, 'dossier of a vendor, an assessment', mostMegabytes);
  });
}
