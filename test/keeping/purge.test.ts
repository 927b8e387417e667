import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PurgedFiles } from '../../src/evidence/index.js';
import { verifyJournal } from '../../src/journal/index.js';
import { keptUntil, startedBefore } from '../../src/keeping/cutoffs.js';
import { Purging } from '../../src/keeping/index.js';
import { keepingPeriods, type Period } from '../../src/keeping/kinds/index.js';
import { newId } from '../../src/platform/ids.js';
import { Blobs } from '../../src/platform/storage/index.js';
import { Report } from '../../src/reports/report.entity.js';
import { usualFigures } from '../../src/policies/index.js';
import { blobNames, newVendor, sendForm, sha256, textOf } from '../evidence/files.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { draft, prepare, send, submitted } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { contactFacts, vendorFacts } from '../vendors/examples.js';

interface Entry {
  action: string;
  after: { place: string; items: number; ids: string[]; rules: string[] };
}

interface Frozen {
  answers: string;
  sha256: string;
  receipt: string;
  submitted_by: string;
}

describe('a purge', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());

  const night = async () => {
    await assay.app.get(Purging).look();
    await assay.settle();
  };
  const leave = async (vendorId: string) => {
    const url = `/api/v1/vendors/${vendorId}`;
    const { headers } = await staff.get(url);
    const facts = { ...vendorFacts, status: 'offboarded' };
    const { status } = await staff.put(url, facts, { 'if-match': headers['etag'] ?? '' });
    expect(status).toBe(204);
  };
  const later = async (days: number) => {
    assay.clock.advanceDays(days);
    staff = await assay.api();
  };
  const entries = async () =>
    (await staff.get<Entry[]>('/api/v1/journal?subjectKind=kept_kind&size=200')).body.filter(
      ({ action, after }) => action === 'kept.purged' && Boolean(after),
    );
  const give = async (vendorId: string, content: Buffer, facts: object = {}) => {
    const door = { assay, headers: staff.headers };
    const fields = { title: 'SOC 2', ...facts };
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const { status, body } = await sendForm(door, url, fields, { name: 'soc2.txt', content });
    expect(status).toBe(201);
    return body.id;
  };
  const file = (id: string) => staff.get<{ detail: string }>(`/api/v1/evidence/${id}/file`);

  it('takes free text out of answers, where nothing else changes, and keeps what decisions rest on', async () => {
    const ids = await prepare(assay, staff);
    const reason = 'As Quill Feather says, we build nothing';
    const id = await submitted(assay, staff, ids, {}, { 'training.providers': reason });
    const frozen = async () => {
      const [row] = await assay.database.sql<Frozen[]>`
        SELECT answers, sha256, receipt, submitted_by FROM submission WHERE assessment_id = ${id}`;
      return row;
    };
    const path = `/api/v1/assessments/${id}`;
    const judged = { judgement: 'not_applicable', evidence: 'assertion' };
    const { status, text } = await judgeAnswer(staff, path, 'training.providers', judged);
    expect([status, text]).toEqual([204, '']);
    await assay.settle();
    const scored = async () => (await staff.get<object>(`${path}/scores/latest`)).text;
    const ofScore = await scored();
    expect(ofScore.includes(reason)).toBe(true);
    const before = await frozen();
    const forbid = (sql: () => Promise<unknown>) =>
      expect(assay.database.transaction(sql)).rejects.toThrow(/never changes|append-only/);
    await forbid(() => assay.database.sql`UPDATE submission SET submitted_by = 'x'`);
    await forbid(
      () => assay.database.sql`UPDATE score SET result = '{}' WHERE assessment_id = ${id}`,
    );
    expect((await staff.get(`/api/v1/assessments/${id}/answers`)).status).toBe(200);
    await leave(ids.vendorId);
    await later(740);
    await night();
    const after = await frozen();
    const unchanged = { sha256: before?.sha256, receipt: before?.receipt };
    expect(after).toMatchObject({ ...unchanged, submitted_by: 'Purged' });
    const answersOf = (row: Frozen | undefined) =>
      JSON.parse(row?.answers ?? '[]') as {
        questionKey: string;
        value: unknown;
        comment: unknown;
      }[];
    const [given, left] = [answersOf(before), answersOf(after)];
    expect(left.map(({ questionKey }) => questionKey)).toEqual(
      given.map(({ questionKey }) => questionKey),
    );
    expect(left.every(({ comment }) => comment === null)).toBe(true);
    expect(left.some(({ value }) => value === 'yes')).toBe(true);
    expect(after?.answers).not.toContain('Rui Okafor');
    const shown = await staff.get(`/api/v1/assessments/${id}/answers`);
    expect([shown.status, shown.text.includes('Rui Okafor')]).toEqual([200, false]);
    expect((await scored()) === ofScore.replaceAll(reason, 'Purged')).toBe(true);
    const stored = await assay.database.sql<{ input: string; result: string }[]>`
      SELECT input, result FROM score WHERE assessment_id = ${id}`;
    expect(JSON.stringify(stored).includes(reason)).toBe(false);
    await forbid(() => assay.database.sql`UPDATE score SET band = 'L' WHERE assessment_id = ${id}`);
    await forbid(
      () => assay.database.sql`UPDATE submission SET sha256 = 'x' WHERE assessment_id = ${id}`,
    );
    await forbid(() => assay.database.sql`DELETE FROM submission WHERE assessment_id = ${id}`);
  });

  it('destroys files of a vendor that left, keeps what was said of them, and says so once', async () => {
    const vendorId = await newVendor(staff);
    const content = textOf(2_000);
    const id = await give(vendorId, content);
    await assay.settle();
    const before = await blobNames(assay);
    await leave(vendorId);
    await later(365);
    await night();
    expect((await file(id)).text).toBe(content.toString());
    await later(10);
    await night();
    await night();
    const gone = await file(id);
    expect(gone.status).toBe(410);
    expect(gone.body.detail).toMatch(
      /purged on .+ 20\d\d by the rule “Evidence, after the vendor left: 12 months”/,
    );
    expect((await blobNames(assay)).length).toBeLessThan(before.length);
    const { body } = await staff.get(`/api/v1/evidence/${id}/revisions`);
    expect(body).toMatchObject([{ name: 'soc2.txt', bytes: 2_000, sha256: sha256(content) }]);
    const page = await (await assay.browser()).get(`/evidence/${id}`);
    expect([page.status, page.text.includes('This file was purged on')]).toEqual([200, true]);
    expect(page.text).not.toContain(`/evidence/${id}/file`);
    const told = (await entries()).filter(({ after }) => after.ids.includes(id));
    expect(told).toMatchObject([{ after: { place: 'evidence', items: 1, ids: [id] } }]);
    const again = await give(vendorId, content);
    expect((await file(again)).text).toBe(content.toString());
    expect((await file(id)).status).toBe(410);
  });

  it('leaves a file to other evidence that was given the same one', async () => {
    const vendorId = await newVendor(staff, 'Quill');
    const content = textOf(1_000);
    const [withdrawn, stays] = [await give(vendorId, content), await give(vendorId, content)];
    const version = { 'if-match': '"1"' };
    await staff.post(`/api/v1/evidence/${withdrawn}/withdrawal`, { reason: 'Twice.' }, version);
    await later(190);
    await night();
    expect((await file(withdrawn)).status).toBe(410);
    expect((await file(stays)).text).toBe(content.toString());
  });

  it('ends what a killed process only marked, and two at once tell it once', async () => {
    const vendorId = await newVendor(staff, 'Half');
    const id = await give(vendorId, textOf(1_000));
    await assay.settle();
    const before = await blobNames(assay);
    await assay.database.transaction(() => assay.app.get(PurgedFiles).mark([id], 'A rule'));
    expect((await file(id)).status).toBe(410);
    expect(await blobNames(assay)).toEqual(before);
    const purging = assay.app.get(Purging);
    await Promise.all([1, 2, 3].map(() => purging.onWanted({ kind: 'evidence' })));
    expect((await blobNames(assay)).length).toBeLessThan(before.length);
    expect((await entries()).filter(({ after }) => after.ids.includes(id))).toHaveLength(1);
    expect((await staff.get(`/api/v1/evidence/${id}/revisions`)).status).toBe(200);
  });

  it('destroys reports as it does files, what they were printed from included', async () => {
    const { name: blob } = await assay.app.get(Blobs).put(textOf(1_000));
    const [id, at] = [newId(), assay.clock.now()];
    const said = {
      view: { said: 'in confidence' },
      sha256: 'ab'.repeat(32),
      pages: 1,
      bytes: 1_000,
    };
    const about = { subjectKind: 'portfolio', subjectId: id, title: 'Portfolio' };
    const made = {
      template: 'portfolio',
      format: 'A4' as const,
      requestedById: id,
      requestedBy: 'Ada',
    };
    const rest = { state: 'ready' as const, problem: null, purgedAt: null, purgedRule: null };
    await assay.database.transaction(() =>
      assay.database
        .repository(Report)
        .insert({ id, blob, ...said, ...about, ...made, ...rest, createdAt: at, printedAt: at }),
    );
    expect((await staff.get(`/api/v1/reports/${id}/pdf`)).status).toBe(200);
    await later(7 * 366);
    await night();
    expect((await staff.get(`/api/v1/reports/${id}/pdf`)).status).toBe(410);
    expect((await staff.get(`/api/v1/reports/${id}`)).body).toMatchObject({
      ...{ title: 'Portfolio', sha256: said.sha256 },
      purgedRule: 'Reports, after they were printed: 84 months',
    });
    expect((await (await assay.browser()).get(`/reports/${id}`)).text).toContain('It was purged');
    expect(await blobNames(assay)).not.toContain(blob);
    const kept = await assay.database.sql<object[]>`SELECT view FROM report WHERE id = ${id}`;
    expect(kept).toEqual([{ view: '{}' }]);
    expect((await entries()).filter(({ after }) => after.ids.includes(id))).toHaveLength(1);
  });

  it('lets go people at vendors, and keeps that there were some', async () => {
    const vendorId = await newVendor(staff, 'People');
    const { body } = await staff.post<{ id: string }>(`/api/v1/vendors/${vendorId}/contacts`, {
      ...contactFacts,
      email: 'ilse.marker@people.example',
      name: 'Ilse Marker',
    });
    await leave(vendorId);
    await later(380);
    await Promise.all([1, 2].map(() => assay.app.get(Purging).onWanted({ kind: 'contacts' })));
    const { body: contact } = await staff.get(`/api/v1/contacts/${body.id}`);
    expect(contact).toMatchObject({ name: 'Purged', email: `purged-${body.id}@purged.invalid` });
    expect((await staff.get(`/api/v1/vendors/${vendorId}/contacts`)).body).toEqual([]);
    const told = (await entries()).filter(({ after }) => after.ids.includes(body.id));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('Marker');
  });

  it('lets go who was invited and written to, and keeps that they were', async () => {
    const ids = await prepare(assay, staff);
    const assessmentId = await draft(staff, ids, { dueOn: assay.clock.today() });
    await send(staff, assessmentId);
    await later(460);
    await night();
    const invited = await assay.database.sql<object[]>`
      SELECT name FROM invitation WHERE assessment_id = ${assessmentId}`;
    expect(invited).toMatchObject([{ name: 'Purged' }]);
    const { body: letters } = await staff.get<{ id: string }[]>('/api/v1/letters');
    const { text } = await (await assay.browser()).get(`/outbox/${letters[0]?.id}`);
    expect([text.includes('were purged'), text.includes('was sent')]).toEqual([true, false]);
    expect(letters.length).toBeGreaterThan(1);
    for (const letter of letters) {
      expect(letter).toMatchObject({ to: { name: 'Purged' }, subject: 'Purged' });
    }
    const rows = await assay.database.sql<object[]>`
      SELECT id FROM letter WHERE sealed_body IS NOT NULL`;
    expect(rows).toEqual([]);
  });

  it('takes before and after out of the journal and leaves it whole', async () => {
    const { entries: size } = await verifyJournal(assay.database);
    const details = async () => {
      const [row] = await assay.database.sql<{ many: number; marked: number }[]>`
        SELECT cast(count(*) AS integer) AS many,
          cast(sum(CASE WHEN content LIKE '%Ilse Marker%' THEN 1 ELSE 0 END) AS integer) AS marked FROM journal_detail`;
      return row;
    };
    expect(await details()).toMatchObject({ marked: 1 });
    await later(5 * 366);
    await night();
    const left = await details();
    expect(left?.marked).toBe(0);
    expect(left?.many).toBeLessThan(20);
    const verdict = await verifyJournal(assay.database);
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries).toBeGreaterThan(size);
    const removed = assay.database.transaction(() => assay.database.sql`DELETE FROM purge`);
    await expect(removed).rejects.toThrow(/append-only/);
  });

  it('never comes before the last day on which something is kept', () => {
    const periods = usualFigures(keepingPeriods);
    const codes = Object.keys(keepingPeriods.figures) as Period[];
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom(...codes), (started, today, period) => {
        const due = started < startedBefore(today, period, periods);
        return !due || keptUntil(started, period, periods) < today;
      }),
    );
  });
});
