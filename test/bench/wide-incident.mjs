import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rowsOf, smallAndLarge } from './apart.mjs';
import { inFolder } from './folder.mjs';
import { withProduct } from './product.mjs';
import { chance, closeOnDisk, fileIn, idOf, makeRegister, openFile, userId } from './register.mjs';
import { addTools } from './tool-register.mjs';
import { fillJournal } from './works/journal.mjs';

const at = '2026-11-25T09:00:00.000Z';
const day = at.slice(0, 10);
/** Of so many asked, one has answered; of so many, one holds a credential that is to be renewed. */
const answeredOf = 5;
const renewedOf = 10;

const mostMegabytes = 40;

/** Dossiers of an incident that touches few and of one that touches many vendors. */
export async function incidentDossiers(built, build, sizes) {
  return inFolder(async (folder) => {
    const orders = new Map();
    for (const size of sizes) {
      const own = join(folder, String(size));
      await mkdir(own);
      const id = await wideIncident(built, own, size);
      const facts = { profile: 'full' };
      orders.set(size, { folder: own, url: `/incidents/${id}/dossiers`, facts });
    }
    const seen = await smallAndLarge(build, sizes, orders, 1);
    return rowsOf(seen, sizes, 'dossier of an incident, a vendor', mostMegabytes);
  });
}

/** An incident in which each of so many vendors stands somewhere and was asked, with what the journal says of that. */
async function wideIncident(built, folder, vendors) {
  await makeRegister(built, folder, vendors);
  addTools(folder, { usesEach: 1, usersOf: 1 });
  const id = await withProduct(built, folder, (app) => derived(built, app));
  const random = chance(7);
  let number = 0;
  const ids = [];
  const newId = () => {
    ids.push(idOf((number += 1), random).replace('01910000', '01960000'));
    return ids.at(-1);
  };
  const file = openFile(fileIn(folder));
  file.pragma('foreign_keys = OFF');
  file.pragma('synchronous = OFF');
  file.transaction(() => {
    // Nothing is done beside what is measured.
    file.exec('DELETE FROM job');
    askEverybody(file, id, newId);
  })();
  // The product has no figures of what there is, and these would be of before: what is asked would be planned by them.
  file.exec('DELETE FROM sqlite_stat1');
  closeOnDisk(file);
  const contentOf = () => ({
    actor: 'Ada Moreau',
    before: null,
    after: { incidentId: id, dueAt: at },
  });
  await fillJournal(built, folder, ids.length, { contentOf, subjectOf: (made) => ids[made] });
  return id;
}

async function derived(built, app) {
  const { ExposureDeriving, Incidents } = await built.load('src/incidents/index.js');
  const { JobWorker } = await built.load('src/platform/jobs/index.js');
  await app.get(JobWorker).beforeApplicationShutdown();
  const actor = { kind: 'user', id: userId, name: 'Ada Moreau' };
  const { id } = await app.get(Incidents).open(actor, userId, {
    title: 'Poisoned releases of litellm',
    kind: 'malware',
    windowFrom: '2026-09-01',
    packages: [{ purl: 'pkg:pypi/litellm', name: 'litellm', versions: ['1.82.7', '1.82.8'] }],
    alongside: true,
  });
  await app.get(ExposureDeriving).ofIncident(id, 'Measured.');
  return id;
}

function askEverybody(file, incidentId, newId) {
  const insert = inserting(file);
  const outreachId = newId();
  const of = { incident_id: incidentId };
  const asked = file
    .prepare(
      'SELECT DISTINCT vendor_id AS id FROM exposure WHERE incident_id = ? ORDER BY vendor_id',
    )
    .all(incidentId);
  insert('outreach', {
    ...{
      id: outreachId,
      ...of,
      round: 1,
      standings: '["affected","unknown"]',
      vendors: asked.length,
    },
    ...{ sent_by_id: userId, sent_by: 'Ada Moreau', created_at: at, done_at: at },
  });
  for (const [place, { id: vendorId }] of asked.entries()) {
    const ofVendor = { ...of, vendor_id: vendorId };
    const isAnswered = place % answeredOf === 0;
    const request = newId();
    insert('outreach_request', {
      ...{
        id: request,
        outreach_id: outreachId,
        ...ofVendor,
        round: 1,
        name: `Rui Okafor ${place}`,
      },
      ...{ email: `security@vendor-${place}.example`, sent_at: at, due_at: at, version: 2 },
      answered_at: isAnswered ? at : null,
    });
    if (isAnswered) answer(insert, newId, request, ofVendor);
    if (place % renewedOf === 0) renew(insert, newId, place, ofVendor);
  }
}

function answer(insert, newId, request, ofVendor) {
  const id = newId();
  insert('outreach_answer', {
    ...{ id, request_id: request, number: 1, answers: '{"used":"no"}', status: 'not_affected' },
    ...{ is_late: 0, answered_by: 'Rui Okafor', answered_at: at },
  });
  insert('statement', {
    ...{ id: newId(), ...ofVendor, status: 'not_affected', dated_on: day, source: 'outreach' },
    ...{ justification: 'component_not_present', words: 'It is not in any image of ours.' },
    ...{
      source_id: id,
      recorded_by_kind: 'respondent',
      recorded_by: 'Rui Okafor',
      recorded_at: at,
    },
  });
}

function renew(insert, newId, place, ofVendor) {
  const { vendor_id } = ofVendor;
  const own = (kind) => `${kind.toString(16).padStart(8, '0')}${vendor_id.slice(8)}`;
  const changed = { created_at: at, updated_at: at, version: 1 };
  const graded = {
    criticality: 'H',
    autonomy: 'none',
    likelihood: '{}',
    inherent: '{}',
    tier: 1,
    ...changed,
  };
  const holds = { holds_credentials: 1, code_runs_here: 0, supports_critical_function: 0 };
  insert('engagement', {
    ...{ id: own(2), vendor_id, name: 'Gateway for all prompts', ...graded, ...holds },
    ...{ data: '["confidential"]', access: '["write_api"]' },
  });
  insert('credential', {
    ...{ id: own(3), vendor_id, engagement_id: own(2), kind: 'api_key', name: `Key ${place}` },
    ...{ opens: 'Reading of all prompts.', owner_id: userId, ...changed },
  });
  insert('rotation', {
    ...{ id: newId(), ...ofVendor, credential_id: own(3), owner_id: userId, due_at: at },
    ...{ state: 'open', ...changed },
  });
}

function inserting(file) {
  const statements = {};
  return (table, row) => {
    const columns = Object.keys(row);
    statements[table] ??= file.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    statements[table].run(row);
  };
}
