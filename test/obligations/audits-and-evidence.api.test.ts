import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Evidence } from '../../src/evidence/index.js';
import { Obligation, type ObligationLine } from '../../src/obligations/index.js';
import { Sweep } from '../../src/obligations/sweep.service.js';
import { newId } from '../../src/platform/ids.js';
import { sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

describe('due dates of audits and evidence', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let admin: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    admin = await assay.api('administrator');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    vendorId = await addVendor(analyst);
  });

  const due = async (): Promise<ObligationLine[]> =>
    (await analyst.get<ObligationLine[]>(`/api/v1/obligations?vendorId=${vendorId}`)).body;
  const audit = async (facts: object): Promise<string> => {
    const { status, body } = await analyst.post<{ id: string }>(
      `/api/v1/vendors/${vendorId}/audits`,
      {
        kind: 'soc2_type2',
        auditor: 'Prescott and Lund LLP',
        scope: 'Production',
        subservices: [],
        ...facts,
      },
    );
    expect(status).toBe(201);
    await assay.settle();
    return body.id;
  };

  it('ask for the next audit when this one is no longer fresh, or sooner where it is due sooner', async () => {
    const id = await audit({ periodFrom: '2025-10-01', periodTo: '2026-09-30' });
    expect(await due()).toMatchObject([
      { kind: 'audit_renewal', subjectId: id, dueOn: '2027-09-30', path: `/audits/${id}` },
    ]);
    await audit({
      scope: 'Staging',
      periodFrom: '2025-10-01',
      periodTo: '2026-09-30',
      nextDueOn: '2027-08-01',
    });
    expect((await due()).map(({ dueOn }) => dueOn)).toEqual(['2027-08-01', '2027-09-30']);
  });

  it('are done with the audit that takes its place', async () => {
    const first = await audit({ periodFrom: '2024-10-01', periodTo: '2025-09-30' });
    const second = await audit({ periodFrom: '2025-10-01', periodTo: '2026-09-30' });
    expect(await due()).toMatchObject([{ subjectId: second, dueOn: '2027-09-30' }]);
    const ended = await assay.database.repository(Obligation).findOneByOrFail({ subjectId: first });
    expect(ended).toMatchObject({ endedHow: 'done', sequence: 1 });
  });

  const give = async (facts: Record<string, string>): Promise<string> => {
    const door = { assay, headers: analyst.headers };
    const file = { name: 'list.txt', content: textOf(500) };
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const { status, body } = await sendForm(door, url, { title: 'A list', ...facts }, file);
    expect(status).toBe(201);
    await assay.settle();
    return body.id;
  };
  const dues = async () => (await due()).map(({ dueOn, title }) => [dueOn, title]);

  it('come when evidence is too old for its kind, or on the day it names where that is sooner', async () => {
    const id = await give({ kind: 'subprocessor_list', issuedOn: '2026-11-01' });
    const stale = 'Replace the evidence “A list”: it goes stale';
    const expires = 'Replace the evidence “A list”: it expires';
    expect(await dues()).toEqual([['2027-01-30', stale]]);
    const change = async (version: number, facts: object) => {
      const tag = { 'if-match': `"${version}"` };
      const { status } = await analyst.put(
        `/api/v1/evidence/${id}`,
        { title: 'A list', kind: 'subprocessor_list', issuedOn: '2026-11-01', ...facts },
        tag,
      );
      expect(status).toBe(204);
      await assay.settle();
    };
    await change(1, { expiresOn: '2026-12-31' });
    expect(await dues()).toEqual([['2026-12-31', expires]]);
    await change(2, { expiresOn: '2027-12-31' });
    expect(await dues()).toEqual([['2027-01-30', stale]]);
    await change(3, { expiresOn: '2027-12-31', kind: 'other' });
    expect(await dues()).toEqual([['2027-12-31', expires]]);
    await change(4, { kind: 'self_assessment' });
    expect(await dues()).toEqual([['2027-11-01', stale]]);
    await change(5, { kind: 'vendor_policy' });
    expect(await dues()).toEqual([]);
  });

  it('follow the figures of the policy', async () => {
    await give({ kind: 'sbom', issuedOn: '2026-11-01' });
    const path = '/api/v1/policies/evidence-freshness';
    const { headers, body } = await admin.get<{ figures: object }>(path);
    const now = Object.entries(body.figures).map(([key, figure]: [string, { now: number }]) => [
      key,
      key === 'sbomDays' ? 30 : figure.now,
    ]);
    const figures = Object.fromEntries(now) as object;
    const tag = { 'if-match': headers['etag'] ?? '' };
    const { status } = await admin.put(path, { figures }, tag);
    expect(status).toBe(204);
    await assay.settle();
    expect((await dues()).map(([day]) => day)).toEqual(['2026-12-01']);
  });

  it('say when evidence expires, until it is withdrawn', async () => {
    const id = newId();
    const now = assay.clock.now();
    const by = { givenByKind: 'user', givenById: analyst.userId, givenBy: 'Ada' } as const;
    await assay.database.transaction(() =>
      assay.database.repository(Evidence).insert({
        id,
        vendorId,
        kind: 'other',
        title: 'Access list',
        expiresOn: '2028-02-29',
        revisions: 1,
        ...by,
        givenAt: now,
        version: 1,
      }),
    );
    const sweep = () => assay.app.get(Sweep).sweep({ day: assay.clock.today() });
    await sweep();
    expect(await due()).toMatchObject([
      {
        kind: 'evidence_expiry',
        dueOn: '2028-02-29',
        path: `/evidence/${id}`,
        title: 'Replace the evidence “Access list”: it expires',
      },
    ]);
    await assay.database.transaction(() =>
      assay.database.repository(Evidence).update({ id }, { withdrawnAt: now }),
    );
    await sweep();
    expect(await due()).toEqual([]);
    const ended = await assay.database.repository(Obligation).findOneByOrFail({ subjectId: id });
    expect(ended).toMatchObject({ endedHow: 'cancelled' });
  });
});
