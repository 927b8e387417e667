import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { Blobs, declaredBlobNames, Janitor } from '../../src/platform/storage/index.js';
import { prepare, submitted } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { blobNames, newVendor, sendForm, textOf, upload } from './files.js';

const day = 24 * 3_600_000;

describe('the janitor', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    assay.clock.set(new Date().toISOString());
  });
  afterAll(() => assay.close());

  it('touches nothing where no row names a file at all: that may be the wrong database', async () => {
    const { name } = await assay.app.get(Blobs).put(textOf(10));
    assay.clock.advance(2 * day);
    expect(await assay.app.get(Janitor).sweep()).toBe(0);
    expect(await blobNames(assay)).toEqual([name]);
    await assay.app.get(Blobs).remove(name);
    assay.clock.advance(-2 * day);
  });

  it('removes what no row names after a day, and nothing that one names', async () => {
    const door = { assay, headers: staff.headers };
    const base = `/api/v1/vendors/${await newVendor(staff)}`;
    const file = { name: 'test.txt', content: textOf(1_000) };
    await sendForm(door, `${base}/evidence`, { title: 'Test' }, file);
    await upload(door, base, { name: 'under-way.txt', content: textOf(150_000) }, 70_000);
    const ids = await prepare(assay, staff);
    const assessment = await submitted(assay, staff, ids);
    const report = await staff.post(`/api/v1/assessments/${assessment}/reports`, {});
    expect(report.status).toBe(201);
    await assay.settle();
    const named = await blobNames(assay);
    const orphans: string[] = [];
    for (let n = 0; n < 250; n += 1) {
      orphans.push((await assay.app.get(Blobs).put(Buffer.from(String(n)))).name);
    }
    assay.clock.advance(day - 60_000);
    expect(await assay.app.get(Janitor).sweep()).toBe(0);
    assay.clock.advance(120_000);
    expect(await assay.app.get(Janitor).sweep()).toBe(orphans.length);
    expect(await blobNames(assay)).toEqual(named);
  });

  it('is told of every column that holds the name of a stored file', () => {
    const text = declaredBlobNames()
      .map((query) => query.write(() => '?').text)
      .join('\n');
    const columns = getMetadataArgsStorage().columns.filter(({ propertyName }) =>
      /blob$/i.test(propertyName),
    );
    expect(columns.length).toBeGreaterThan(3);
    const tables = new Map(
      getMetadataArgsStorage().tables.map(({ target, name }) => [target, name]),
    );
    for (const { target, propertyName } of columns) {
      const column = propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect(text).toContain(`SELECT ${column} AS name FROM ${tables.get(target)}`);
    }
  });
});
