import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { fileIn, makeRegister, openFile, userId } from '../register.mjs';
import { addTools } from '../tool-register.mjs';

export const about = 'where every vendor stands in one incident, from a million uses of tools';

const mostMs = 3_000;
const mostLagMs = 50;

export async function measure({ built, quick }) {
  const rows = [];
  for (const vendors of quick ? [1_000, 10_000] : [10_000, 100_000]) {
    rows.push(...(await inFolder((folder) => ofSize(built, folder, vendors, quick))));
  }
  return rows;
}

async function ofSize(built, folder, vendors, quick) {
  await makeRegister(built, folder, vendors);
  const { uses } = addTools(folder);
  console.log(`  ${vendors.toLocaleString('en')} vendors, ${uses.toLocaleString('en')} uses`);
  return withProduct(built, folder, (app) => derives(built, app, folder, vendors, quick));
}

async function derives(built, app, folder, vendors, quick) {
  const { ExposureDeriving, ExposureQueries, Incidents, VendorDeriving } =
    await built.load('src/incidents/index.js');
  const { JobWorker } = await built.load('src/platform/jobs/index.js');
  const deriving = app.get(ExposureDeriving);
  const queries = app.get(ExposureQueries);
  const actor = { kind: 'user', id: userId, name: 'Ada Moreau' };
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  // The job that opening it enqueues is not done beside what is measured.
  const worker = app.get(JobWorker);
  await worker.beforeApplicationShutdown();
  const facts = (versions) => ({
    title: 'Poisoned releases of litellm',
    kind: 'malware',
    windowFrom: day(60),
    packages: [{ purl: 'pkg:pypi/litellm', name: 'litellm', versions }],
    alongside: true,
  });
  const { id } = await app.get(Incidents).open(actor, userId, facts(['1.82.7', '1.82.8']));
  const timed = async (work) => {
    let took = 0;
    const { lag } = await lagAndMemoryOf(async () => {
      took = await millisecondsOf(work);
    });
    return { took, lag };
  };
  const derive = () => timed(() => deriving.ofIncident(id, 'Measured.'));
  const first = await derive();
  console.log(`  ${(await queries.counts(id)).sentence}`);
  const unchanged = await derive();
  await app.get(Incidents).change(actor, id, undefined, facts([]));
  const changed = await derive();
  const idle = await timed(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
  const file = openFile(fileIn(folder));
  const floor = await millisecondsOf(() => reading(file));
  const [{ id: vendorId }] = file
    .prepare('SELECT id FROM vendor WHERE status = ? LIMIT 1')
    .all('active');
  const page = await pageOf(queries, id, file);
  file.close();
  const one = await millisecondsOf(async () => {
    for (let at = 0; at < 50; at += 1)
      await app.get(VendorDeriving).ofVendor(vendorId, 'Measured.');
  });
  const size = vendors;
  const ms = 'ms';
  const budget = quick ? undefined : { atMost: mostMs };
  return [
    {
      work: 'exposure, all vendors for the first time',
      size,
      unit: ms,
      floor,
      product: first.took,
      budget,
    },
    { work: 'exposure, nothing changed', size, unit: ms, floor, product: unchanged.took, budget },
    { work: 'exposure, other versions', size, unit: ms, floor, product: changed.took, budget },
    {
      work: 'exposure, longest stop of the event loop',
      size,
      unit: ms,
      floor: idle.lag,
      product: Math.max(first.lag, unchanged.lag, changed.lag),
      budget: { atMost: mostLagMs },
    },
    { work: 'exposure, one vendor', size, unit: ms, product: one / 50 },
    { work: 'exposure, page of the affected', size, unit: ms, ...page, budget: { ratioAtMost: 4 } },
  ];
}

/** What is derived from, each in one statement, with nothing made of it. */
function reading(file) {
  file
    .prepare("SELECT id, sort_name FROM vendor WHERE status NOT IN ('offboarded', 'rejected')")
    .all();
  file
    .prepare('SELECT id, vendor_id, source, described_on, is_complete, is_current FROM inventory')
    .all();
  file
    .prepare(
      `SELECT u.inventory_id, u.root_id, u.version_text, u.grade FROM tool_use u
       JOIN tool t ON t.id = u.root_id WHERE t.purl = 'pkg:pypi/litellm'`,
    )
    .all();
}

async function pageOf(queries, incidentId, file) {
  const rounds = 200;
  const product = await millisecondsOf(async () => {
    for (let at = 0; at < rounds; at += 1) {
      await queries.page(incidentId, { standing: 'affected', size: 50 });
    }
  });
  const statement = file.prepare(
    `SELECT x.vendor_id, v.name, v.tier, x.standing, x.certainty, x.basis, x.since_at
     FROM exposure x JOIN vendor v ON v.id = x.vendor_id
     WHERE x.incident_id = ? AND x.standing = 'affected' AND x.until_derivation = 2147483647
     ORDER BY v.sort_name, v.id LIMIT 51`,
  );
  const floor = await millisecondsOf(() => {
    for (let at = 0; at < rounds; at += 1) statement.all(incidentId);
  });
  return { product: product / rounds, floor: floor / rounds };
}
