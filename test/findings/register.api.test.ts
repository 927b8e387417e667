import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { cellsOf, partsOf } from '../support/workbook.js';
import { addVendor } from '../vendors/examples.js';

const path = '/api/v1/findings';
const trap = '=HYPERLINK("https://evil.example","Corridor")';

describe('the finding register', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    vendorId = await addVendor(analyst);
    const first = await raise({ title: trap, detail: `${trap}\nsecond line`, severity: 'low' });
    await raise({
      title: 'Dependencies are not pinned',
      severity: 'very_high',
      dueOn: '2026-11-30',
    });
    await borne(first);
    assay.clock.set('2026-12-05T09:00:00Z');
  });
  afterAll(() => assay.close());

  async function raise(facts: object): Promise<string> {
    const { status, body } = await analyst.post<{ id: string }>(path, { vendorId, ...facts });
    expect(status).toBe(201);
    return body.id;
  }

  async function borne(id: string): Promise<void> {
    const facts = { reason: 'Only test prompts go through it until March.', until: '2027-03-31' };
    const { body } = await analyst.post<{ id: string }>(`${path}/${id}/acceptances`, facts);
    const approver = await assay.api('approver');
    expect((await approver.post(`/api/v1/acceptances/${body.id}/approval`)).status).toBe(204);
  }

  it('is a CSV of all that the filters leave, with no formula in it [ASVS 1.2.10]', async () => {
    const { status, headers, text } = await analyst.get(`${path}.csv`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="findings-2026-12-05.csv"');
    expect(text).toMatch(/^\ufeffReference,Vendor,Engagement,Severity,State,Finding,Detail,/);
    expect(text).toContain(
      `F-1,Corridor Gateway,,Low,Risk accepted,"'${trap.replaceAll('"', '""')}"`,
    );
    expect(text).toMatch(
      /F-2,Corridor Gateway,,Very high,Open,Dependencies are not pinned,.*2026-11-30,5,2026-11-23/,
    );
    const overdue = await analyst.get(`${path}.csv?overdue=true`);
    expect(overdue.text.split('\r\n')).toHaveLength(3);
    expect(overdue.text).not.toContain('F-1,');
  });

  it('is a workbook that says the same, with days that are days', async () => {
    const { status, headers, bytes } = await analyst.get(`${path}.xlsx?sort=newest`);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="findings-2026-12-05.xlsx"');
    const parts = await partsOf(bytes);
    expect([...parts.values()].join('')).not.toMatch(/<f[\s>]|External/);
    const [head = {}, second = {}, first = {}, ...none] = cellsOf(parts);
    expect(none).toEqual([]);
    const columns = new Map(Object.entries(head).map(([letter, { value }]) => [value, letter]));
    const cell = (row: typeof head, name: string) => row[columns.get(name) ?? ''];
    expect(cell(first, 'Finding')).toEqual({ type: 's', value: trap });
    expect(cell(first, 'Risk accepted by')).toEqual({ type: 's', value: 'Test approver (test)' });
    expect(cell(first, 'Risk accepted until')).toEqual({ type: 'n', value: '46477' });
    expect(cell(first, 'Days overdue')).toBeUndefined();
    expect(cell(second, 'Due')).toEqual({ type: 'n', value: '46356' });
    expect(cell(second, 'Days overdue')).toEqual({ type: 'n', value: '5' });
  });

  it('holds more findings than one batch, each once', async () => {
    const at = '2026-11-23T09:00:00.000Z';
    await assay.database.transaction(async () => {
      for (let number = 3; number <= 1_203; number += 1) {
        const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
        await assay.database.sql`
          INSERT INTO finding (id, number, vendor_id, origin_kind, title, severity, owner_id, due_on, state,
            raised_by, created_at, updated_at, version)
          VALUES (${id}, ${number}, ${vendorId}, 'by_hand', 'One of many', 'low', ${analyst.userId}, '2027-01-10',
            'open', 'Ada', ${at}, ${at}, 1)`;
      }
    });
    const { text } = await analyst.get(`${path}.csv?severity=low&sort=severity`);
    const references = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(references).toHaveLength(1_202);
    expect(new Set(references).size).toBe(1_202);
  });

  it('is for whoever may see findings, and takes no filter that is none', async () => {
    expect((await assay.stranger.get(`${path}.csv`)).status).toBe(401);
    expect((await analyst.get(`${path}.xlsx?state=gone`)).status).toBe(422);
  });
});
