import { inFolder } from '../folder.mjs';
import { lagAndMemoryOf } from '../lag.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { chance, closeOnDisk, fileIn, idOf, makeRegister, openFile } from '../register.mjs';
import { fillJournal } from './journal.mjs';

export const about = 'keeping less: what is kept, what of it names a person, and a purge';

const yearMs = 365 * 24 * 3_600_000;
const ago = (years) => new Date(Date.now() - years * yearMs).toISOString();
const asked = 'person-4711@mail.example';
const letters = 'abcdefghijklmnopqrst';
/** Of a person of the 50,000: each has a name of their own. */
const nameOf = (made) =>
  [...String((made % 50_000) + 50_000)].reduce(
    (name, digit, at) => name + letters[Number(digit)] + (at === 2 ? ' B' : ''),
    'A',
  );

export async function measure({ built, quick }) {
  const size = quick ? 100_000 : 1_000_000;
  return inFolder(async (folder) => {
    await makeRegister(built, folder, size / 100);
    // What a start lets go by itself is over before there is anything to let go.
    return withProduct(built, folder, async (app) => {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      await fill(built, folder, size);
      return measured(built, app, size, quick);
    });
  });
}

/** Six years of a journal, of which five are kept, and the people that it names. */
export async function fill(built, folder, size) {
  await fillJournal(built, folder, size, {
    atOf: (made) => ago(6 - (6 * made) / size),
    contentOf: (made) => ({
      actor: 'Bench',
      before: null,
      after: { name: nameOf(made), email: `person-${made % 50_000}@mail.example` },
    }),
  });
  const file = openFile(fileIn(folder));
  file.transaction(() => addPeople(file, size))();
  file.exec('ANALYZE');
  closeOnDisk(file);
}

async function measured(built, app, size, quick) {
  const { KeptKinds, PersonData, Purging } = await built.load('src/keeping/index.js');
  const { KeptQueries } = await built.load('src/keeping/kept.queries.js');
  const { kinds } = await built.load('src/keeping/kinds/index.js');
  const [kept, people, purging] = [KeptKinds, PersonData, Purging].map((one) => app.get(one));
  const find = () => people.find({ email: asked });
  const { Mentions } = await built.load('src/keeping/people/mentions.service.js');
  const indexed = await timed(() => app.get(Mentions).catchUp());
  const search = await timed(find);
  const byName = await timed(() => people.find({ name: nameOf(4711) }));
  const tally = await timed(() => kept.all());
  const before = await kept.all();
  const letGo = quick ? ['letters', 'contacts'] : ['letters', 'contacts', 'journal-details'];
  const due = before.reduce(
    (all, { code, due: many }) => all + (letGo.includes(code) ? many : 0),
    0,
  );
  const actor = { kind: 'system', id: 'assay', name: 'Assay' };
  const purge = await timed(async () => {
    for (const kind of kinds.filter(({ code }) => letGo.includes(code))) {
      await purging.purge(kind, { actor, reason: 'retention', runId: null });
    }
  });
  // Entries of the start came first and are younger than those that follow: how many are due is counted by where a day falls.
  const left = [];
  for (const kind of kinds.filter(({ code }) => letGo.includes(code))) {
    for (const place of kind.places) {
      for await (const some of app.get(KeptQueries).due(kind, place)) left.push(...some);
    }
  }
  if (left.length > 0) throw new Error(`Something due is left: ${JSON.stringify(left[0])}`);
  const row = (work, unit, product, budget) => ({
    work,
    size,
    unit,
    product,
    ...(budget ? { budget } : {}),
  });
  return [
    row('what is kept, counted', 'ms', tally.took, { atMost: 1_000 }),
    row('counting, others wait', 'ms', tally.lag, { atMost: 50 }),
    row('a person found', 'ms', search.took, { atMost: 300 }),
    row('a person found by name', 'ms', byName.took, { atMost: 1_000 }),
    row('finding by name, others wait', 'ms', byName.lag, { atMost: 50 }),
    row('journal read for whom it names', 'ms', indexed.took),
    row('reading, others wait', 'ms', indexed.lag, { atMost: 50 }),
    row(`purge of ${due}`, 'ms', purge.took),
    row('purge, others wait', 'ms', purge.lag, { atMost: 50 }),
    row('purge, memory', 'MB', purge.memory),
  ];
}

async function timed(work) {
  let took = 0;
  const seen = await lagAndMemoryOf(async () => {
    took = await millisecondsOf(work);
  });
  return { ...seen, took };
}

/** Five contacts a vendor, and ten letters; every thirtieth vendor has left. */
function addPeople(file, size) {
  const random = chance(size);
  const vendors = file.prepare('SELECT id FROM vendor ORDER BY id').all();
  file.exec(`UPDATE vendor SET left_at = '${ago(2)}' WHERE status = 'offboarded'`);
  const contact = file.prepare(
    `INSERT INTO contact (id, vendor_id, name, email, created_at, version) VALUES (?, ?, ?, ?, ?, 1)`,
  );
  const letter = file.prepare(
    `INSERT INTO letter (id, to_name, to_email, subject, state, about_kind, about_id, message_id, created_at, sent_at)
     VALUES (?, ?, ?, 'Please answer', 'sent', 'bench', ?, ?, ?, ?)`,
  );
  for (const [at, { id }] of vendors.entries()) {
    for (let one = 0; one < 5; one += 1) {
      const number = at * 5 + one;
      const email = `person-${number}@mail.example`;
      contact.run(idOf(number, random), id, `Person ${number}`, email, ago(3));
    }
    for (let one = 0; one < 10; one += 1) {
      const number = at * 10 + one;
      const [own, sent] = [idOf(number, random), ago(3 * random())];
      letter.run(own, 'Somebody', `person-${number % 50_000}@mail.example`, id, own, sent, sent);
    }
  }
}
