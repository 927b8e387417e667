import SqliteFile from 'better-sqlite3';
import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { ask, comparedRates, warmUp } from '../rates.mjs';
import { fileIn, makeRegister, session, token } from '../register.mjs';
import { assayOn, withServer } from '../servers.mjs';

export const about = 'one page of the list of vendors, filtered and sorted, over HTTP';

const bare = join(import.meta.dirname, '../floors/list.mjs');
const address = '/api/v1/vendors?status=active&sort=name';

export async function measure({ built, vendors, quick }) {
  const rows = [];
  for (const size of vendors) rows.push(...(await onRegister(built, size, quick)));
  return rows;
}

async function onRegister(built, size, quick) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, size);
    const file = fileIn(folder);
    return withServer(assayOn(built, folder), (assay) =>
      withServer({ script: bare, args: [file], ready: '/ready' }, (floor) =>
        pages({ file, size, quick, assay, floor }),
      ),
    );
  });
}

async function pages({ file, size, quick, assay, floor }) {
  const headers = { authorization: `Bearer ${token}` };
  const edge = edgeOfDeepPage(file);
  const first = sidesOf({});
  const later = sidesOf(edge);
  await Promise.all([first, later].map(mustSayTheSame));
  await warmUp([...first, ...later], quick);
  const budget = { ratioAtLeast: 0.6 };
  const start = { work: 'list, page 1', size, ...(await comparedRates(...first, quick)), budget };
  const deep = { work: 'list, deep page', size, ...(await comparedRates(...later, quick)), budget };
  const same = {
    work: `list, page ${edge.page} against page 1`,
    size,
    ...(await comparedRates(first[1], later[1], quick)),
    budget: { ratioAtLeast: 0.85 },
  };
  const url = `${assay.address}/vendors?status=active`;
  const html = { url, headers: { cookie: `assay=${session}` } };
  await ask(html, { amount: 500 });
  const { rate } = await ask(html, { duration: 1 });
  return [start, deep, same, { work: 'list as a page', size, unit: 'req/s', product: rate }];

  function sidesOf({ name, id }) {
    const cursor = name === undefined ? {} : { cursor: cursorAfter(name, id) };
    const place = name === undefined ? {} : { name, id };
    return [
      { server: floor, url: withQuery(floor.address, { status: 'active', ...place }) },
      { server: assay, url: withQuery(assay.address + address, cursor), headers },
    ];
  }
}

/** The last row before the page at 98 % of the list, found the slow way. */
function edgeOfDeepPage(file) {
  const database = new SqliteFile(file, { readonly: true });
  const { active } = database
    .prepare("SELECT count(*) AS active FROM vendor WHERE status = 'active'")
    .get();
  const page = Math.max(2, Math.floor((0.98 * active) / 50));
  const row = database
    .prepare(
      "SELECT sort_name AS name, id FROM vendor WHERE status = 'active' ORDER BY sort_name, id LIMIT 1 OFFSET ?",
    )
    .get((page - 1) * 50 - 1);
  database.close();
  return { page, ...row };
}

const cursorAfter = (name, id) =>
  Buffer.from(JSON.stringify(['after', name, id])).toString('base64url');

function withQuery(address, parameters) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

async function mustSayTheSame(sides) {
  const [first, second] = await Promise.all(
    sides.map(async ({ url, headers = {} }) => (await fetch(url, { headers })).json()),
  );
  const text = (list) => JSON.stringify(list.map((line) => Object.entries(line).toSorted()));
  if (first.length !== 50 || text(first) !== text(second)) {
    throw new Error('Floor and product do not answer the same: their rates say nothing.');
  }
}
