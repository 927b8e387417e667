import { chance, closeOnDisk, fileIn, idOf, openFile } from './register.mjs';

const tools = 2_000;
/** Of ten vendors, those of whom there is a list. */
const listedOfTen = 8;
const usual = {
  usesEach: 12.5,
  /** One vendor in so many uses the tool that the advisory is about. */
  usersOf: 24,
};
const sources = ['answer', 'sbom', 'lockfile', 'analyst'];
const versions = ['1.80.0', '1.82.6', '1.82.7', '1.82.8', '1.83.1', null];

const toolId = (number, random) => idOf(number, random).replace('01910000', '01930000');

/** Lists of tools for eight of ten vendors in the register of `folder`: ten uses a vendor on average. */
export function addTools(folder, given = usual) {
  const file = openFile(fileIn(folder));
  file.pragma('synchronous = OFF');
  file.pragma('foreign_keys = OFF');
  const random = chance(11);
  const ids = [];
  file.transaction(() => {
    for (let number = 0; number < tools; number += 1) {
      ids.push(toolId(number, random));
      addTool(file, ids[number], number === 0 ? 'litellm' : `package-${number}`);
    }
  })();
  const counts = addLists(file, ids, random, given);
  file.exec('ANALYZE');
  closeOnDisk(file);
  return counts;
}

function addTool(file, id, name) {
  file
    .prepare(
      `INSERT INTO tool (id, identity, name, name_key, match_key, kind, purl, root_id, created_at, updated_at, version)
       VALUES (@id, @purl, @name, @name, @name, 'library', @purl, @id, @at, @at, 1)`,
    )
    .run({ id, name, purl: `pkg:pypi/${name}`, at: '2026-01-01T00:00:00.000Z' });
}

function addLists(file, ids, random, { usesEach, usersOf }) {
  const vendors = file.prepare('SELECT id FROM vendor ORDER BY id').all();
  const list = file.prepare(
    `INSERT INTO inventory (id, vendor_id, source, source_id, family, subject, described_on, is_complete, is_current,
       uses, left_out, left_out_count, added_by, added_at)
     VALUES (@id, @vendorId, @source, @id, 'installed', '', @on, @complete, 1, 12, '[]', 0, 'bench', @at)`,
  );
  const use = file.prepare(
    `INSERT INTO tool_use (id, inventory_id, vendor_id, tool_id, root_id, version_text, described_on, is_current,
       source, grade, sees_our_data, holds_credentials, direct)
     VALUES (@id, @inventoryId, @vendorId, @toolId, @toolId, @version, @on, 1, @source, 'artefact', 'unknown',
       'unknown', 'unknown')`,
  );
  let lists = 0;
  let uses = 0;
  const some = 5_000;
  for (let at = 0; at < vendors.length; at += some) {
    file.transaction(() => {
      for (const { id: vendorId } of vendors.slice(at, at + some)) {
        if (random() * 10 >= listedOfTen) continue;
        const inventoryId = idOf(lists, random).replace('01910000', '01940000');
        const source = sources[Math.floor(random() * sources.length)];
        const on = new Date(Date.now() - random() * 200 * 86_400_000).toISOString().slice(0, 10);
        list.run({
          id: inventoryId,
          vendorId,
          source,
          on,
          complete: Number(random() < 0.7),
          at: `${on}T00:00:00.000Z`,
        });
        lists += 1;
        const mine = new Set(random() < 1 / usersOf ? [0] : []);
        const wanted = Math.floor(usesEach + random());
        while (mine.size < wanted) mine.add(1 + Math.floor(random() * (tools - 1)));
        for (const number of mine) {
          const version = versions[Math.floor(random() * versions.length)];
          const id = idOf(uses, random).replace('01910000', '01950000');
          use.run({ id, inventoryId, vendorId, toolId: ids[number], version, on, source });
          uses += 1;
        }
      }
    })();
  }
  return { lists, uses };
}
