import { Job } from '../../src/platform/jobs/index.js';
import { newId } from '../../src/platform/ids.js';
import type { TestAssay } from '../support/app.js';

/** A job that was given up, as the worker leaves it. */
export async function deadJob(
  assay: TestAssay,
  problem = 'The printer is out of paper.',
): Promise<string> {
  const id = newId();
  const at = assay.clock.now();
  await assay.database.transaction(() =>
    assay.database.repository(Job).insert({
      id,
      kind: 'letter.waiting',
      payload: { id: newId() },
      state: 'dead',
      attempts: 6,
      dueAt: at,
      leasedUntil: null,
      problem,
      createdAt: at,
      finishedAt: at,
    }),
  );
  return id;
}
