import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FindingView } from '../../src/findings/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import { prepare, type Ids } from '../assessments/trip.js';
import { formOf, textOf } from '../evidence/files.js';
import { Browser, newestSecret, publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';

interface Said {
  detail: string;
}

const plan = { plan: 'Lock files with hashes for all services.', plannedFor: '2027-01-15' };

describe('a link that is revoked while something is sent by it [ASVS 7.4.1]', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    ids = await prepare(assay, staff);
  });
  afterAll(() => assay.close());

  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const asked = async () => {
    const { vendorId, engagementId, contactId } = ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    const { body: finding } = await staff.post<{ id: string }>('/api/v1/findings', facts);
    const path = `/api/v1/vendors/${vendorId}/remediation-requests`;
    const about = { contactId, findingIds: [finding.id] };
    const { body } = await staff.post<{ id: string }>(path, about);
    return {
      findingId: finding.id,
      request: `/api/v1/remediation-requests/${body.id}`,
      headers: bearer(await newestSecret(staff, 'remediation')),
    };
  };
  /** Sends a file of which the end comes only after something else was done. */
  const slowly = async (url: string, headers: object, meanwhile: () => Promise<unknown>) => {
    const form = formOf({ title: 'The build' }, { name: 'build.txt', content: textOf(60_000) });
    const payload = new PassThrough();
    const sent = assay.send({
      method: 'POST',
      url,
      payload,
      headers: {
        ...headers,
        ...form.headers,
        'content-length': String(form.payload.length),
      },
    }) as Promise<Reply<Said>>;
    payload.write(form.payload.subarray(0, 40_000));
    // Nothing is read of it before the guard has let it in.
    await once(payload, 'drain');
    await meanwhile();
    payload.end(form.payload.subarray(40_000));
    return sent;
  };
  const evidence = async (vendorId: string) =>
    (await staff.get<object[]>(`/api/v1/vendors/${vendorId}/evidence`)).body;

  it('takes no file for a finding whose end arrives afterwards', async () => {
    const { findingId, request, headers } = await asked();
    const url = `/api/v1/remediation/findings/${findingId}/evidence`;
    const reply = await slowly(url, headers, async () => {
      expect((await staff.delete(request)).status).toBe(204);
    });
    expect([reply.status, reply.body.detail]).toEqual([410, expect.stringContaining('was ended')]);
    expect(await evidence(ids.vendorId)).toEqual([]);
  });

  it('says so on a page of the portal', async () => {
    const { findingId, request, headers } = await asked();
    const browser = new Browser(assay);
    const token = headers.authorization.slice('Bearer '.length);
    const opened = await browser.post('/remediation/open', { token });
    const url = `${String(opened.headers['location'])}/findings/${findingId}/evidence`;
    const cookie = {
      ...{ cookie: browser.cookieHeader(), accept: 'text/html' },
      'sec-fetch-site': 'same-origin',
    };
    const reply = await slowly(url, cookie, () => staff.delete(request));
    expect(reply.status).toBe(410);
    expect(reply.text).toContain('Your link was ended while you sent this');
    expect(reply.text).not.toContain('Dashboard');
  });

  it('takes no file for an answer whose end arrives afterwards', async () => {
    const sent = await send(staff, await publish(assay, sample));
    const { body } = await staff.get<{ vendorId: string }>(
      `/api/v1/assessments/${sent.assessmentId}`,
    );
    const url = '/api/v1/answering/questions/a.yes/evidence';
    const reply = await slowly(url, bearer(sent.secret), async () => {
      expect((await staff.delete(`/api/v1/invitations/${sent.invitationId}`)).status).toBe(204);
    });
    expect([reply.status, reply.body.detail]).toEqual([410, expect.stringContaining('was ended')]);
    expect(await evidence(body.vendorId)).toEqual([]);
  });

  it('takes a plan before or not at all', async () => {
    const seen = new Set<number>();
    for (let turn = 0; turn < 12; turn += 1) {
      const { findingId, request, headers } = await asked();
      const write = () =>
        assay.stranger.put<Said>(`/api/v1/remediation/findings/${findingId}/plan`, plan, {
          ...headers,
          'if-match': '"1"',
        });
      const both = [write, () => staff.delete<Said>(request)];
      const replies = await Promise.all((turn % 2 ? both : both.reverse()).map((act) => act()));
      const [planned, revoked] = turn % 2 ? replies : replies.reverse();
      expect(revoked?.status).toBe(204);
      expect([204, 401, 410]).toContain(planned?.status);
      if (planned?.status) seen.add(planned.status);
      const { body: now } = await staff.get<FindingView>(`/api/v1/findings/${findingId}`);
      expect(now.state).toBe(planned?.status === 204 ? 'planned' : 'open');
      if (planned?.status !== 204) continue;
      const page = { subjectIds: [findingId, request.split('/').at(-1) ?? ''] };
      const { items } = await assay.app.get(JournalQueries).page(page);
      // What was shown in answer may be noted after the link was revoked.
      const acts = items.map(({ action }) => action).filter((one) => !one.endsWith('.seen'));
      expect(acts.slice(0, 2)).toEqual(['remediation.revoked', 'finding.planned']);
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
