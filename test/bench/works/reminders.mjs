import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { inFolder } from '../folder.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { chance, fileIn, idOf, insert, makeRegister, openFile } from '../register.mjs';

export const about =
  'everybody reminded of everything in one run, in the list and by one letter each';

const dayMs = 24 * 3_600_000;
const dayOf = (time) => new Date(time).toISOString().slice(0, 10);

export async function measure({ built, quick }) {
  const [people, each] = quick ? [100, 100] : [500, 200];
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const file = openFile(fileIn(folder));
    addDue(file, people, each);
    const bare = join(folder, 'floor.sqlite');
    file.prepare('VACUUM INTO ?').run(bare);
    file.close();
    return withProduct(built, folder, (app) => runs({ built, app, bare, people, each }));
  });
}

async function runs({ built, app, bare, people, each }) {
  const { Reminders } = await built.load('src/obligations/reminders/reminders.service.js');
  const { Clock } = await built.load('src/platform/clock.js');
  const reminders = app.get(Reminders, { strict: false });
  const clock = app.get(Clock);
  const onDay = (ahead) =>
    watched(() => clock.at(new Date(Date.now() + ahead * dayMs), () => reminders.run()));
  const size = people * each;
  const first = await onDay(0);
  if (first.gave.reminders !== size)
    throw new Error(`${first.gave.reminders} of ${size} reminded.`);
  const again = await onDay(0);
  const nextDay = await onDay(1);
  if (again.gave.people + nextDay.gave.reminders !== 0)
    throw new Error('Somebody is reminded twice.');
  const idle = await watched(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
  const floor = await millisecondsOf(() => writeBare(bare));
  const unit = 'ms';
  return [
    {
      work: 'reminders, all due',
      size,
      unit,
      floor,
      product: first.took,
      budget: { ratioAtMost: 4 },
    },
    { work: 'reminders, next day, nothing new', size, unit, product: nextDay.took },
    { work: 'reminders, everybody reminded already', size, unit, product: again.took },
    {
      work: 'reminders, longest stop of the event loop',
      size,
      unit,
      floor: idle.stop,
      product: first.stop,
    },
  ];
}

async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let gave;
  const took = await millisecondsOf(async () => (gave = await work()));
  delay.disable();
  return { took, gave, stop: delay.max / 1e6 };
}

/** The same rows, a transaction a person, with nothing worked out and no letter composed or sealed. */
function writeBare(path) {
  const file = openFile(path);
  const now = new Date().toISOString();
  const today = now.slice(0, 10);
  const own = file.prepare(
    `SELECT o.id, o.kind, o.subject_kind, o.subject_id, o.vendor_id, v.name, u.name, o.due_on, o.title
     FROM obligation o JOIN vendor v ON v.id = o.vendor_id JOIN app_user u ON u.id = o.owner_id
     WHERE o.ended_at IS NULL AND o.owner_id = ?`,
  );
  const digest = file.prepare(
    'INSERT INTO digest (id, person_id, day, created_at) VALUES (?, ?, ?, ?)',
  );
  const reminder = file.prepare(
    `INSERT INTO reminder (id, obligation_id, due_on, rung, recipient_kind, recipient_id, channel, cause, created_at)
     VALUES (?, ?, ?, 0, 'user', ?, ?, 'own', ?)`,
  );
  const letter = file.prepare(
    `INSERT INTO letter (id, to_name, to_email, subject, sealed_body, state, about_kind, about_id, message_id, created_at)
     VALUES (?, 'Ada', 'ada@buyer.example', 'Due', ?, 'kept', 'digest', ?, ?, ?)`,
  );
  const body = 'x'.repeat(40_000);
  for (const { id } of file.prepare('SELECT id FROM app_user').all()) {
    file.transaction(() => {
      digest.run(randomUUID(), id, today, now);
      const due = own.all(id);
      for (const channel of ['list', 'mail'])
        for (const one of due) reminder.run(randomUUID(), one.id, one.due_on, id, channel, now);
      if (due.length > 0) letter.run(randomUUID(), body, id, randomUUID(), now);
    })();
  }
  file.close();
}

/** People whose hour has come whatever the hour is, each with things due from 80 days ago to 40 days ahead. */
function addDue(file, people, each) {
  const random = chance(11);
  const at = new Date().toISOString();
  const vendors = file.prepare('SELECT id FROM vendor').all();
  const add = file.prepare(
    `INSERT INTO obligation (id, kind, subject_kind, subject_id, part, vendor_id, owner_id, due_on, title, detail, sequence,
       changed_at, created_at)
     VALUES (?, 'contract_notice', 'engagement', ?, '', ?, ?, ?, ?, '{}', 0, ?, ?)`,
  );
  file.transaction(() => {
    const wishes = { zone: 'UTC', digest_hour: 0, quiet_weekdays: '[]', quiet_days: '[]' };
    for (const { id } of file.prepare('SELECT id FROM app_user').all())
      insert(file, 'preference', { user_id: id, ...wishes, digests_by_mail: 1, version: 1 });
    let number = 0;
    for (let person = 0; person < people; person += 1) {
      const id = idOf(person, random).replace('01910000', '01930000');
      insert(file, 'app_user', {
        id,
        name: `Person ${person}`,
        email: `person${person}@buyer.example`,
        role: 'analyst',
        created_at: at,
        version: 1,
      });
      insert(file, 'preference', { user_id: id, ...wishes, digests_by_mail: 1, version: 1 });
      for (let time = 0; time < each; time += 1) {
        number += 1;
        // None is late enough to be passed on, and none reaches its next rung tomorrow.
        const dueOn = dayOf(Date.now() + [-12, -3, 2, 9, 20, 40][time % 6] * dayMs);
        const vendor = vendors[number % vendors.length].id;
        const subject = idOf(number, random).replace('01910000', '01950000');
        add.run(
          subject.replace('0195', '0194'),
          subject,
          vendor,
          id,
          dueOn,
          `Give notice ${number}`,
          at,
          at,
        );
      }
    }
  })();
  file.exec('ANALYZE');
}
