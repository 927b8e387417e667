import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeOffice } from '../hostile-files/made-office.js';
import { pdf } from '../hostile-files/made-pdf.js';
import { png } from '../hostile-files/made-pictures.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { newVendor, sendForm } from './files.js';

describe('the picture of a first page', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    vendorId = await newVendor(analyst);
  });
  afterAll(() => assay.close());

  const add = async (name: string, content: Buffer) => {
    const door = { assay, headers: analyst.headers };
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const { body, status } = await sendForm(door, url, { title: name }, { name, content });
    expect(status).toBe(201);
    await assay.settle();
    return `/api/v1/evidence/${body.id}`;
  };

  it.each([
    ['a PDF', 'report.pdf', pdf()],
    ['a picture', 'shot.png', png({ width: 200, height: 100 })],
  ])(
    '[ASVS 3.2.1] is made of %s, and handed out as a PNG that can run nothing',
    async (_, name, content) => {
      const evidence = await add(name, content);
      expect((await analyst.get<{ hasPreview: boolean }>(evidence)).body.hasPreview).toBe(true);
      const { status, headers, bytes } = await analyst.get(`${evidence}/preview`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.includes(content)).toBe(false);
    },
  );

  it('is not there of a workbook', async () => {
    const evidence = await add('list.xlsx', madeOffice());
    expect((await analyst.get<{ hasPreview: boolean }>(evidence)).body.hasPreview).toBe(false);
    expect((await analyst.get(`${evidence}/preview`)).status).toBe(404);
  });

  it('is not there of a PDF that nobody can read, and the job is done all the same', async () => {
    const broken = pdf().toString('latin1').replace('/Kids [4 0 R]', '/Kids [9 0 R]');
    const evidence = await add('broken.pdf', Buffer.from(broken, 'latin1'));
    expect((await analyst.get<{ hasPreview: boolean }>(evidence)).body.hasPreview).toBe(false);
    const waiting = await assay.database.sql<object[]>`
      SELECT id FROM job WHERE kind = 'evidence.preview-wanted' AND state <> 'done'`;
    expect(waiting).toEqual([]);
  });
});
