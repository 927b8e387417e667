import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Evidence } from '../../src/evidence/index.js';
import { Obligation, type ObligationLine } from '../../src/obligations/index.js';
import { Sweep } from '../../src/obligations/sweep.service.js';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

describe('due dates of audits and evidence', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
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

  it('say when evidence expires, until it is withdrawn', async () => {
    const id = newId();
    const now = assay.clock.now();
    const by = { givenByKind: 'user', givenById: analyst.userId, givenBy: 'Ada' } as const;
    await assay.database.transaction(() =>
      assay.database.repository(Evidence).insert({
        id,
        vendorId,
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
