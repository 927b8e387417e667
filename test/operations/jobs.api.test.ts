import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { deadJob } from './failing-job.js';

describe('jobs through the API', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.api();
  });
  afterAll(() => assay.close());

  it('lists them by state and revives one, once, noting who did', async () => {
    const id = await deadJob(assay);
    const dead = await administrator.get<object[]>('/api/v1/jobs?state=dead');
    expect(dead.body).toMatchObject([
      { id, kind: 'letter.waiting', attempts: 6, problem: 'The printer is out of paper.' },
    ]);
    const revive = () => administrator.post(`/api/v1/jobs/${id}/revival`);
    const both = await Promise.all([revive(), revive()]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    await assay.settle();
    expect((await administrator.get('/api/v1/jobs?state=dead')).body).toEqual([]);
    expect((await administrator.get<object[]>('/api/v1/jobs?state=done')).body).toMatchObject([
      { id },
    ]);
    const journal = await administrator.get<object[]>('/api/v1/journal?action=job.revived');
    expect(journal.body).toMatchObject([
      { subject: { kind: 'job', id }, after: { state: 'waiting' } },
    ]);
  });

  it('refuses unknown states and ids, and everybody but administrators', async () => {
    expect((await administrator.get('/api/v1/jobs?state=lost')).status).toBe(422);
    expect((await administrator.post(`/api/v1/jobs/${newId()}/revival`)).status).toBe(404);
    const analyst = await assay.api('analyst');
    expect((await analyst.get('/api/v1/jobs')).status).toBe(403);
    expect((await analyst.post(`/api/v1/jobs/${await deadJob(assay)}/revival`)).status).toBe(403);
  });
});
