import { inFolder } from './folder.mjs';
import { lagAndMemoryOf } from './lag.mjs';
import { median, millisecondsOf } from './measure.mjs';
import { dossierAt, inside } from './ordered.mjs';
import { withProduct } from './product.mjs';
import { closeOnDisk, fileIn, makeRegister, openFile } from './register.mjs';
import { reviewed } from './reviewed.mjs';
import { fillJournal } from './works/journal.mjs';

const findingsEach = 8;
const period = { from: '2020-01-01', to: '2027-12-31' };

/** A dossier of so many vendors, each assessed, scored and with findings, and of a journal of so many entries. */
export async function portfolioDossier(built, vendors, entries) {
  return inFolder(async (folder) => {
    await assessedPortfolio(built, folder, vendors, entries);
    return withProduct(built, folder, (app) => rowsOf(app, vendors));
  });
}

export async function assessedPortfolio(built, folder, vendors, entries) {
  await makeRegister(built, folder, vendors);
  await fillJournal(built, folder, entries);
  const assessmentId = await withProduct(built, folder, (app) => reviewed(built, app, 100));
  multiply(folder, assessmentId);
  await withProduct(built, folder, async (app) => {
    const { Derivation } = await built.load('src/obligations/derivation.service.js');
    await app.get(Derivation).ofAll();
  });
}

async function rowsOf(app, size) {
  const seen = [];
  const tooks = [];
  for (const profile of ['full', 'no-personal-data', 'full']) {
    let took = 0;
    const build = async () => {
      took = await millisecondsOf(() =>
        dossierAt(inside(app), '/portfolio/dossiers', { ...period, profile }),
      );
    };
    seen.push(await lagAndMemoryOf(build));
    tooks.push(took);
  }
  const row = (work, unit, product, budget) => ({ work, size, unit, product, budget });
  return [
    row('dossier of all vendors', 'ms', median(tooks)),
    row('the same, others wait', 'ms', median(seen.map(({ lag }) => lag)), { atMost: 50 }),
    row('the same, memory', 'MB', Math.max(...seen.map(({ memory }) => memory)), { atMost: 200 }),
  ];
}

/** What there is of one assessment, again for each vendor that has none. */
function multiply(folder, assessmentId) {
  const file = openFile(fileIn(folder));
  file.pragma('foreign_keys = OFF');
  const first = file.prepare('SELECT * FROM assessment WHERE id = ?').get(assessmentId);
  const of = (sql) => file.prepare(sql).get(assessmentId);
  const engagement = file.prepare('SELECT * FROM engagement WHERE id = ?').get(first.engagement_id);
  const submission = of('SELECT * FROM submission WHERE assessment_id = ?');
  const score = of('SELECT * FROM score WHERE assessment_id = ? ORDER BY number DESC');
  const finding = file.prepare('SELECT * FROM finding ORDER BY number LIMIT 1').get();
  const statements = {};
  const insert = (table, row) => {
    const columns = Object.keys(row);
    statements[table] ??= file.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    statements[table].run(row);
  };
  const others = file.prepare('SELECT id FROM vendor WHERE id <> ?').all(first.vendor_id);
  file.transaction(() => {
    for (const [at, { id: vendorId }] of others.entries()) {
      const own = (kind) => `${kind.toString(16).padStart(8, '0')}${vendorId.slice(8)}`;
      const ofVendor = { vendor_id: vendorId, engagement_id: own(2) };
      insert('engagement', { ...engagement, id: own(2), vendor_id: vendorId });
      insert('assessment', { ...first, id: own(3), ...ofVendor });
      const receipt = submission.receipt === null ? null : own(5);
      insert('submission', { ...submission, id: own(4), assessment_id: own(3), receipt });
      insert('score', { ...score, id: own(6), assessment_id: own(3), submission_id: own(4) });
      for (let one = 0; one < findingsEach; one += 1) {
        const number = 1_000 + at * findingsEach + one;
        const gap = null;
        insert('finding', { ...finding, id: own(16 + one), number, ...ofVendor, gap });
      }
    }
  })();
  file.exec('ANALYZE');
  closeOnDisk(file);
}
