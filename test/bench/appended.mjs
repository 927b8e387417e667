import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { inTurns, millisecondsOf } from './measure.mjs';
import { fileIn, openFile, token, userId } from './register.mjs';

const actor = { kind: 'user', id: userId, name: 'Ada Moreau' };
const at = '2026-11-26T09:00:00.000Z';

/**
 * Durable writes without and with their entry, from the barest to what people ask for: one row and the same statements with nothing
 * of ours around them, one row through the door to the data, a vendor through its service, and the request for that.
 */
export async function appended(built, app, folder, quick) {
  const { Database } = await built.load('src/platform/database/index.js');
  const { hashOf } = await built.load('src/journal/chain.js');
  const { Journal } = await built.load('src/journal/index.js');
  const journal = app.get(Journal, { strict: false });
  const withAndWithout = (write) => [
    async (turn) => {
      journal.record = () => undefined;
      try {
        await write(turn);
      } finally {
        delete journal.record;
      }
    },
    write,
  ];
  const row = rowChange(app.get(Database, { strict: false }), journal);
  await row.prepare();
  const vendor = await vendorChange(built, app);
  const driver = bareStatements(fileIn(folder), join(folder, 'floor.sqlite'), hashOf);
  // In turns, one write at a time: on a busy machine the longer of two rounds of many would be interrupted more often.
  const compare = async (work, [without, noted], budget) => {
    const [warming, times] = quick ? [200, 400] : [500, 2_000];
    let turn = 0;
    const one = (write) => async () => {
      // The driver never gives others their turn.
      await setImmediate();
      return 1_000 / (await millisecondsOf(() => write((turn += 1))));
    };
    await inTurns(warming, one(without), one(noted));
    return { work, unit: '/s', ...(await inTurns(times, one(without), one(noted))), budget };
  };
  try {
    return [
      await compare('an entry beside a row, driver alone', [driver.change, driver.changeAndNote]),
      await compare('an entry beside a row', withAndWithout(row.change)),
      await compare('an entry beside a vendor', withAndWithout(vendor.change)),
      await compare('an entry beside a request', withAndWithout(vendor.request), {
        ratioAtLeast: 0.9,
      }),
    ];
  } finally {
    driver.close();
  }
}

function rowChange(database, journal) {
  return {
    prepare: () =>
      database.transaction(
        () =>
          database.sql`INSERT INTO job (id, kind, payload, state, attempts, due_at, created_at) VALUES ('bench', 'bench', '{}', 'done', 0, ${at}, ${at})`,
      ),
    change: (turn) =>
      database.transaction(async () => {
        await database.sql`UPDATE job SET attempts = ${turn} WHERE id = 'bench'`;
        const subject = { kind: 'bench', id: 'one' };
        journal.record(actor, 'bench.changed', subject, { turn }, { turn: turn + 1 });
      }),
  };
}

async function vendorChange(built, app) {
  const { Vendors } = await built.load('src/vendors/index.js');
  const vendors = app.get(Vendors, { strict: false });
  const factsOf = (version) => ({
    name: 'Amber Ledger Labs',
    website: 'https://amber-ledger.example',
    description: `Summarises contracts; as of note ${version}.`,
    status: 'active',
  });
  const { id } = await vendors.create(actor, userId, factsOf(0));
  let { version } = await vendors.byId(id);
  return {
    change: () => vendors.change(actor, id, version++, factsOf(version)),
    request: async () => {
      const answer = await app.inject({
        method: 'PUT',
        url: `/api/v1/vendors/${id}`,
        headers: { authorization: `Bearer ${token}`, 'if-match': `"${version++}"` },
        payload: factsOf(version),
      });
      if (answer.statusCode !== 204) throw new Error(answer.body);
    },
  };
}

/** The fewest statements there can be for the same rows, prepared once, on a copy of the file. */
function bareStatements(from, to, hashOf) {
  const original = openFile(from);
  original.prepare('VACUUM INTO ?').run(to);
  original.close();
  const file = openFile(to);
  const [begin, commit, change, move, entry, detail] = [
    'BEGIN IMMEDIATE',
    'COMMIT',
    "UPDATE job SET attempts = ? WHERE id = 'bench'",
    'UPDATE journal_head SET size = ?, hash = ? WHERE size = ? AND hash = ?',
    `INSERT INTO journal_entry (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, detail_hash, previous_hash, hash)
     VALUES (?, ?, 'user', ?, 'bench.changed', 'bench', 'one', ?, ?, ?)`,
    'INSERT INTO journal_detail (seq, salt, content) VALUES (?, ?, ?)',
  ].map((text) => file.prepare(text));
  let { size, hash } = file.prepare('SELECT size, hash FROM journal_head').get();
  const salt = '0'.repeat(32);
  const changeAnd = (turn, note) => {
    begin.run();
    change.run(turn);
    note();
    commit.run();
  };
  const note = () => {
    const link = { seq: size + 1, at, actorKind: 'user', actorId: userId };
    const subject = { action: 'bench.changed', subjectKind: 'bench', subjectId: 'one' };
    const next = hashOf({ ...link, ...subject, detailHash: hash, previousHash: hash });
    move.run(size + 1, next, size, hash);
    entry.run(size + 1, at, userId, hash, hash, next);
    detail.run(size + 1, salt, '{"actor":"Ada Moreau","before":{"turn":1},"after":{"turn":2}}');
    [size, hash] = [size + 1, next];
  };
  return {
    change: (turn) => changeAnd(turn, () => undefined),
    changeAndNote: (turn) => changeAnd(turn, note),
    close: () => file.close(),
  };
}
