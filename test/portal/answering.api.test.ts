import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { newestSecret, publish, send, type Sent } from './respondent.js';
import { sample } from './sample-questionnaire.js';

interface SheetBody {
  state: string;
  answered: number;
  asked: number;
  maySubmit: boolean;
  sections: { key: string; questions: { key: string; version: number; answer?: object }[] }[];
}

const path = '/api/v1/answering';

describe('answering through the API', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let sent: Sent;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    sent = await send(staff, versionId);
  });

  const by = (secret: string, more: object = {}) => ({
    authorization: `Bearer ${secret}`,
    ...more,
  });
  const sheet = async (secret = sent.secret): Promise<SheetBody> =>
    (await assay.stranger.get<SheetBody>(path, by(secret))).body;
  const put = (key: string, facts: object, version = 0, secret = sent.secret) =>
    assay.stranger.put<{ version: number; fields: object; detail: string }>(
      `${path}/questions/${key}`,
      facts,
      by(secret, { 'if-match': `"${version}"` }),
    );

  it('makes the whole trip: read, answer, ask a colleague, submit, keep a receipt', async () => {
    expect(await sheet()).toMatchObject({ state: 'sent', answered: 0, asked: 8, maySubmit: true });
    const saved = await put('a.yes', { value: 'yes', comment: 'since March' });
    expect(saved).toMatchObject({ status: 200, body: { version: 1 } });
    expect(saved.headers['etag']).toBe('"1"');
    expect(await sheet()).toMatchObject({ state: 'in_progress', answered: 1, asked: 10 });

    const colleague = { name: 'Bea', email: 'bea@corridor.example', sections: ['lists'] };
    expect(
      (await assay.stranger.post(`${path}/delegations`, colleague, by(sent.secret))).status,
    ).toBe(201);
    const hers = await newestSecret(staff);
    const tools = [
      { name: 'litellm', kind: 'gateway', seesOurData: 'yes', holdsCredentials: 'yes' },
    ];
    expect((await put('b.tools', { value: tools }, 0, hers)).status).toBe(200);

    const submitted = await assay.stranger.post<{ receipt: string }>(
      `${path}/submission`,
      undefined,
      by(sent.secret),
    );
    expect(submitted.status).toBe(201);
    expect(submitted.body.receipt).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const { body } = await assay.stranger.get<{ answers: object[] }>(
      `${path}/receipt`,
      by(sent.secret),
    );
    expect(body.answers).toEqual([
      expect.objectContaining({ questionKey: 'a.yes', value: 'yes', answeredBy: 'Rui Okafor' }),
      expect.objectContaining({ questionKey: 'b.tools', value: tools, answeredBy: 'Bea' }),
    ]);
    const { body: hersOnly } = await assay.stranger.get<{ answers: object[] }>(
      `${path}/receipt`,
      by(hers),
    );
    expect(hersOnly.answers).toHaveLength(1);
    const late = await put('a.one', { value: 'red' });
    expect(late.status).toBe(409);
    expect(late.body.detail).toMatch(/^Rui Okafor submitted the answers on 23 Nov 2026, 09:00 UTC/);
    await assay.settle();
    const { body: seen } = await staff.get<{ state: string }>(
      `/api/v1/assessments/${sent.assessmentId}`,
    );
    expect(seen.state).toBe('submitted');
  });

  it('never tells what is expected or what a question weighs', async () => {
    const { text } = await assay.stranger.get(path, by(sent.secret));
    expect(text).not.toMatch(/SECRET EXPECTATION|weight|expected|knockOut/);
  });

  it('keeps out what is hidden, unknown, or in a section of somebody else', async () => {
    const colleague = { name: 'Bea', email: 'bea@corridor.example', sections: ['lists'] };
    await assay.stranger.post(`${path}/delegations`, colleague, by(sent.secret));
    const hers = await newestSecret(staff);
    expect((await sheet(hers)).sections.map(({ key }) => key)).toEqual(['lists']);
    for (const key of ['a.more', 'nonsense', '__proto__', 'constructor']) {
      expect((await put(key, { value: 'x' })).status).toBe(404);
    }
    expect((await put('a.yes', { value: 'yes' }, 0, hers)).status).toBe(404);
    expect((await put('b.then', { value: 'x' }, 0, hers)).status).toBe(404);
    await put('a.yes', { value: 'yes' });
    expect((await put('b.then', { value: 'x' }, 0, hers)).status).toBe(200);
  });

  it('lets a delegate neither submit nor hand on what is not theirs', async () => {
    const ask = (secret: string, sections: unknown) =>
      assay.stranger.post<{ fields: object }>(
        `${path}/delegations`,
        { name: 'Bea', email: 'bea@corridor.example', sections },
        by(secret),
      );
    await ask(sent.secret, ['lists']);
    const hers = await newestSecret(staff);
    expect((await assay.stranger.post(`${path}/submission`, undefined, by(hers))).status).toBe(403);
    for (const sections of [
      ['basics'],
      ['lists', 'basics'],
      ['nonsense'],
      [],
      undefined,
      [['lists']],
      7,
    ]) {
      const { status, body } = await ask(hers, sections);
      expect([status, Object.keys(body.fields ?? {})]).toEqual([422, ['sections']]);
    }
    expect((await ask(hers, ['lists'])).status).toBe(201);
    const third = await newestSecret(staff);
    expect((await sheet(third)).sections).toHaveLength(1);
    const { body: asked } = await assay.stranger.get<{ id: string }[]>(
      `${path}/delegations`,
      by(sent.secret),
    );
    expect(asked).toHaveLength(1);
    const withdrawal = `${path}/delegations/${asked[0]?.id}`;
    expect((await assay.stranger.delete(withdrawal, by(hers))).status).toBe(404);
    expect((await assay.stranger.delete(withdrawal, by(sent.secret))).status).toBe(204);
    for (const secret of [hers, third]) {
      expect((await assay.stranger.get(path, by(secret))).status).toBe(401);
    }
  });

  it('refuses to overwrite unseen, and says who changed it and when', async () => {
    await put('a.one', { value: 'red' });
    const stale = await put('a.one', { value: 'green' });
    expect(stale.status).toBe(412);
    expect(stale.body.detail).toMatch(/^Rui Okafor changed this answer on 23 Nov 2026, 09:00 UTC/);
    expect((await put('a.one', { value: 'red' })).body.version).toBe(1);
    expect((await put('a.one', { value: null }, 1)).body.version).toBe(2);
    expect((await sheet()).answered).toBe(0);
  });

  it.each([
    ['a.yes', { value: 'maybe' }, ['value']],
    ['a.yes', { value: ['yes'] }, ['value']],
    ['a.yes', { value: { $ne: '' } }, ['value']],
    ['a.yes', { value: 'yes', notApplicableReason: 'because' }, ['notApplicableReason']],
    ['a.yes', { notApplicableReason: 'x'.repeat(1_001) }, ['notApplicableReason']],
    ['a.yes', { value: 'yes', comment: 'x'.repeat(2_001) }, ['comment']],
    ['a.yes', { value: 'yes', comment: 'a\0b' }, ['comment']],
    ['a.yes', { value: 'yes', comment: 7 }, ['comment']],
    ['a.yes', { value: 'yes', version: 7 }, ['version']],
    ['a.one', { notApplicableReason: 'because' }, ['notApplicableReason']],
    ['a.many', { value: [] }, ['value']],
    ['a.many', { value: ['red', 'red'] }, ['value']],
    ['a.days', { value: '7' }, ['value']],
    ['a.days', { value: -1 }, ['value']],
    ['a.when', { value: '2026-02-30' }, ['value']],
    [
      'b.tools',
      { value: [{ name: 'x' }] },
      ['rows.0.kind', 'rows.0.seesOurData', 'rows.0.holdsCredentials'],
    ],
    ['b.tools', { value: 'x' }, ['rows']],
  ])('refuses for %s %j and names the field', async (key, facts, fields) => {
    const { status, body } = await put(key, facts);
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual(fields);
    expect((await sheet()).answered).toBe(0);
  });

  it('asks which version was read', async () => {
    const reply = await assay.stranger.put(
      `${path}/questions/a.one`,
      { value: 'red' },
      by(sent.secret),
    );
    expect(reply.status).toBe(428);
  });

  it('lets one of two win who submit at once, and tells the other who submitted', async () => {
    const submit = () =>
      assay.stranger.post<{ detail: string }>(`${path}/submission`, undefined, by(sent.secret));
    const replies = await Promise.all([submit(), submit(), submit()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const told = replies.find(({ status }) => status === 409);
    expect(told?.body.detail).toMatch(/^Rui Okafor submitted the answers on/);
    const rows = await assay.database.sql<object[]>`
      SELECT id FROM submission WHERE assessment_id = ${sent.assessmentId}`;
    expect(rows).toHaveLength(1);
  });

  it('takes late answers and marks them late', async () => {
    assay.clock.advanceDays(30);
    expect(await sheet()).toMatchObject({ daysLate: 5, maySubmit: true });
    expect((await put('a.one', { value: 'red' })).status).toBe(200);
    const submitted = await assay.stranger.post(`${path}/submission`, undefined, by(sent.secret));
    expect(submitted.body).toMatchObject({ daysLate: 5 });
    assay.clock.advanceDays(-30);
  });

  it('takes answers again after changes were asked for, and counts the submissions', async () => {
    await put('a.one', { value: 'red' });
    await assay.stranger.post(`${path}/submission`, undefined, by(sent.secret));
    const questions = [{ questionKey: 'a.one', remark: 'Look at red again.' }];
    const changes = `/api/v1/assessments/${sent.assessmentId}/change-requests`;
    expect((await staff.post(changes, { questions })).status).toBe(201);
    expect((await assay.stranger.get(path, by(sent.secret))).status).toBe(401);
    const fresh = await newestSecret(staff);
    expect(await sheet(fresh)).toMatchObject({ state: 'changes_requested', answered: 1 });
    expect((await put('a.one', { value: 'green' }, 1, fresh)).status).toBe(200);
    expect(await sheet(fresh)).toMatchObject({ state: 'changes_requested' });
    const { body } = await assay.stranger.post(`${path}/submission`, undefined, by(fresh));
    expect(body).toMatchObject({ number: 2, answers: [{ value: 'green' }] });
  });
});
