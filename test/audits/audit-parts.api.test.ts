import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Job } from '../../src/platform/jobs/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { certificate, exception, letter, recordAudit } from './examples.js';

interface AuditBody {
  exceptions: number;
  exceptionsFound: { id: string; position: number; severity: string; response?: string }[];
  bridgeLetters: { id: string; coversUntil: string }[];
  freshness: { state: string; freshUntil: string; graceUntil?: string; grade: string };
}

describe('exceptions and bridge letters of an audit', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const read = async (id: string) => (await analyst.get<AuditBody>(`/api/v1/audits/${id}`)).body;
  const addLetter = (audit: string, facts: object = {}) =>
    analyst.post<{ id: string; fields: Record<string, string>; detail: string }>(
      `/api/v1/audits/${audit}/bridge-letters`,
      { ...letter, ...facts },
    );

  it('keeps exceptions in the order they were added, and changes and removes them by version', async () => {
    const audit = await recordAudit(analyst);
    const path = `/api/v1/audits/${audit}/exceptions`;
    for (const severity of ['low', 'high', 'moderate']) {
      expect((await analyst.post(path, { ...exception, severity })).status).toBe(201);
    }
    const [first, second, third] = (await read(audit)).exceptionsFound;
    expect([first?.severity, second?.severity, third?.severity]).toEqual([
      'low',
      'high',
      'moderate',
    ]);
    const own = `/api/v1/audit-exceptions/${second?.id}`;
    expect((await analyst.get(own)).headers['etag']).toBe('"1"');
    const response = 'Fixed in May.';
    const answered = { ...exception, response };
    expect((await analyst.put(own, answered, { 'if-match': '"1"' })).status).toBe(204);
    expect((await analyst.put(own, answered, { 'if-match': '"1"' })).status).toBe(412);
    expect((await read(audit)).exceptionsFound[1]).toMatchObject({
      severity: 'moderate',
      response,
    });
    expect((await analyst.delete(own, { 'if-match': '"1"' })).status).toBe(412);
    expect((await analyst.delete(own, { 'if-match': '"2"' })).status).toBe(204);
    await analyst.post(path, exception);
    const left = await read(audit);
    expect(left.exceptionsFound.map(({ position }) => position)).toEqual([1, 3, 4]);
    expect(left.exceptions).toBe(3);
    expect((await analyst.get(own)).status).toBe(404);
  });

  it('gives many exceptions added at once a place each', async () => {
    const audit = await recordAudit(analyst);
    const path = `/api/v1/audits/${audit}/exceptions`;
    const added = await Promise.all(
      Array.from({ length: 10 }, () => analyst.post(path, exception)),
    );
    expect(added.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    const { exceptionsFound } = await read(audit);
    expect(exceptionsFound.map(({ position }) => position)).toEqual(
      Array.from({ length: 10 }, (_, at) => at + 1),
    );
  });

  it('lets a letter carry a report past its twelve months, and takes that back', async () => {
    const old = { periodFrom: '2024-10-01', periodTo: '2025-09-30', issuedOn: '2025-11-20' };
    const audit = await recordAudit(analyst, old);
    expect((await read(audit)).freshness).toMatchObject({ state: 'stale', grade: 'assertion' });
    const before = await assay.database.repository(Job).countBy({ kind: 'due-dates.moved' });
    const dates = { issuedOn: '2026-10-05', coversFrom: '2026-10-01', coversUntil: '2026-12-30' };
    const { status, body } = await addLetter(audit, dates);
    expect(status).toBe(201);
    expect(await read(audit)).toMatchObject({
      freshness: { state: 'in_grace', grade: 'artefact', graceUntil: '2026-12-30' },
      bridgeLetters: [{ coversUntil: '2026-12-30' }],
    });
    expect((await analyst.delete(`/api/v1/bridge-letters/${body.id}`)).status).toBe(204);
    expect((await analyst.delete(`/api/v1/bridge-letters/${body.id}`)).status).toBe(404);
    expect((await read(audit)).freshness.state).toBe('stale');
    expect(await assay.database.repository(Job).countBy({ kind: 'due-dates.moved' })).toBe(
      before + 2,
    );
  });

  it('takes a letter that begins where the period ends, and says no more of the report for it', async () => {
    const audit = await recordAudit(analyst);
    const fresh = (await read(audit)).freshness;
    expect((await addLetter(audit)).status).toBe(201);
    expect((await addLetter(audit, { coversFrom: '2026-06-30' })).status).toBe(201);
    expect((await read(audit)).freshness).toEqual(fresh);
  });

  it.each([
    [{ coversUntil: '2026-10-01' }, 'coversUntil', /more than 3 months later.*30 Sep 2026/],
    [{ coversUntil: '2026-06-30' }, 'coversUntil', /before the first day/],
    [
      { coversFrom: '2026-07-02' },
      'coversFrom',
      /neither where the report’s period ends, 30 Jun 2026, nor/,
    ],
    [{ coversFrom: '2026-06-29' }, 'coversFrom', /neither/],
    [{ byManagement: false }, 'byManagement', /only the vendor’s management/],
    [{ issuedOn: '2026-06-29' }, 'issuedOn', /before the report’s period ends/],
    [{ issuedOn: '2026-11-24' }, 'issuedOn', /still to come/],
    [{ signedBy: '' }, 'signedBy', /empty/],
  ])('refuses the letter %j', async (wrong, field, clause) => {
    const audit = await recordAudit(analyst);
    const { status, body } = await addLetter(audit, wrong);
    expect(status).toBe(422);
    expect(body.fields[field]).toMatch(clause);
    expect((await read(audit)).bridgeLetters).toEqual([]);
  });

  it('refuses a letter for anything but a SOC 2 Type II report', async () => {
    const audit = await recordAudit(analyst, certificate);
    const { status, body } = await addLetter(audit);
    expect(status).toBe(409);
    expect(body.detail).toBe('Only a SOC 2 Type II report can have a bridge letter.');
  });

  it('tells of both in the journal of the audit', async () => {
    const audit = await recordAudit(analyst);
    await analyst.post(`/api/v1/audits/${audit}/exceptions`, exception);
    await addLetter(audit);
    const entries = await assay.database.sql<{ action: string }[]>`
      SELECT action FROM journal_entry WHERE subject_id = ${audit} ORDER BY seq`;
    expect(entries.map(({ action }) => action)).toEqual([
      'audit.recorded',
      'audit.exception_added',
      'audit.bridge_letter_added',
    ]);
  });
});
