import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyJournal } from '../../src/journal/index.js';
import {
  PurgeRuns,
  Purging,
  type DueThingView,
  type PurgeRunView,
} from '../../src/keeping/index.js';
import { sql } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { kinds } from '../../src/keeping/kinds/index.js';
import { addressesIn } from '../../src/keeping/people/mentions.service.js';
import { nameKey, namesIn, stands } from '../../src/keeping/people/names-in.js';
import type { Ids } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { readPdf } from '../support/pdf-text.js';
import { addVendor, vendorFacts } from '../vendors/examples.js';
import { wordsWritten, writtenAgain, type Written } from './examples.js';
import { stays } from './stays.js';

const canary = 'Rosalind Canary';
const second = 'Sybil Sequel';
const contact = { contactName: canary, contactEmail: 'rosalind@canary.example' };

const sqlNamed = (name: string) => sql(Object.assign([name], { raw: [name] }));

const ofFile = sql`SELECT m.name AS "of", p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND p.type = 'TEXT'`;
const ofServer = sql`SELECT c.table_name AS "of", c.column_name AS name FROM information_schema.columns c
  WHERE c.table_schema = current_schema() AND c.data_type = 'text'`;

describe('words that vendors and we wrote', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let ids: Ids;
  let assessmentId: string;
  let findingId: string;
  let incidentId: string;
  let told: Written;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    told = await wordsWritten(assay, staff, { canary, contact });
    ({ ids, assessmentId, findingId, incidentId } = told);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const columns = () =>
    assay.database.sql<
      { of: string; name: string }[]
    >`${process.env['TEST_DATABASE_URL'] ? ofServer : ofFile}`;
  /** Every column in which a text stands somewhere. */
  const where = async (text: string) => {
    const found: string[] = [];
    for (const { of, name } of await columns()) {
      const rows = await assay.database.sql<object[]>`
        SELECT 1 FROM ${sqlNamed(of)} t WHERE t.${sqlNamed(name)} LIKE ${`%${text}%`} LIMIT 1`;
      if (rows.length > 0) found.push(`${of}.${name}`);
    }
    return found.sort();
  };
  const forbid = (act: () => Promise<unknown>) =>
    expect(assay.database.transaction(act)).rejects.toThrow(/never changes/);
  const again = async () =>
    (await assay.database.sql<object[]>`SELECT sha256 FROM purged_again`).length;
  const change = async (path: string, facts: object, verb: 'put' | 'post' = 'put') => {
    const { headers } = await staff.get(path.replace(/\/closing$/, ''));
    const { status } = await staff[verb](path, facts, { 'if-match': headers['etag'] ?? '' });
    expect([path, status]).toEqual([path, 204]);
  };

  it('let go a person who asks, and keep what the vendor said', async () => {
    const asked = { email: contact.contactEmail };
    const { body } = await staff.post<{ kept: { place: string }[] }>(
      '/api/v1/person-exports',
      asked,
    );
    expect(new Set(body.kept.map(({ place }) => place))).toEqual(
      new Set(['outreach_answer', 'journal_detail']),
    );
    const erased = await staff.post('/api/v1/person-erasures', {
      ...asked,
      confirmation: asked.email,
    });
    expect(erased.status).toBe(200);
    expect(await where(contact.contactEmail)).toEqual([]);
    expect(await where('renewed them')).toContain('outreach_answer.answers');
    const answerer = (await where('Rui Okafor')).filter((at) =>
      /statement|incident|outreach_a/.test(at),
    );
    expect(answerer).toEqual([]);
    const entries = await assay.database.sql<{ id: string; actor: string }[]>`
      SELECT t.id, t.actor FROM incident_entry t WHERE t.incident_id = ${incidentId} ORDER BY t.id`;
    const theirs = entries.filter(({ actor }) => actor === 'Purged');
    expect([theirs.length > 0, entries.length > theirs.length]).toEqual([true, true]);
    for (const { id } of entries)
      await forbid(
        () => assay.database.sql`UPDATE incident_entry SET words = 'x' WHERE id = ${id}`,
      );
    for (const { id } of entries.filter(({ actor }) => actor !== 'Purged'))
      await forbid(
        () => assay.database.sql`UPDATE incident_entry SET actor = 'x' WHERE id = ${id}`,
      );
    const again = await staff.post<{ kept: object[] }>('/api/v1/person-exports', asked);
    expect(again.body.kept).toEqual([]);
  });

  it('are shown before they go, and go at once where somebody types so', async () => {
    await change(`/api/v1/vendors/${ids.vendorId}`, { ...vendorFacts, status: 'offboarded' });
    await change(
      `/api/v1/incidents/${incidentId}/closing`,
      { reason: `${canary} said so.` },
      'post',
    );
    assay.clock.advanceDays(61 * 31);
    staff = await assay.api();
    const due = await staff.get<DueThingView[]>('/api/v1/kept-kinds/judging/due');
    expect(due.body.map(({ place, id }) => [place, id])).toEqual(
      expect.arrayContaining([
        ['finding', findingId],
        ['review', assessmentId],
      ]),
    );
    expect(due.body[0]).toMatchObject({ vendor: 'Corridor Gateway', rule: expect.any(String) });
    const hold = { subjectKind: 'vendor', subjectId: ids.vendorId, reason: 'A claim.' };
    const held = await staff.post<{ id: string }>('/api/v1/legal-holds', hold);
    expect((await staff.get<object[]>('/api/v1/kept-kinds/judging/due')).body).toEqual([]);
    await assay.app.get(Purging).look();
    await assay.settle();
    expect(await where(canary)).toEqual([
      ...['audit.notes', 'audit_exception.response', 'audit_exception.text'],
      ...['change_question.remark', 'change_round.message', 'finding.detail'],
      ...['incident.closed_because', 'incident_entry.words', 'journal_detail.content'],
      ...['outreach_answer.answers', 'review.comment', 'risk_acceptance.reason'],
      ...['statement.words'],
    ]);
    const release = { because: 'It is settled.' };
    const of = `/api/v1/legal-holds/${held.body.id}/release`;
    await staff.post(of, release, { 'if-match': '"1"' });

    const desk = await assay.browser();
    expect((await desk.get('/kept')).text).toContain('/kept/due?kind=judging');
    const preview = await desk.get('/kept/due?kind=judging');
    expect(preview.text).toContain('Assessment of 2026-11-23');
    const refused = await desk.post('/kept/purges', { confirmation: 'purge' });
    expect([refused.status, refused.text.includes('is not “purge now”')]).toEqual([422, true]);
    const purge = () => desk.post('/kept/purges', { confirmation: 'purge now' });
    // One that another process has under way: one of ours could be over before the next is asked for.
    const runId = newId();
    await assay.database.transaction(
      () => assay.database.sql`
        INSERT INTO purge_run (id, lane, expected, asked_by_id, asked_by, asked_at)
        VALUES (${runId}, 'one', '{}', ${staff.userId}, 'Ada', ${assay.clock.now().toISOString()})`,
    );
    const second = await purge();
    expect([second.status, second.text.includes('A purge is under way.')]).toEqual([422, true]);
    await assay.app.get(PurgeRuns).end({ runId });
    const begun = await purge();
    expect(begun.status).toBe(303);
    const run = String(begun.headers['location']);
    expect((await desk.get(run)).text).toMatch(/under way|It was done/);
    await assay.settle();
    expect((await desk.get(run)).text).toContain('It was done');
    const { body } = await staff.get<PurgeRunView>(
      run.replace('/kept/purges', '/api/v1/purge-runs'),
    );
    expect(body.kinds.map(({ due: were, gone }) => gone - were)).toEqual(body.kinds.map(() => 0));
    expect(await where(canary)).toEqual([]);
    expect(await where('1.82.7')).toContain('outreach_answer.answers');
    expect(await where('Not pinned')).toContain('finding.title');
    const gone = await desk.get(`/vendors/${ids.vendorId}/destroyed`);
    for (const told of [
      ...['Texts of findings', 'Comments of reviews', 'Why risks were accepted'],
      ...['What was asked to be changed', 'Words about audits', 'Root'],
    ]) {
      expect(gone.text).toContain(told);
    }
    const certificates = `/vendors/${ids.vendorId}/deletion-certificates`;
    const printed = await desk.post(certificates, { format: 'Letter' });
    expect(printed.status).toBe(303);
    const [report = ''] = /\/reports\/[0-9a-f-]+/.exec(printed.headers['location'] ?? '') ?? [];
    await assay.settle();
    expect((await desk.get(report)).text).toContain(`href="/vendors/${ids.vendorId}"`);
    const { bytes } = await staff.get(`/api/v1${report}/pdf`);
    const { pages, text: paper } = await readPdf(bytes);
    expect(pages[0]).toContain('What we held of Corridor Gateway, and destroyed');
    expect(pages[0]).toMatch(/\d+ names and texts were destroyed from \d+ \w+ \d{4} to/);
    expect(pages[0]).toMatch(/checkpoint \d+ [0-9a-f]{12} · key [0-9a-f]{12}/);
    expect(paper).not.toContain(canary);
    const other = await addVendor(staff, { name: 'Untouched' });
    const early = await staff.post(`/api/v1/vendors/${other}/deletion-certificates`, {});
    expect(early.status).toBe(409);
    const hashes = await assay.database.sql<object[]>`
      SELECT sha256 FROM purged_text WHERE extent = 'all'`;
    expect(hashes.length).toBeGreaterThan(3);
    await forbid(() => assay.database.sql`UPDATE outreach_answer SET status = 'clear'`);
    await forbid(() => assay.database.sql`UPDATE incident_entry SET kind = 'note'`);
    await forbid(() => assay.database.sql`UPDATE change_question SET remarked_by = 'x'`);
    const removed = /Removed on \d+ \w+ \d{4} under the retention rule “[^”]+: \d+ months”\./;
    for (const page of [
      `/findings/${findingId}`,
      `/incidents/${incidentId}`,
      `/incidents/${incidentId}/timeline`,
      `/assessments/${assessmentId}/review/supply.pinned`,
    ]) {
      const { status, text } = await desk.get(page);
      expect([page, status, removed.test(text)]).toEqual([page, 200, true]);
    }
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
    expect((await desk.get('/kept/due')).text).not.toContain('/kept/due?kind=judging');
  });

  it('go again where somebody wrote anew after they had gone', async () => {
    const { vendorId } = ids;
    await change(`/api/v1/vendors/${vendorId}`, { ...vendorFacts, status: 'active' });
    await writtenAgain(assay, staff, told, second);
    expect(await where('It is settled.')).toContain('legal_hold.released_because');
    expect(await where(second)).toEqual([
      ...['answer.answered_by', 'answer.comment', 'audit.notes', 'audit_exception.text'],
      ...['bridge_letter.signed_by', 'contact.name', 'finding.detail'],
      ...['incident.closed_because', 'incident_entry.words', 'invitation.name'],
      ...['journal_detail.content', 'letter.to_name', 'offboarding.stood'],
      ...['offboarding_step.confirmed_by', 'offboarding_step.note', 'outreach_request.name'],
      ...['risk_acceptance.settled_because', 'statement.withdrawn_because'],
    ]);
    const sentences = async () =>
      assay.database.sql<{ text: string }[]>`
        SELECT t.text FROM audit_exception t ORDER BY t.id`;
    const [before, hashes] = [await sentences(), await again()];
    expect(hashes).toBe(0);
    await change(`/api/v1/vendors/${vendorId}`, { ...vendorFacts, status: 'offboarded' });
    assay.clock.advanceDays(61 * 31);
    staff = await assay.api();
    await assay.app.get(Purging).look();
    await assay.settle();
    for (const gone of [second, 'It is settled.']) expect(await where(gone)).toEqual([]);
    expect(await again()).toBeGreaterThan(4);
    const later = await sentences();
    expect([later.length, later[0]]).toEqual([2, before[0]]);
    expect(later[1]?.text).toMatch(/^Removed on /);
    const { body: due } = await staff.get<{ due: number }[]>('/api/v1/kept-kinds');
    expect(due.map((kind) => kind.due)).toEqual(due.map(() => 0));
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
  });

  it('are in the hands of somebody who lets them go, or stay for a reason that is told: every text column of the schema', async () => {
    const all = await columns();
    const texts = all
      .filter(({ name }) => !/(^|_)(id|at|on|sha256|hash)$/.test(name))
      .map(({ of, name }) => `${of}.${name}`);
    const purged = kinds.flatMap(({ places }) =>
      places.flatMap((place) =>
        Object.entries(place.columns).flatMap(([of, names]) => names.map((one) => `${of}.${one}`)),
      ),
    );
    const kept = Object.values(stays).flatMap((tables) =>
      Object.entries(tables).flatMap(([of, names]) =>
        names.split(' ').map((one) => `${of}.${one}`),
      ),
    );
    const decided = new Set([...purged, ...kept]);
    expect(texts.filter((column) => !decided.has(column))).toEqual([]);
    const known = new Set(all.map(({ of, name }) => `${of}.${name}`));
    expect([...decided].filter((column) => !known.has(column))).toEqual([]);
    expect(kept.filter((column) => purged.includes(column))).toEqual([]);
  });

  it('name an address wherever it stands in a text', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const address = fc.tuple(part, part).map(([who, where]) => `${who}@${where}.example`);
    const between = fc.constantFrom(' ', '","', '<', '\n', '": "', '(');
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 5 }), between, (given, gap) => {
        const found = addressesIn(`${gap}${given.join(gap).toUpperCase()}${gap}`);
        expect(new Set(found)).toEqual(new Set(given));
      }),
    );
  });

  it('name a person wherever two words or more of a name stand in a text', () => {
    const first = fc.constantFrom('Zoë', 'Rui', 'Jean-Luc', 'Søren', '明', 'Ana');
    const last = fc.constantFrom('Okafor', 'O’Hara', 'Šimić', 'van der Berg', '李');
    const between = fc.constantFrom('Said by ', 'x; ', '', 'on Monday, ', '(');
    const after = fc.constantFrom('.', ' told us.', ', privacy officer', '', ') of it');
    fc.assert(
      fc.property(first, last, between, after, (given, family, before, then) => {
        const name = `${given} ${family}`;
        const text = `${before}${name}${then}`;
        const content = JSON.stringify({ actor: 'Ada', before: null, after: { of: { text } } });
        expect(namesIn(content)).toContain(nameKey(name.toUpperCase().normalize('NFD')));
        expect(stands(name.toLowerCase(), text)).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(nameKey('Okafor, Rui')).toBe(nameKey('rui  OKAFOR'));
    expect([nameKey('Rui'), stands('Ann', 'annual'), stands('', 'x')]).toEqual([
      undefined,
      false,
      false,
    ]);
  });
});
