import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FindingLine, FindingView } from '../../src/findings/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import { addDays } from '../../src/platform/clock.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';
import { sendForm, textOf } from '../evidence/files.js';

interface Refused {
  detail: string;
  fields: Record<string, string>;
}

const path = '/api/v1/findings';
const facts = { title: 'Dependencies are not pinned', severity: 'high' };
const plan = { plan: 'Lock files with hashes.', plannedFor: '2026-12-10' };
const first = { 'if-match': '"1"' };

describe('findings through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    vendorId = await addVendor(analyst);
  });

  const raise = async (more: object = {}): Promise<string> => {
    const { status, body } = await analyst.post<{ id: string }>(path, {
      ...facts,
      vendorId,
      ...more,
    });
    expect(status).toBe(201);
    return body.id;
  };
  const read = async (id: string) => (await analyst.get<FindingView>(`${path}/${id}`)).body;
  const listed = async (filter = '') =>
    (await analyst.get<FindingLine[]>(`${path}?vendorId=${vendorId}${filter}`)).body;
  const version = async (id: string) => ({ 'if-match': `"${(await read(id)).version}"` });
  const act = async (id: string, what: string, body: object): Promise<Reply<Refused>> => {
    const headers = await version(id);
    return what === 'plan'
      ? analyst.put(`${path}/${id}/plan`, body, headers)
      : analyst.post(`${path}/${id}/${what}`, body, headers);
  };
  const actions = async (id: string) =>
    (await assay.app.get(JournalQueries).page({ subjectKind: 'finding', subjectId: id })).items
      .filter(({ action }) => !action.endsWith('.seen'))
      .map(({ action }) => action)
      .reverse();

  it('gives what the policy and the vendor say where nothing is told', async () => {
    const id = await raise();
    const { ownerId } = (await analyst.get<{ ownerId: string }>(`/api/v1/vendors/${vendorId}`))
      .body;
    expect(await read(id)).toMatchObject({
      ...facts,
      vendorId,
      vendor: 'Corridor Gateway',
      reference: expect.stringMatching(/^F-\d+$/),
      originKind: 'by_hand',
      state: 'open',
      ownerId,
      dueOn: '2026-12-23',
      overdue: false,
      version: 1,
    });
  });

  it('goes from open to verified and back, each act once in the journal', async () => {
    const id = await raise();
    expect((await act(id, 'plan', plan)).status).toBe(204);
    expect(await read(id)).toMatchObject({ state: 'planned', ...plan, plannedByKind: 'token' });
    expect((await act(id, 'resolution', { resolution: 'Done in May.' })).status).toBe(204);
    expect((await act(id, 'verification', { verification: 'Seen.' })).status).toBe(204);
    expect(await read(id)).toMatchObject({ state: 'verified', verification: 'Seen.' });
    expect((await act(id, 'reopening', { reason: 'Not everywhere.' })).status).toBe(204);
    const reopened = await read(id);
    expect(reopened).toMatchObject({
      state: 'open',
      reopenedBecause: 'Not everywhere.',
      version: 5,
    });
    for (const gone of ['plan', 'resolution', 'verification'])
      expect(reopened).not.toHaveProperty(gone);
    const all = ['raised', 'planned', 'resolved', 'verified', 'reopened'];
    expect(await actions(id)).toEqual(all.map((verb) => `finding.${verb}`));
    const { body } = await analyst.get<{ action: string; before?: object; after?: object }[]>(
      `${path}/${id}/history`,
    );
    expect(body).toHaveLength(5);
    expect(body[0]).toMatchObject({
      action: 'finding.reopened',
      byKind: 'token',
      before: { state: 'verified', resolution: 'Done in May.' },
      after: { state: 'open', reopenedBecause: 'Not everywhere.' },
    });
  });

  it.each([
    ['verification', { verification: 'Seen.' }, /is open, so it cannot be verified now/],
    ['reopening', { reason: 'So.' }, /already open|is open, so it cannot be reopened now/],
  ])('refuses %s of one that is open, and changes nothing', async (what, body, why) => {
    const id = await raise();
    const reply = await act(id, what, body);
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toMatch(why);
    expect(await read(id)).toMatchObject({ state: 'open', version: 1 });
    expect(await actions(id)).toEqual(['finding.raised']);
  });

  it('refuses a version that is no longer the last', async () => {
    const id = await raise();
    expect((await analyst.put(`${path}/${id}/plan`, plan, first)).status).toBe(204);
    const late = await analyst.post(`${path}/${id}/resolution`, { resolution: 'Done.' }, first);
    expect(late.status).toBe(412);
    expect((await analyst.put(`${path}/${id}/plan`, plan)).status).toBe(428);
    expect((await read(id)).state).toBe('planned');
  });

  it.each([
    ['in the past', '2026-11-22', /in the past/],
    ['further than the policy allows', '2027-11-24', /later than 2027-11-23/],
    ['no day', '2026-02-30', /not a day/],
  ])('refuses a due date %s', async (_, dueOn, why) => {
    const before = (await listed()).length;
    const { status, body } = await analyst.post<Refused>(path, { ...facts, vendorId, dueOn });
    expect(status).toBe(422);
    expect(body.fields['dueOn']).toMatch(why);
    expect(await listed()).toHaveLength(before);
    const id = await raise({ dueOn: '2026-11-23' });
    const { ownerId } = await read(id);
    const changed = await analyst.put<Refused>(
      `${path}/${id}`,
      { ...facts, ownerId, dueOn },
      first,
    );
    expect(changed.body.fields['dueOn']).toMatch(why);
    const planned = await act(id, 'plan', { ...plan, plannedFor: dueOn });
    expect(planned.body.fields['plannedFor']).toMatch(why);
    expect((await read(id)).version).toBe(1);
  });

  it('is changed though its day is past, as long as the day stays', async () => {
    const id = await raise({ dueOn: '2026-11-25' });
    assay.clock.set('2026-12-01T09:00:00Z');
    const { ownerId } = await read(id);
    const change = { ...facts, title: 'Not pinned at all', ownerId, dueOn: '2026-11-25' };
    expect((await analyst.put(`${path}/${id}`, change, first)).status).toBe(204);
    expect(await read(id)).toMatchObject({ title: 'Not pinned at all', overdue: true });
  });

  it('belongs to a person with access here, and to an engagement of its vendor', async () => {
    const other = await addVendor(analyst);
    const { body: foreign } = await analyst.post<{ id: string }>(
      `/api/v1/vendors/${other}/engagements`,
      engagementFacts,
    );
    const refused = async (more: object) =>
      (await analyst.post<Refused>(path, { ...facts, vendorId, ...more })).body.fields;
    expect(await refused({ engagementId: foreign.id })).toHaveProperty('engagementId');
    expect(await refused({ ownerId: vendorId })).toHaveProperty('ownerId');
    const gone = await assay.api('analyst');
    await assay.database.transaction(async () => {
      await assay.database.sql`
        UPDATE app_user SET disabled_at = ${assay.clock.now().toISOString()} WHERE id = ${gone.userId}`;
    });
    expect(await refused({ ownerId: gone.userId })).toHaveProperty('ownerId');
    expect(await listed()).toEqual([]);
  });

  it('numbers twenty that are raised at once without a gap, though some are refused', async () => {
    const { reference } = await read(await raise());
    const start = Number(reference.slice(2));
    const tries = Array.from({ length: 28 }, (_, at) =>
      analyst.post<{ id: string }>(path, {
        ...facts,
        vendorId,
        ...(at % 7 === 3 ? { ownerId: vendorId } : {}),
      }),
    );
    const replies = await Promise.all(tries);
    const made = replies.filter(({ status }) => status === 201);
    expect(made).toHaveLength(24);
    const numbers = await Promise.all(
      made.map(async ({ body }) => Number((await read(body.id)).reference.slice(2))),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, at) => start + 1 + at),
    );
  });

  it('lets one of two who move it at once through', async () => {
    const id = await raise();
    const replies = await Promise.all([
      analyst.put(`${path}/${id}/plan`, plan, first),
      analyst.post(`${path}/${id}/resolution`, { resolution: 'Done.' }, first),
      analyst.put(`${path}/${id}/plan`, { ...plan, plan: 'Another way.' }, first),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 412, 412]);
    expect(await actions(id)).toHaveLength(2);
  });

  it('is listed by state, severity, owner, origin and lateness, and page by page', async () => {
    const late = await raise({ dueOn: addDays(assay.clock.today(), 1), severity: 'very_high' });
    const planned = await raise({ severity: 'low' });
    await act(planned, 'plan', plan);
    const done = await raise({ dueOn: addDays(assay.clock.today(), 1) });
    await act(done, 'resolution', { resolution: 'Done.' });
    assay.clock.advanceDays(3);
    const ids = async (filter: string) => (await listed(filter)).map(({ id }) => id);
    expect(await ids('&overdue=true')).toEqual([late]);
    expect((await listed('&overdue=true'))[0]?.overdue).toBe(true);
    expect(await ids('&state=planned')).toEqual([planned]);
    expect((await ids('&state=owed')).sort()).toEqual([late, planned].sort());
    expect(await ids('&severity=very_high')).toEqual([late]);
    expect(await ids('&sort=severity')).toEqual([late, done, planned]);
    expect(await ids('&sort=newest')).toEqual([done, planned, late]);
    expect(await ids('&origin=condition')).toEqual([]);
    expect(await ids(`&ownerId=${analyst.userId}&origin=by_hand`)).toHaveLength(3);
    const page = await analyst.get<FindingLine[]>(
      `${path}?vendorId=${vendorId}&size=2&sort=newest`,
    );
    const next = /<([^>]+)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1] ?? '';
    expect((await analyst.get<FindingLine[]>(next)).body.map(({ id }) => id)).toEqual([late]);
  });

  it('is owed by the vendor until it is resolved, and no longer once it is', async () => {
    const id = await raise();
    const due = async () => {
      await assay.settle();
      const url = `/api/v1/obligations?vendorId=${vendorId}&kind=finding`;
      return (await analyst.get<{ dueOn: string; title: string }[]>(url)).body;
    };
    const ended = async () => {
      const rows = await assay.database.sql<{ how: string | null }[]>`
        SELECT ended_how AS how FROM obligation WHERE kind = 'finding' AND subject_id = ${id}`;
      return rows.map(({ how }) => how);
    };
    expect(await due()).toMatchObject([
      {
        dueOn: '2026-12-23',
        title: expect.stringMatching(/^Close the finding F-\d+, “Dep/),
      },
    ]);
    await act(id, 'plan', plan);
    expect(await due()).toHaveLength(1);
    await act(id, 'resolution', { resolution: 'Done.' });
    expect(await due()).toEqual([]);
    expect(await ended()).toEqual(['done']);
    await act(id, 'reopening', { reason: 'Not so.' });
    expect(await due()).toHaveLength(1);
    await assay.database.transaction(async () => {
      await assay.database.sql`UPDATE finding SET state = 'risk_accepted' WHERE id = ${id}`;
    });
    await analyst.post(path, { ...facts, vendorId });
    expect(await due()).toHaveLength(1);
    expect(await ended()).toEqual(['cancelled']);
  });

  it('takes evidence of the fix, of its own vendor only', async () => {
    const id = await raise();
    const evidenceOf = async (vendor: string) => {
      const file = { name: 'lock.txt', content: textOf(100) };
      const door = { assay, headers: analyst.headers };
      const url = `/api/v1/vendors/${vendor}/evidence`;
      return (await sendForm(door, url, { title: 'Lock file' }, file)).body.id;
    };
    const use = { kind: 'finding', subjectId: id };
    const own = await evidenceOf(vendorId);
    expect((await analyst.post(`/api/v1/evidence/${own}/uses`, use)).status).toBe(204);
    const foreign = await evidenceOf(await addVendor(analyst));
    expect((await analyst.post(`/api/v1/evidence/${foreign}/uses`, use)).status).toBe(404);
    const { body } = await analyst.get<{ id: string }[]>(`${path}/${id}/evidence`);
    expect(body.map((one) => one.id)).toEqual([own]);
  });

  it('tells other systems, ids only', async () => {
    const kinds = ['finding.raised', 'finding.changed'];
    const admin = await assay.api();
    const hook = { name: 'Desk', url: 'https://hooks.example/x', kinds };
    expect((await admin.post('/api/v1/webhooks', hook)).status).toBe(201);
    const id = await raise();
    await act(id, 'plan', plan);
    const rows = await assay.database.sql<{ kind: string; payload: string }[]>`
      SELECT kind, payload FROM webhook_message ORDER BY created_at, id`;
    expect(rows.map(({ kind }) => kind)).toEqual(kinds);
    for (const { payload } of rows) {
      expect((JSON.parse(payload) as { data: object }).data).toEqual({ vendorId, findingId: id });
    }
  });

  it('is seen by viewers and written by analysts [ASVS 8.2.1]', async () => {
    const id = await raise();
    const viewer = await assay.api('viewer');
    expect((await viewer.get(`${path}/${id}`)).status).toBe(200);
    expect((await viewer.post(path, { ...facts, vendorId })).status).toBe(403);
    expect((await viewer.put(`${path}/${id}/plan`, plan, first)).status).toBe(403);
  });
});
