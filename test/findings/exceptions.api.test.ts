import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exceptionTitle, type AuditView, type ExceptionView } from '../../src/audits/index.js';
import type { FindingView } from '../../src/findings/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { exception, recordAudit } from '../audits/examples.js';
import { addVendor } from '../vendors/examples.js';

describe('findings raised from an audit’s exception', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;
  let auditId: string;
  let exceptionId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    vendorId = await addVendor(analyst);
    auditId = await recordAudit(analyst, {}, vendorId);
    const facts = { ...exception, text: `${exception.text} It is not the first time.` };
    const path = `/api/v1/audits/${auditId}/exceptions`;
    exceptionId = (await analyst.post<{ id: string }>(path, facts)).body.id;
  });

  const raise = (facts: object = {}) =>
    analyst.post<{ id: string; detail: string }>(
      `/api/v1/audit-exceptions/${exceptionId}/findings`,
      facts,
    );
  const read = async (id: string) =>
    (await analyst.get<FindingView>(`/api/v1/findings/${id}`)).body;

  it('take over its text and severity, unless told', async () => {
    const { status, body } = await raise({ proposedRemediation: 'Remove access the same day.' });
    expect(status).toBe(201);
    const finding = await read(body.id);
    expect(finding).toMatchObject({
      vendorId,
      originKind: 'audit_exception',
      originId: exceptionId,
      title: 'Access of 3 of 25 leavers was removed late',
      severity: 'moderate',
      proposedRemediation: 'Remove access the same day.',
    });
    expect(finding.detail).toMatch(/^SOC 2 Type II.*: Access of 3 of 25/);
    const other = await recordAudit(analyst, {}, vendorId);
    const path = `/api/v1/audits/${other}/exceptions`;
    exceptionId = (await analyst.post<{ id: string }>(path, exception)).body.id;
    const told = await raise({ title: 'Leavers keep access', severity: 'very_high' });
    expect(await read(told.body.id)).toMatchObject({
      title: 'Leavers keep access',
      severity: 'very_high',
    });
  });

  it('are shown beside it, once each; it then stays', async () => {
    const replies = await Promise.all([raise(), raise(), raise()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const id = replies.find(({ status }) => status === 201)?.body.id ?? '';
    const { reference } = await read(id);
    const shown = { id, reference, state: 'open' };
    const path = `/api/v1/audit-exceptions/${exceptionId}`;
    expect((await analyst.get<ExceptionView>(path)).body.finding).toEqual(shown);
    const { body } = await analyst.get<AuditView>(`/api/v1/audits/${auditId}`);
    expect(body.exceptionsFound[0]?.finding).toEqual(shown);
    const removed = await analyst.delete<{ detail: string }>(path, { 'if-match': '"1"' });
    expect(removed.status).toBe(409);
    expect(removed.body.detail).toBe(`${reference} was raised from this exception, so it stays.`);
  });

  it('never hang on an exception that is removed at the same moment', async () => {
    const path = `/api/v1/audit-exceptions/${exceptionId}`;
    const [raised, removed] = await Promise.all([
      raise(),
      analyst.delete(path, { 'if-match': '"1"' }),
    ]);
    const there = (await analyst.get(path)).status === 200;
    expect([raised.status, removed.status]).toEqual(there ? [201, 409] : [404, 204]);
  });

  it('have a title of one line that begins as the exception does', () => {
    const text = fc.string({ minLength: 1, maxLength: 600, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(
        text.filter((one) => one.trim() !== ''),
        (one) => {
          const title = exceptionTitle(one);
          expect(title.trim()).not.toBe('');
          expect(title.length).toBeLessThanOrEqual(200);
          expect(title).not.toContain('\n');
          expect(
            one.startsWith(title.replace(/…$/, '')) ||
              one.trim().startsWith(title.replace(/…$/, '')),
          ).toBe(true);
        },
      ),
    );
    expect(exceptionTitle('Version 1.2 of it fails. Twice.')).toBe('Version 1.2 of it fails');
    expect(exceptionTitle('x'.repeat(300))).toHaveLength(200);
  });
});
