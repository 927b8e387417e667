import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyJournal } from '../../src/journal/index.js';
import { Purging, type DueThingView, type PurgeRunView } from '../../src/keeping/index.js';
import { addressesIn } from '../../src/keeping/people/mentions.service.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { askedAbout } from '../incidents/examples.js';
import { newestSecret } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

const canary = 'Rosalind Canary';
const told = { used: 'yes', versions: '1.82.7', usedFrom: '2026-11-01', reachable: 'yes' };
const words = { reached: `Keys, says ${canary}.`, actions: `${canary} renewed them.` };
const contact = { contactName: canary, contactEmail: 'rosalind@canary.example' };

describe('words that vendors and we wrote', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let ids: Ids;
  let assessmentId: string;
  let findingId: string;
  let incidentId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    ids = await prepare(assay, staff);
    assessmentId = await submitted(assay, staff, ids);
    const judged = await judgeAnswer(
      staff,
      `/api/v1/assessments/${assessmentId}`,
      'supply.pinned',
      {
        ...{ judgement: 'partial', evidence: 'assertion', audience: 'internal' },
        comment: `As ${canary} told us.`,
      },
    );
    expect(judged.status).toBeLessThan(300);
    const finding = { vendorId: ids.vendorId, severity: 'high', title: 'Not pinned' };
    const raised = { ...finding, detail: `Said by ${canary}.` };
    findingId = (await staff.post<{ id: string }>('/api/v1/findings', raised)).body.id;
    const news = { title: 'Poisoned', kind: 'malware', packages: [{ name: 'litellm' }] };
    incidentId = (await staff.post<{ id: string }>('/api/v1/incidents', news)).body.id;
    await askedAbout(assay, staff, incidentId, ids.vendorId);
    const bearer = { authorization: `Bearer ${await newestSecret(staff, 'incident')}` };
    const answer = { ...told, ...words, ...contact };
    const sent = await assay.stranger.post('/api/v1/incident-answering/answers', answer, bearer);
    expect(sent.status).toBeLessThan(300);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const texts = async () => {
    const rows = [
      await assay.database.sql<
        object[]
      >`SELECT answers, open_vex, answered_by FROM outreach_answer`,
      await assay.database.sql<object[]>`SELECT words FROM statement`,
      await assay.database.sql<object[]>`SELECT detail, title FROM finding`,
      await assay.database.sql<object[]>`SELECT comment FROM review`,
    ];
    return rows.map((some) => JSON.stringify(some));
  };
  const change = async (path: string, facts: object, verb: 'put' | 'post' = 'put') => {
    const { headers } = await staff.get(path.replace(/\/closing$/, ''));
    const { status } = await staff[verb](path, facts, { 'if-match': headers['etag'] ?? '' });
    expect([path, status]).toEqual([path, 204]);
  };

  it('let go a person who asks, and keep what the vendor said', async () => {
    const asked = { email: contact.contactEmail };
    const { body } = await staff.post<{ kept: { place: string }[] }>(
      '/api/v1/person-exports',
      asked,
    );
    expect(new Set(body.kept.map(({ place }) => place))).toEqual(
      new Set(['outreach_answer', 'journal_detail']),
    );
    const erased = await staff.post('/api/v1/person-erasures', {
      ...asked,
      confirmation: asked.email,
    });
    expect(erased.status).toBe(200);
    const [answers = ''] = await texts();
    expect(answers).not.toContain('rosalind@canary.example');
    expect(answers).toContain('renewed them');
    const again = await staff.post<{ kept: object[] }>('/api/v1/person-exports', asked);
    expect(again.body.kept).toEqual([]);
  });

  it('are shown before they go, and go at once where somebody types so', async () => {
    await change(`/api/v1/vendors/${ids.vendorId}`, { ...vendorFacts, status: 'offboarded' });
    await change(`/api/v1/incidents/${incidentId}/closing`, { reason: 'Over.' }, 'post');
    assay.clock.advanceDays(37 * 31);
    staff = await assay.api();
    const due = await staff.get<DueThingView[]>('/api/v1/kept-kinds/judging/due');
    expect(due.body.map(({ place, id }) => [place, id])).toEqual(
      expect.arrayContaining([
        ['finding', findingId],
        ['review', assessmentId],
      ]),
    );
    expect(due.body[0]).toMatchObject({ vendor: 'Corridor Gateway', rule: expect.any(String) });
    const hold = { subjectKind: 'vendor', subjectId: ids.vendorId, reason: 'A claim.' };
    const held = await staff.post<{ id: string }>('/api/v1/legal-holds', hold);
    expect((await staff.get<object[]>('/api/v1/kept-kinds/judging/due')).body).toEqual([]);
    await assay.app.get(Purging).look();
    await assay.settle();
    expect((await texts()).filter((text) => text.includes(canary))).toHaveLength(4);
    const release = { because: 'It is settled.' };
    const of = `/api/v1/legal-holds/${held.body.id}/release`;
    await staff.post(of, release, { 'if-match': '"1"' });

    const desk = await assay.browser();
    expect((await desk.get('/kept')).text).toContain('/kept/due?kind=judging');
    const preview = await desk.get('/kept/due?kind=judging');
    expect(preview.text).toContain('Assessment of 2026-11-23');
    const refused = await desk.post('/kept/purges', { confirmation: 'purge' });
    expect([refused.status, refused.text.includes('is not “purge now”')]).toEqual([422, true]);
    const started = await desk.post('/kept/purges', { confirmation: 'purge now' });
    expect(started.status).toBe(303);
    const second = await staff.post('/api/v1/purge-runs', { confirmation: 'purge now' });
    expect(second.status).toBe(409);
    const run = String(started.headers['location']);
    expect((await desk.get(run)).text).toMatch(/under way|It was done/);
    await assay.settle();
    expect((await desk.get(run)).text).toContain('It was done');
    const { body } = await staff.get<PurgeRunView>(
      run.replace('/kept/purges', '/api/v1/purge-runs'),
    );
    expect(body.kinds.map(({ due: were, gone }) => gone - were)).toEqual(body.kinds.map(() => 0));
    expect((await texts()).filter((text) => text.includes(canary))).toEqual([]);
    const [answers = '', , findings] = await texts();
    expect(answers).toContain('1.82.7');
    expect(findings).toContain('Not pinned');
    const gone = await desk.get(`/vendors/${ids.vendorId}/destroyed`);
    for (const told of ['Texts of findings', 'Comments of reviews', 'Root']) {
      expect(gone.text).toContain(told);
    }
    const hashes = await assay.database.sql<object[]>`
      SELECT sha256 FROM purged_text WHERE extent = 'all'`;
    expect(hashes.length).toBeGreaterThan(3);
    const forbid = (act: () => Promise<unknown>) =>
      expect(assay.database.transaction(act)).rejects.toThrow(/never changes/);
    await forbid(() => assay.database.sql`UPDATE outreach_answer SET status = 'clear'`);
    expect((await staff.get(`/api/v1/findings/${findingId}`)).status).toBe(200);
    expect((await desk.get(`/incidents/${incidentId}`)).status).toBe(200);
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
    expect((await desk.get('/kept/due')).text).not.toContain('/kept/due?kind=judging');
  });

  it('name an address wherever it stands in a text', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const address = fc.tuple(part, part).map(([who, where]) => `${who}@${where}.example`);
    const between = fc.constantFrom(' ', '","', '<', '\n', '": "', '(');
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 5 }), between, (given, gap) => {
        const found = addressesIn(`${gap}${given.join(gap).toUpperCase()}${gap}`);
        expect(new Set(found)).toEqual(new Set(given));
      }),
    );
  });
});
