import { expect, it } from '@jest/globals';
import { PurgedFiles } from '../../src/evidence/index.js';
import { Purging } from '../../src/keeping/index.js';
import { prepare, submitted } from '../assessments/trip.js';
import { build } from '../dossiers/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { startAssay } from '../support/app.js';

it('a dossier says that a file in it was purged, and by which rule', async () => {
  const assay = await startAssay();
  const staff = await assay.api();
  const ids = await prepare(assay, staff);
  const assessment = await submitted(assay, staff, ids);
  const door = { assay, headers: staff.headers };
  const url = `/api/v1/vendors/${ids.vendorId}/evidence`;
  const file = { name: 'soc2.txt', content: textOf(500) };
  const { body } = await sendForm(door, url, { title: 'SOC 2' }, file);
  const use = { kind: 'answer', subjectId: assessment, part: 'supply.pinned' };
  expect((await staff.post(`/api/v1/evidence/${body.id}/uses`, use)).status).toBe(204);
  await assay.settle();
  await assay.database.transaction(() => assay.app.get(PurgedFiles).mark([body.id], 'A rule'));
  await assay.app.get(Purging).onWanted({ kind: 'evidence' });
  const { id, state, lacking } = await build(
    assay,
    staff,
    `/api/v1/assessments/${assessment}/dossiers`,
  );
  expect([state, lacking.length]).toEqual(['ready', 1]);
  expect(lacking[0]?.why).toMatch(/^This file was purged on .+ by the rule “A rule”/);
  const [asked] = await assay.database.sql<{ email: string }[]>`SELECT email FROM invitation`;
  const { text } = await (await assay.browser()).post('/kept/people', { email: asked?.email });
  expect(text).toMatch(
    new RegExp(`href="/dossiers/${id}".+?data-label="Until">\\d+ \\w+ \\d{4}<`, 's'),
  );
  await assay.close();
});
