import { monitorEventLoopDelay } from 'node:perf_hooks';
import { inFolder } from '../folder.mjs';
import { millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { fileIn, idOf, chance, makeRegister, openFile } from '../register.mjs';

export const about = 'every due date derived anew and compared with the table';

const engagementsEach = 4;
/** One reassessment and one contract notice an engagement. */
const obligationsEach = 2 * engagementsEach;

export async function measure({ built, quick }) {
  const wanted = quick ? 10_000 : 100_000;
  return inFolder(async (folder) => {
    await makeRegister(built, folder, Math.ceil(wanted / obligationsEach));
    const file = openFile(fileIn(folder));
    addEngagements(file);
    file.close();
    return withProduct(built, folder, (app) => sweeps(built, app, folder));
  });
}

async function sweeps(built, app, folder) {
  const { Derivation } = await built.load('src/obligations/derivation.service.js');
  const derivation = app.get(Derivation);
  const file = openFile(fileIn(folder));
  const sweep = () => watched(() => derivation.ofAll());
  const first = await sweep();
  const size = file.prepare('SELECT count(*) AS n FROM obligation WHERE ended_at IS NULL').get().n;
  await sweep();
  const read = await millisecondsOf(() => reading(file));
  const unchanged = await sweep();
  file.exec(
    "UPDATE engagement SET ends_on = date(ends_on, '-1 day'), created_at = '2026-02-02T00:00:00.000Z'",
  );
  const changed = await sweep();
  const moved = file.prepare('SELECT count(*) AS n FROM obligation WHERE sequence = 1').get().n;
  if (moved !== size) throw new Error(`${moved} of ${size} moved.`);
  const idle = await watched(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
  const written = await millisecondsOf(() => {
    const rows = reading(file);
    writing(file, rows);
  });
  file.close();
  const ms = 'ms';
  return [
    { work: 'sweep, all new', size, unit: ms, product: first.took },
    {
      work: 'sweep, nothing changed',
      size,
      unit: ms,
      floor: read,
      product: unchanged.took,
      budget: { ratioAtMost: 4 },
    },
    {
      work: 'sweep, all changed',
      size,
      unit: ms,
      floor: written,
      product: changed.took,
      budget: { ratioAtMost: 4 },
    },
    {
      work: 'sweep, longest stop of the event loop',
      size,
      unit: ms,
      floor: idle.stop,
      product: Math.max(first.stop, unchanged.stop, changed.stop),
    },
  ];
}

async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const took = await millisecondsOf(work);
  delay.disable();
  return { took, stop: delay.max / 1e6 };
}

/** The same facts and rows, each in one statement, with nothing derived from them. */
function reading(file) {
  file
    .prepare(
      `SELECT e.id, e.vendor_id, v.owner_id, e.name, e.tier, e.ends_on, e.created_at, max(d.decided_at)
       FROM vendor v JOIN engagement e ON e.vendor_id = v.id
       LEFT JOIN assessment a ON a.engagement_id = e.id LEFT JOIN decision d ON d.assessment_id = a.id
       WHERE v.status NOT IN ('offboarded', 'rejected') GROUP BY e.id`,
    )
    .all();
  file
    .prepare(
      `SELECT e.id, e.vendor_id, v.owner_id, e.name, e.ends_on FROM vendor v JOIN engagement e ON e.vendor_id = v.id
       WHERE e.ends_on IS NOT NULL AND v.status NOT IN ('offboarded', 'rejected')`,
    )
    .all();
  return file
    .prepare(
      'SELECT id, kind, subject_id, part, vendor_id, owner_id, due_on, title, detail FROM obligation WHERE ended_at IS NULL',
    )
    .all();
}

/** Every row written once by its key, all of them in one transaction. */
function writing(file, rows) {
  const update = file.prepare(
    `UPDATE obligation SET owner_id = @owner_id, due_on = @due_on, title = @title, detail = @detail,
       sequence = sequence + 1, changed_at = @at, ended_at = NULL, ended_how = NULL
     WHERE kind = @kind AND subject_id = @subject_id AND part = @part`,
  );
  const at = new Date().toISOString();
  file.transaction(() => {
    for (const row of rows) update.run({ ...row, at });
  })();
}

function addEngagements(file) {
  const random = chance(7);
  const vendors = file.prepare('SELECT id FROM vendor').all();
  const add = file.prepare(
    `INSERT INTO engagement (id, vendor_id, name, data, access, criticality, autonomy, likelihood, holds_credentials,
       code_runs_here, supports_critical_function, ends_on, inherent, tier, created_at, updated_at, version)
     VALUES (@id, @vendorId, @name, '[]', '[]', 'M', 'none', '{}', 0, 0, 0, '2099-06-30', '{}', @tier, @at, @at, 1)`,
  );
  file.exec("UPDATE vendor SET status = 'active'");
  file.transaction(() => {
    let number = 0;
    for (const { id: vendorId } of vendors) {
      for (let at = 0; at < engagementsEach; at += 1) {
        number += 1;
        const id = idOf(number, random).replace('01910000', '01920000');
        add.run({
          id,
          vendorId,
          name: `Engagement ${number}`,
          tier: 1 + (number % 4),
          at: '2026-01-01T00:00:00.000Z',
        });
      }
    }
  })();
  file.exec('ANALYZE');
}
