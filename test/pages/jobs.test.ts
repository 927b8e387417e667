import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { deadJob } from '../operations/failing-job.js';

describe('the page of jobs', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.browser();
  });
  afterAll(() => assay.close());

  it('is empty at first', async () => {
    expect((await administrator.get('/jobs')).text).toContain('No jobs yet');
  });

  it('says what was given up and why, and tries it again', async () => {
    const id = await deadJob(assay, 'No <paper>');
    const { text } = await administrator.get('/jobs?state=dead');
    expect(text).toContain('1 job was given up');
    expect(text).toContain('Letter waiting');
    expect(text).toContain('No &lt;paper&gt;');
    const { status, headers } = await administrator.post(`/jobs/${id}/revival`, {});
    expect(status).toBe(303);
    expect(headers['location']).toBe('/jobs');
    await assay.settle();
    expect((await administrator.get('/jobs')).text).not.toContain('given up.');
    expect((await administrator.post(`/jobs/${id}/revival`, {})).status).toBe(409);
  });

  it('is for administrators', async () => {
    const analyst = await assay.browser('analyst');
    expect((await analyst.get('/jobs')).status).toBe(403);
    expect((await analyst.post(`/jobs/${await deadJob(assay)}/revival`, {})).status).toBe(403);
  });
});
