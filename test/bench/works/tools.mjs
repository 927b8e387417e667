import SqliteFile from 'better-sqlite3';
import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { inTurns, millisecondsOf, rateOf } from '../measure.mjs';
import { comparedRates, warmUp } from '../rates.mjs';
import { chance, closeOnDisk, fileIn, idOf, makeRegister, openFile, token } from '../register.mjs';
import { assayOn, withServer } from '../servers.mjs';

export const about =
  'who uses a tool, of ten uses a vendor, and which tools vendors share, over HTTP';

const bare = join(import.meta.dirname, '../floors/tool-users.mjs');
const usesEach = 10;
const tools = 20_000;
/** Of how many uses the answers come quickly enough to be asked for thousands of times. */
const warmUpTo = 5_000;

export async function measure({ built, vendors, quick }) {
  const size = Math.max(...vendors);
  return inFolder(async (folder) => {
    await makeRegister(built, folder, size);
    const asked = addTools(fileIn(folder));
    return withServer(assayOn(built, folder), (assay) =>
      withServer({ script: bare, args: [fileIn(folder)], ready: '/ready' }, (floor) =>
        answers({ assay, floor, asked, size, quick }),
      ),
    );
  });
}

async function answers({ assay, floor, asked, size, quick }) {
  const headers = { authorization: `Bearer ${token}` };
  const rows = [];
  for (const { id, uses } of asked) {
    const sides = [
      { server: floor, url: `${floor.address}/?toolId=${id}&first=2026-06-01` },
      { server: assay, url: `${assay.address}/api/v1/tool-uses?toolId=${id}`, headers },
    ];
    await mustCountTheSame(sides);
    const rates =
      uses > warmUpTo ? await fewAnswers(sides, quick) : await manyAnswers(sides, quick);
    const work = `who uses a tool, of ${uses.toLocaleString('en')} uses`;
    rows.push({ work, size, ...rates, budget: { ratioAtLeast: 0.5 } });
  }
  const url = `${assay.address}/api/v1/tool-concentration`;
  const took = await millisecondsOf(async () => (await fetch(url, { headers })).json());
  rows.push({ work: 'tools that vendors share', size, unit: 'ms', product: took });
  return rows;
}

async function manyAnswers(sides, quick) {
  await warmUp(sides, quick);
  return comparedRates(...sides, quick);
}

/** What many use takes long to count: fewer answers tell as much. */
async function fewAnswers(sides, quick) {
  const asks = sides.map((side) => () => rateOf(quick ? 4 : 10, () => read(side)));
  for (const once of asks) await once();
  return { unit: 'req/s', ...(await inTurns(quick ? 3 : 4, ...asks)) };
}

const read = async ({ url, headers = {} }) => (await fetch(url, { headers })).json();

async function mustCountTheSame(sides) {
  const [first, second] = await Promise.all(sides.map(read));
  const said = ({ counts: { vendors, uses }, uses: page }) =>
    JSON.stringify([vendors, uses, page.map(({ id }) => id)]);
  if (said(first) !== said(second)) {
    throw new Error('Floor and product do not answer the same: their rates say nothing.');
  }
}

/** One list a vendor, of tools few of which many share; gives one that very many use, and one that some do. */
function addTools(path) {
  const file = openFile(path);
  file.pragma('synchronous = OFF');
  file.pragma('foreign_keys = OFF');
  const random = chance(7);
  const at = '2026-11-01T09:00:00.000Z';
  const ids = Array.from({ length: tools }, (_, number) => idOf(number, random));
  const tool = file.prepare(
    `INSERT INTO tool (id, identity, name, name_key, match_key, kind, purl, root_id, created_at, updated_at, version)
     VALUES (@id, @purl, @name, @name, @name, 'library', @purl, @id, '${at}', '${at}', 1)`,
  );
  const inventory = file.prepare(
    `INSERT INTO inventory (id, vendor_id, source, source_id, family, subject, described_on, is_complete, is_current,
       uses, left_out, left_out_count, added_by, added_at)
     VALUES (@id, @vendorId, 'sbom', @id, 'installed', '', '2026-11-01', 1, 1, ${usesEach}, '[]', 0, 'bench', '${at}')`,
  );
  const use = file.prepare(
    `INSERT INTO tool_use (id, inventory_id, vendor_id, tool_id, root_id, version_text, described_on, is_current,
       source, grade, sees_our_data, holds_credentials, direct)
     VALUES (@id, @inventoryId, @vendorId, @toolId, @toolId, '1.2.3', '2026-11-01', 1, 'sbom', 'artefact',
       @sees, @holds, @direct)`,
  );
  const known = ['yes', 'no', 'unknown'];
  const one = () => known[Math.floor(random() * 3)];
  let number = 0;
  file.transaction(() => {
    ids.forEach((id, place) =>
      tool.run({ id, purl: `pkg:pypi/tool-${place}`, name: `tool-${place}` }),
    );
    for (const { id: vendorId } of file.prepare('SELECT id FROM vendor').all()) {
      const inventoryId = idOf((number += 1), random);
      inventory.run({ id: inventoryId, vendorId });
      for (let line = 0; line < usesEach; line += 1) {
        const toolId = ids[Math.floor(tools * random() ** 3)];
        const id = idOf((number += 1), random);
        use.run({ id, inventoryId, vendorId, toolId, sees: one(), holds: one(), direct: one() });
      }
    }
  })();
  file.exec('ANALYZE');
  closeOnDisk(file);
  const read = new SqliteFile(path, { readonly: true });
  const uses = read.prepare('SELECT count(*) AS uses FROM tool_use WHERE root_id = ?');
  const asked = [ids[0], ids[200]].map((id) => ({ id, ...uses.get(id) }));
  read.close();
  return asked;
}
