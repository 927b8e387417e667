import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LetterQueries } from '../../src/platform/mail/index.js';
import type { FindingLine, FindingView } from '../../src/findings/index.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { Browser, newestSecret } from '../portal/respondent.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

const canary = 'Canary-4410';
const among = (what: string) => `${canary} ${what}, said among us and nobody else.`;

describe('what is said of a finding among us [ASVS 8.2.3]', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    ids = await prepare(assay, staff);
  });

  const raise = async (): Promise<string> => {
    const { vendorId, engagementId } = ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    return (await staff.post<{ id: string }>('/api/v1/findings', facts)).body.id;
  };
  const ask = async (findingIds: string[]): Promise<string> => {
    const path = `/api/v1/vendors/${ids.vendorId}/remediation-requests`;
    await staff.post(path, { contactId: ids.contactId, findingIds });
    return newestSecret(staff, 'remediation');
  };
  const read = async (id: string) => staff.get<FindingView>(`/api/v1/findings/${id}`);
  const act = async (id: string, what: string, body: object) => {
    const { body: now } = await read(id);
    const headers = { 'if-match': `"${now.version}"` };
    const reply = await staff.post(`/api/v1/findings/${id}/${what}`, body, headers);
    expect([reply.status, reply.text]).toEqual([204, '']);
  };
  const accepted = async (id: string): Promise<string> => {
    const facts = { reason: among('The risk is small'), until: '2027-03-31' };
    const { body } = await staff.post<{ id: string }>(`/api/v1/findings/${id}/acceptances`, facts);
    expect((await approver.post(`/api/v1/acceptances/${body.id}/approval`)).status).toBe(204);
    return body.id;
  };
  /** Everything that the holder of a link can read of a finding, by both doors. */
  const shown = async (secret: string, id: string): Promise<string> => {
    const headers = { authorization: `Bearer ${secret}` };
    const said = ['', `/${id}`].map((path) =>
      assay.stranger.get(`/api/v1/remediation/findings${path}`, headers),
    );
    const browser = new Browser(assay);
    const { headers: opened } = await browser.post('/remediation/open', { token: secret });
    const at = String(opened['location']);
    const pages = [at, `${at}/findings/${id}`].map((path) => browser.get(path));
    const all = await Promise.all([...said, ...pages]);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    return all.map(({ text }) => text).join('\n');
  };
  const letters = async (): Promise<string> => {
    const queries = assay.app.get(LetterQueries);
    const { items } = await queries.page({ size: 200 });
    const texts = await Promise.all(items.map(({ id }) => queries.read(id)));
    return texts.map(({ text }) => text).join('\n');
  };

  it('why the acceptance of its risk ended is not told to the vendor', async () => {
    const id = await raise();
    const secret = await ask([id]);
    const acceptance = await accepted(id);
    const end = { reason: among('A rumour of a breach') };
    expect((await approver.post(`/api/v1/acceptances/${acceptance}/end`, end)).status).toBe(204);
    expect((await read(id)).text).toContain(canary);
    const told = await shown(secret, id);
    expect(told).toContain('Builds take any version');
    expect(told).not.toContain(canary);
    expect(await letters()).not.toContain(canary);
  });

  it('what we wrote of its fix is not told to the vendor, why it is open again is', async () => {
    const id = await raise();
    const secret = await ask([id]);
    await act(id, 'resolution', { resolution: among('Their mail says so, we doubt it') });
    await act(id, 'verification', { verification: among('Nobody looked') });
    expect(await shown(secret, id)).not.toContain(canary);
    await act(id, 'reopening', { reason: 'One service still builds without a lock file.' });
    const told = await shown(secret, id);
    expect(told).toContain('One service still builds without a lock file.');
    expect(told).not.toContain(canary);
  });

  it('an internal comment that closes its gap is not told to the vendor', async () => {
    const assessment = await submitted(assay, staff, ids, { 'supply.pinned': null });
    const { body } = await staff.get<FindingLine[]>(
      `/api/v1/findings?vendorId=${ids.vendorId}&origin=answer`,
    );
    const finding = body.find(({ questionKey }) => questionKey === 'supply.pinned');
    const id = String(finding?.id);
    const secret = await ask([id]);
    const comment = among('It is a toy, so this does not apply');
    const judged = { judgement: 'not_applicable', evidence: 'assertion', comment };
    const path = `/api/v1/assessments/${assessment}`;
    expect((await judgeAnswer(staff, path, 'supply.pinned', judged)).status).toBe(204);
    expect((await read(id)).body).toMatchObject({ state: 'resolved' });
    expect((await read(id)).text).toContain(canary);
    expect(await shown(secret, id)).not.toContain(canary);
  });
});
