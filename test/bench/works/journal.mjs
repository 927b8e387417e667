import { appended } from '../appended.mjs';
import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { closeOnDisk, fileIn, makeRegister, openFile, userId } from '../register.mjs';

export const about =
  'the journal: what an entry adds to a write, a checkpoint, and the whole verified';

const at = '2026-11-26T09:00:00.000Z';

export async function measure({ built, quick }) {
  const entries = quick ? 100_000 : 1_000_000;
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    return withProduct(built, folder, async (app) => [
      ...(await appended(built, app, folder, quick)),
      ...(await verified(built, app, folder, entries)),
    ]);
  });
}

async function verified(built, app, folder, entries) {
  const { Database } = await built.load('src/platform/database/index.js');
  const { Checkpoints, JournalQueries, verifyJournal } = await built.load('src/journal/index.js');
  const database = app.get(Database, { strict: false });
  const checkpoints = app.get(Checkpoints, { strict: false });
  await fillJournal(built, folder, entries);
  const first = await timed(() => checkpoints.sign('request'));
  const whole = await timed(() => verifyJournal(database));
  const queries = app.get(JournalQueries, { strict: false });
  const search = await timed(() => queries.page({ q: 'nowhere bench' }));
  const period = await timed(() => queries.page({ to: '2020-12-31' }));
  const verdict = whole.answer;
  if (verdict.problems.length > 0 || verdict.entries < entries)
    throw new Error(verdict.problems.join(' '));
  const size = verdict.entries;
  return [
    { work: 'first checkpoint of all', size, unit: 'ms', product: first.took },
    {
      work: 'first checkpoint, others wait',
      size,
      unit: 'ms',
      product: first.lag,
      budget: { atMost: 50 },
    },
    { work: 'journal verified', size, unit: 'ms', product: whole.took, budget: { atMost: 30_000 } },
    {
      work: 'a search that finds nothing',
      size,
      unit: 'ms',
      product: search.took,
      budget: { atMost: 1_000 },
    },
    {
      work: 'a search, others wait',
      size,
      unit: 'ms',
      product: search.lag,
      budget: { atMost: 50 },
    },
    {
      work: 'the first search of a period',
      size,
      unit: 'ms',
      product: period.took,
      budget: { atMost: 2_000 },
    },
    {
      work: 'the first search of a period, others wait',
      size,
      unit: 'ms',
      product: period.lag,
      budget: { atMost: 50 },
    },
    { work: 'journal verified, memory', size, unit: 'MB', product: whole.memory },
  ];
}

async function timed(work) {
  let answer;
  let took = 0;
  const seen = await lagAndMemoryOf(async () => {
    took = await millisecondsOf(async () => {
      answer = await work();
    });
  });
  return { ...seen, took, answer };
}

/** Entries as the product writes them, straight into the file: it would take minutes one by one. */
export async function fillJournal(
  built,
  folder,
  entries,
  { atOf = () => at, contentOf = changed, subjectOf = (made) => `v${made % 5_000}` } = {},
) {
  const { detailHashOf, hashOf } = await built.load('src/journal/chain.js');
  const file = openFile(fileIn(folder));
  const head = file.prepare('SELECT size, hash FROM journal_head').get();
  const entry = file.prepare(
    `INSERT INTO journal_entry (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, detail_hash, previous_hash, hash)
     VALUES (?, ?, 'user', ?, 'vendor.changed', 'vendor', ?, ?, ?, ?)`,
  );
  const detail = file.prepare('INSERT INTO journal_detail (seq, salt, content) VALUES (?, ?, ?)');
  let { size, hash } = head;
  file.transaction(() => {
    for (let made = 0; made < entries; made += 1) {
      size += 1;
      const subjectId = subjectOf(made);
      const content = JSON.stringify(contentOf(made));
      const when = atOf(made);
      const salt = String(made).padStart(32, '0');
      const link = {
        seq: size,
        at: when,
        actorKind: 'user',
        actorId: userId,
        action: 'vendor.changed',
        subjectKind: 'vendor',
        subjectId,
        detailHash: detailHashOf(salt, content),
        previousHash: hash,
      };
      hash = hashOf(link);
      entry.run(size, when, userId, subjectId, link.detailHash, link.previousHash, hash);
      detail.run(size, salt, content);
    }
    file.prepare('UPDATE journal_head SET size = ?, hash = ?').run(size, hash);
  })();
  file.pragma('wal_checkpoint(TRUNCATE)');
  closeOnDisk(file);
}

const changed = (made) => ({ actor: 'Bench', before: { tier: made }, after: { tier: made + 1 } });
