import { expect, it } from '@jest/globals';
import { EvidenceKind1767225601770 } from '../../migrations/1770-evidence-kind.js';
import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { freshPlace } from '../support/place.js';

const earlier = migrations.slice(0, migrations.indexOf(EvidenceKind1767225601770));

it('evidence from before there were kinds is of another kind, and changed figures hold on', async () => {
  const place = await freshPlace();
  const open = (history: typeof migrations) =>
    openDatabase({ ...place, migrations: history }, { report: () => {}, patienceMs: 5_000 });
  const at = '2026-11-23T09:00:00.000Z';
  const before = await open(earlier);
  await before.database.transaction(async () => {
    await before.database.sql`
      INSERT INTO policy (code, figures, changed_by, changed_at, version)
      VALUES ('freshness', ${'{"soc2Type2Months":12,"sbomDays":30,"dueSoonDays":20}'}, 'Ada', ${at}, 3)`;
    await before.database.sql`
      INSERT INTO app_user (id, name, email, role, created_at, version)
      VALUES ('u', 'Ada', 'ada@example.org', 'analyst', ${at}, 1)`;
    await before.database.sql`
      INSERT INTO vendor (id, name, sort_name, owner_id, status, created_at, updated_at, version)
      VALUES ('v', 'Corridor', 'corridor', 'u', 'active', ${at}, ${at}, 1)`;
    await before.database.sql`
      INSERT INTO evidence (id, vendor_id, title, revisions, given_by_kind, given_by_id, given_by, given_at, version)
      VALUES ('e', 'v', 'Old', 1, 'user', 'u', 'Ada', ${at}, 1)`;
  });
  await before.close();
  const after = await open(migrations);
  expect(await after.database.sql`SELECT id, kind FROM evidence`).toEqual([
    { id: 'e', kind: 'other' },
  ]);
  const [row] = await after.database.sql<{ figures: string }[]>`
    SELECT figures, changed_by AS "changedBy", version FROM policy WHERE code = 'evidence-freshness'`;
  expect({ ...row, figures: JSON.parse(row?.figures ?? '') as object }).toEqual({
    figures: { sbomDays: 30, dueSoonDays: 20 },
    changedBy: 'Ada',
    version: 1,
  });
  await after.close();
  await place.remove();
});
