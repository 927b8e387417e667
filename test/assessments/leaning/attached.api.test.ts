import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { recordAudit } from '../../audits/examples.js';
import { newVendor, sendForm, textOf } from '../../evidence/files.js';
import { pagesOf, pdf } from '../../hostile-files/made-pdf.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { prepare, submitted } from '../trip.js';

interface Score {
  number: number;
  floors: { id: string; reasons: string[] }[];
  ledger: { key?: string; e?: number; why: string }[];
}

const critical = 'data.encrypted_at_rest';

describe('evidence that answers and audits rest on', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const give = async (
    vendorId: string,
    facts: Record<string, string>,
    content: Buffer,
    name: string,
  ) => {
    const door = { assay, headers: analyst.headers };
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const { status, body } = await sendForm(door, url, facts, { name, content });
    expect(status).toBe(201);
    await assay.settle();
    return body.id;
  };
  const use = async (evidenceId: string, facts: object) => {
    const { status } = await analyst.post(`/api/v1/evidence/${evidenceId}/uses`, facts);
    expect(status).toBeLessThan(300);
  };

  it('counts as a document until it expires, then not; 90 days later a floor holds', async () => {
    const ids = await prepare(assay, analyst);
    const assessment = await submitted(assay, analyst, ids);
    const facts = { title: 'Encryption policy', expiresOn: '2026-12-31' };
    const id = await give(ids.vendorId, facts, textOf(200), 'policy.txt');
    await use(id, { kind: 'answer', subjectId: assessment, part: critical });
    const path = `/api/v1/assessments/${assessment}/scores`;
    const on = async (day: string) => {
      assay.clock.set(`${day}T09:00:00.000Z`);
      const { body } = await analyst.post<{ stored: boolean }>(path, { cause: 'A look.' });
      const { body: score } = await analyst.get<Score>(`${path}/latest`);
      const line = score.ledger.find(({ key }) => key === critical);
      const floor = score.floors.find((one) => one.id === 'F4');
      return [body.stored, line?.e, line?.why, floor?.reasons];
    };
    const met = 'The answer meets what is expected, on the vendor';
    const gone = `${met}'s word only (“Encryption policy”): it expired on 31 Dec 2026.`;
    const document = `${met}'s own document (“Encryption policy”).`;
    expect(await on('2026-11-23')).toEqual([true, 0.65, document, undefined]);
    expect(await on('2026-12-31')).toEqual([false, 0.65, document, undefined]);
    expect(await on('2027-01-01')).toEqual([true, 0.5, gone, undefined]);
    expect(await on('2027-03-31')).toEqual([false, 0.5, gone, undefined]);
    const reasons = ['“Encryption policy” expired on 31 Dec 2026'];
    expect(await on('2027-04-01')).toEqual([true, 0.5, gone, reasons]);
  });

  it('counts no more once it is too old for its kind', async () => {
    assay.clock.set('2026-11-23T09:00:00.000Z');
    const ids = await prepare(assay, analyst);
    const assessment = await submitted(assay, analyst, ids);
    const facts = { title: 'Components', kind: 'sbom', issuedOn: '2026-09-01' };
    const id = await give(ids.vendorId, facts, textOf(200), 'sbom.txt');
    await use(id, { kind: 'answer', subjectId: assessment, part: critical });
    const path = `/api/v1/assessments/${assessment}/scores`;
    const on = async (day: string) => {
      assay.clock.set(`${day}T09:00:00.000Z`);
      await analyst.post(path, { cause: 'A look.' });
      const { body: score } = await analyst.get<Score>(`${path}/latest`);
      const line = score.ledger.find(({ key }) => key === critical);
      return [line?.e, line?.why];
    };
    expect((await on('2026-11-30'))[0]).toBe(0.65);
    expect(await on('2026-12-01')).toEqual([
      0.5,
      expect.stringContaining(
        'it is stale: a software bill of materials is fresh for 90 days after its issue, here on 1 Sep 2026; that was until 30 Nov 2026',
      ),
    ]);
  });

  it('is shown beside the audit and its auditor where it reads like another vendor’s', async () => {
    assay.clock.set('2026-11-23T09:00:00.000Z');
    const staff = await assay.browser('analyst');
    const words = 'control tested sampled without exception the period access review key'.split(
      ' ',
    );
    const text = Array.from({ length: 120 }, (_, n) => {
      const bytes = createHash('sha256').update(`stamp ${n}`).digest();
      return `${[...bytes.subarray(0, 14)].map((byte) => words[byte % words.length]).join(' ')}.`;
    }).join(' ');
    const report = async (name: string) => {
      const vendorId = await newVendor(analyst, name);
      const content = pdf({ pages: pagesOf(`Report on ${name}. ${text}`) });
      const id = await give(vendorId, { title: 'SOC 2 report' }, content, 'soc2.pdf');
      const audit = await recordAudit(analyst, { auditor: `Auditors of ${name}` }, vendorId);
      await use(id, { kind: 'audit', subjectId: audit });
      return { vendorId, id, audit };
    };
    const one = await report('Amber Models');
    const other = await report('Basalt Voice');
    const { body } = await analyst.get<{ auditor: { id: string } }>(`/api/v1/audits/${one.audit}`);
    const auditor = body.auditor.id;
    const alike = await analyst.get<{ share: number }[]>(`/api/v1/auditors/${auditor}/likenesses`);
    expect(alike.body).toEqual([
      expect.objectContaining({ evidenceId: one.id, otherId: other.id, threshold: 80 }),
    ]);
    const said = `its text is about ${alike.body[0]?.share} % the same as`;
    for (const page of [
      `/auditors/${auditor}`,
      `/audits/${one.audit}`,
      `/evidence/${one.id}`,
      `/vendors/${one.vendorId}/evidence`,
    ]) {
      expect((await staff.get(page)).text).toContain(said);
    }
  });
});
