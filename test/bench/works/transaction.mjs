import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { inTurns, rateOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { fileIn, openFile } from '../register.mjs';

export const about = 'one row inserted in a transaction of its own, on disk before the next begins';

export async function measure({ built, quick }) {
  return inFolder((folder) =>
    withProduct(built, folder, async (app) => {
      const { Database } = await built.load('src/platform/database/index.js');
      const { LoginAttempt } = await built.load('src/identity/login-attempt.entity.js');
      const database = app.get(Database);
      const floor = bareInsert(fileIn(folder), join(folder, 'floor.sqlite'));
      const [rounds, times] = quick ? [4, 100] : [10, 200];
      let key = 0;
      const bySql = () =>
        database.transaction(
          () =>
            database.sql`INSERT INTO login_attempt (key, failures, since) VALUES (${`sql ${(key += 1)}`}, 0, ${'2026'})`,
        );
      const byRepository = () =>
        database.transaction(() =>
          database
            .repository(LoginAttempt)
            .insert({ key: `repository ${(key += 1)}`, failures: 0, since: new Date() }),
        );
      const rows = [];
      for (const [work, ours] of [
        ['transaction, one insert by SQL', bySql],
        ['transaction, one insert by repository', byRepository],
      ]) {
        await rateOf(times, ours);
        const rates = await inTurns(
          rounds,
          () => rateOf(times, floor.insert),
          () => rateOf(times, ours),
        );
        rows.push({ work, unit: '/s', ...rates });
      }
      floor.close();
      return rows;
    }),
  );
}

function bareInsert(from, to) {
  const original = openFile(from);
  original.prepare('VACUUM INTO ?').run(to);
  original.close();
  const file = openFile(to);
  const [begin, commit] = ['BEGIN IMMEDIATE', 'COMMIT'].map((text) => file.prepare(text));
  const insert = file.prepare('INSERT INTO login_attempt (key, failures, since) VALUES (?, 0, ?)');
  let key = 0;
  return {
    insert: () => {
      begin.run();
      insert.run(`floor ${(key += 1)}`, '2026');
      commit.run();
    },
    close: () => file.close(),
  };
}
