import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { fileIn, makeRegister, openFile } from '../register.mjs';

export const about = 'a bill of materials taken as evidence, read, and kept as a vendor’s tools';

const piece = 64 * 1024;
const lookEveryMs = 20;
const actor = { kind: 'user', id: '01900000-0000-7000-8000-000000000001', name: 'Bench' };

export async function measure({ built, quick }) {
  const size = quick ? 10_000 : 50_000;
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const rows = await withProduct(built, folder, (app) => imported(built, app, folder, size));
    return rows;
  });
}

async function imported(built, app, folder, size) {
  const { InventoryImports, InventoryImportQueries } = await built.load(
    'src/supply-chain/index.js',
  );
  const { JobWorker } = await built.load('src/platform/jobs/index.js');
  const imports = app.get(InventoryImports, { strict: false });
  const queries = app.get(InventoryImportQueries, { strict: false });
  const worker = app.get(JobWorker, { strict: false });
  const file = openFile(fileIn(folder));
  const vendors = file.prepare('SELECT id FROM vendor LIMIT 3').all();

  const take = async (vendorId, content) => {
    const given = { name: 'gateway.cdx.json', content: streamOf(content) };
    const { id } = await imports.receive(actor, vendorId, given, async () => ({}));
    const stored = performance.now();
    worker.look();
    let seen = await queries.byId(id);
    while (seen.state === 'waiting' || seen.state === 'reading') {
      await pause(lookEveryMs);
      seen = await queries.byId(id);
    }
    const { state, uses, problem } = seen;
    if (state !== 'done' || uses !== size) throw new Error(`${state}, ${uses} uses: ${problem}`);
    return stored;
  };
  const watched = async (vendorId, content) => {
    let stored = 0;
    const started = performance.now();
    const seen = await lagAndMemoryOf(async () => {
      stored = await take(vendorId, content);
    });
    const took = performance.now() - started;
    // What follows from it for incidents is not part of it.
    await worker.idle();
    return { ...seen, took, storing: stored - started };
  };
  // A small one first, so that nothing is compiled while the clock runs.
  await warmUp(imports, worker, vendors[2].id);
  const fresh = await watched(vendors[0].id, bomOf(size, 1));
  const known = await watched(vendors[1].id, bomOf(size, 2));
  const idle = await lagAndMemoryOf(() => pause(3_000));
  const floor = await millisecondsOf(() => bare(file, bomOf(size, 3), vendors[0].id));
  file.close();
  const rate = (took) => (1_000 * size) / took;
  const unit = 'components/s';
  return [
    {
      ...{ work: 'import, tools never seen before', size, unit, floor: rate(floor) },
      ...{ product: rate(fresh.took), budget: { atLeast: 20_000 } },
    },
    {
      ...{ work: 'import, tools known', size, unit, product: rate(known.took) },
      budget: { atLeast: 20_000 },
    },
    { work: 'import, of that: storing the evidence', size, unit: 'ms', product: fresh.storing },
    {
      ...{ work: 'import, others wait', size, unit: 'ms', floor: idle.lag },
      ...{ product: Math.max(fresh.lag, known.lag), budget: { atMost: 50 } },
    },
    { work: 'import, memory', size, unit: 'MB', product: Math.max(fresh.memory, known.memory) },
  ];
}

async function warmUp(imports, worker, vendorId) {
  const given = { name: 'small.json', content: streamOf(bomOf(100, 0)) };
  await imports.receive(actor, vendorId, given, async () => ({}));
  worker.look();
  await worker.idle();
}

function streamOf(content) {
  const pieces = function* () {
    for (let from = 0; from < content.length; from += piece) {
      yield content.subarray(from, from + piece);
    }
  };
  return Readable.from(pieces(), { objectMode: false });
}

/** As generators write it: each with a licence, a hash and what it depends on. */
function bomOf(size, release) {
  const version = (at) => `${release}.${at % 13}.${at % 7}`;
  const purl = (at) => `pkg:pypi/component-${at}@${version(at)}`;
  const components = Array.from({ length: size }, (_, at) => ({
    'bom-ref': purl(at),
    type: 'library',
    name: `component-${at}`,
    version: version(at),
    licenses: [{ license: { id: at % 2 ? 'MIT' : 'Apache-2.0' } }],
    hashes: [{ alg: 'SHA-256', content: String(at).padStart(64, '0') }],
    purl: purl(at),
  }));
  const dependencies = components.map(({ 'bom-ref': ref }, at) => ({
    ref,
    dependsOn: at + 1 < size ? [purl(at + 1)] : [],
  }));
  const metadata = {
    timestamp: `2026-03-0${release + 1}T10:00:00Z`,
    component: { 'bom-ref': 'root', type: 'application', name: 'gateway' },
  };
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata };
  const root = { ref: 'root', dependsOn: [purl(0)] };
  const bom = { ...head, components, dependencies: [root, ...dependencies] };
  return Buffer.from(JSON.stringify(bom));
}

/** The least that can be done: parse it, and write one row a component into two tables without an index, in one transaction. */
function bare(file, content, vendorId) {
  const { components } = JSON.parse(content.toString('utf8'));
  file.exec(`CREATE TEMP TABLE t (id TEXT PRIMARY KEY, name TEXT, purl TEXT UNIQUE);
    CREATE TEMP TABLE u (id INTEGER PRIMARY KEY, vendor TEXT, tool TEXT, version TEXT)`);
  const tool = file.prepare('INSERT INTO t VALUES (?, ?, ?)');
  const use = file.prepare('INSERT INTO u (vendor, tool, version) VALUES (?, ?, ?)');
  file.transaction(() => {
    for (const { name, version, purl } of components) {
      tool.run(purl, name, purl);
      use.run(vendorId, purl, version);
    }
  })();
}
