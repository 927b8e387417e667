import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Submission } from '../../../src/assessments/index.js';
import { JournalQueries } from '../../../src/journal/index.js';
import type { Question } from '../../../src/questionnaires/index.js';
import { sendForm } from '../../evidence/files.js';
import { newestSecret, publish } from '../../portal/respondent.js';
import { sample } from '../../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { bearer, nextVersion, Walk, type Cycle } from './walk.js';

const first = {
  'a.yes': 'yes',
  'a.more': 'More of it.',
  'a.one': 'red',
  'a.many': ['red', 'green'],
  'a.days': 30,
};

describe('answers carried from one cycle into the next', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let walk: Walk;
  let before: Cycle;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
  });
  beforeEach(async () => {
    assay.clock.set('2026-03-03T09:00:00Z');
    walk = await Walk.begin(assay, staff, versionId);
    before = await walk.send();
    await before.answer(first);
  });
  afterAll(() => assay.close());

  const attach = (cycle: Cycle, key: string, name: string, facts: Record<string, string> = {}) =>
    sendForm(
      { assay, headers: bearer(cycle.secret) },
      `/api/v1/answering/questions/${key}/evidence`,
      facts,
      { name, content: Buffer.from(`Contents of ${name}, ${cycle.id}`) },
    );
  const files = async (cycle: Cycle) =>
    (await cycle.get<{ questionKey: string; name: string }[]>('/evidence')).body.map(
      ({ questionKey, name }) => `${questionKey} ${name}`,
    );
  const next = async (facts: object = {}) => {
    await before.submit();
    await before.decide();
    assay.clock.set('2027-03-01T09:00:00Z');
    return walk.send(facts);
  };
  const frozen = async (cycle: Cycle) => {
    const submissions = assay.database.repository(Submission);
    return (await submissions.findOneByOrFail({ assessmentId: cycle.id })).answers;
  };
  const actions = async (cycle: Cycle) => {
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [cycle.id] });
    return items;
  };

  it('stand filled in with who said them when, count for nothing until confirmed, and are in the journal', async () => {
    const now = await next();
    const sheet = await now.sheet();
    expect(sheet).toMatchObject({
      answered: 0,
      cycle: { confirmed: 0, changed: 0, toConfirm: 5, reworded: 0 },
    });
    expect(await now.question('a.one')).toMatchObject({
      version: 0,
      lastCycle: {
        ...{ state: 'same', toConfirm: true, value: 'red', lines: ['Red'] },
        ...{ givenBy: 'Rui Okafor', givenAt: '2026-03-03T09:00:00.000Z' },
      },
    });
    expect((await now.question('a.when')).lastCycle).toBeUndefined();
    const { body: view } = await staff.get<{ followsId: string }>(`/api/v1/assessments/${now.id}`);
    expect(view.followsId).toBe(before.id);
    expect(
      (await actions(now)).find(({ action }) => action === 'assessment.prefilled'),
    ).toMatchObject({
      after: { followsId: before.id, prefilled: 5, asOtherwiseAsked: 0 },
    });
  });

  it('are frozen with who confirmed them when; what nobody confirmed is not an answer', async () => {
    const now = await next();
    expect((await now.confirm('a.yes')).status).toBe(200);
    expect((await now.confirm('a.yes')).status).toBe(200);
    assay.clock.advanceDays(1);
    await now.answer({ 'a.one': 'green' });
    expect(await now.sheet()).toMatchObject({
      answered: 2,
      cycle: { confirmed: 1, changed: 1, toConfirm: 3 },
    });
    await now.submit();
    expect(await frozen(now)).toEqual([
      {
        ...{ questionKey: 'a.yes', value: 'yes', notApplicableReason: null, comment: null },
        ...{ answeredBy: 'Rui Okafor', answeredAt: '2027-03-01T09:00:00.000Z' },
        confirmed: {
          ...{ by: 'Rui Okafor', at: '2027-03-01T09:00:00.000Z', times: 1, unproven: 1 },
          ...{ givenBy: 'Rui Okafor', givenAt: '2026-03-03T09:00:00.000Z' },
        },
      },
      expect.objectContaining({ questionKey: 'a.one', value: 'green' }) as unknown,
    ]);
    expect((await frozen(now))[1]).not.toHaveProperty('confirmed');
    const recorded = await actions(now);
    expect(recorded.find(({ action }) => action === 'answer.confirmed')?.after).toEqual({
      questionKeys: ['a.yes'],
    });
    expect(recorded.find(({ action }) => action === 'assessment.submitted')?.after).toMatchObject({
      ...{ answered: 2, confirmed: 1, unconfirmed: 3 },
    });
  });

  it('show what hangs on an answer that waits, but submit nothing that hangs on one nobody confirmed', async () => {
    const now = await next();
    expect((await now.confirm('a.more')).status).toBe(200);
    await now.submit();
    expect(await frozen(now)).toEqual([]);
  });

  it('never overwrite what somebody answered meanwhile', async () => {
    const now = await next();
    await now.answer({ 'a.one': 'green' });
    expect((await now.confirm('a.one')).status).toBe(412);
    expect((await now.question('a.one')).answer).toMatchObject({ value: 'green' });
    expect((await now.confirm('a.when')).status).toBe(409);
    expect((await now.confirm('nowhere')).status).toBe(404);
    await now.answer({ 'a.days': null });
    const emptied = await now.sheet();
    expect(emptied).toMatchObject({ cycle: { changed: 1, toConfirm: 4 } });
    expect(emptied.sections.reduce((sum, { toConfirm }) => sum + toConfirm, 0)).toBe(4);
    expect((await now.question('a.days')).lastCycle?.toConfirm).toBe(true);
    expect((await now.confirm('a.days')).status).toBe(200);
    expect((await now.question('a.days')).answer).toMatchObject({ value: 30 });
  });

  it('bring valid evidence along by a link; what expired or was withdrawn stays behind and is named', async () => {
    await attach(before, 'a.one', 'kept.txt', { title: 'Kept' });
    await attach(before, 'a.one', 'ended.txt', { title: 'Ended', expiresOn: '2026-12-31' });
    const { body } = await attach(before, 'a.one', 'gone.txt', { title: 'Gone' });
    await attach(before, 'a.days', 'edited.txt', { title: 'Edited' });
    const stored = await assay.database.sql<object[]>`SELECT id FROM evidence_file`;
    await before.submit();
    const withdrawn = `/api/v1/evidence/${body.id}/withdrawal`;
    const reply = await staff.post(withdrawn, { reason: 'Wrong file.' }, { 'if-match': '"1"' });
    expect(reply.status).toBeLessThan(300);
    await before.decide();
    assay.clock.set('2027-03-01T09:00:00Z');
    const now = await walk.send();
    expect((await now.question('a.one')).lastCycle?.files).toEqual([
      expect.objectContaining({ title: 'Kept', standing: 'valid' }),
      expect.objectContaining({ title: 'Ended', standing: 'expired', since: '2026-12-31' }),
      expect.objectContaining({ title: 'Gone', standing: 'withdrawn' }),
    ]);
    expect(await files(now)).toEqual([]);
    await now.confirm('a.one');
    await now.answer({ 'a.days': 20 });
    expect(await files(now)).toEqual(['a.one kept.txt', 'a.days edited.txt']);
    await now.submit();
    expect((await frozen(now))[0]).toMatchObject({
      attached: [{ name: 'kept.txt' }],
      confirmed: { times: 1, unproven: 0 },
    });
    expect(await assay.database.sql<object[]>`SELECT id FROM evidence_file`).toHaveLength(
      stored.length,
    );
  });

  it('are asked afresh where the question reads otherwise or the answer is not possible any more', async () => {
    await before.answer({ 'b.then': 'Then.' });
    const changed = await nextVersion(assay, versionId, (definition) => {
      const change = (key: string, to: (question: Question) => void) =>
        definition.sections.forEach(({ questions }) =>
          questions.filter((question) => question.key === key).forEach(to),
        );
      change('a.more', (question) => (question.text = 'What else about a.more?'));
      change('a.one', (question) => question.options?.push({ value: 'blue', label: 'Blue' }));
      change('a.days', (question) => (question.unit = 'hours'));
      change('a.many', (question) => (question.text = '  what about A.MANY?  '));
      definition.sections[1]?.questions.splice(3, 1);
      return definition;
    });
    const now = await next({ questionnaireVersionId: changed });
    expect((await now.sheet()).cycle).toEqual({
      confirmed: 0,
      changed: 0,
      toConfirm: 2,
      reworded: 3,
    });
    expect((await now.question('a.more')).lastCycle).toMatchObject({
      ...{
        state: 'reworded',
        toConfirm: false,
        question: 'What about a.more?',
        value: 'More of it.',
      },
    });
    expect((await now.question('a.days')).lastCycle).toMatchObject({
      state: 'reworded',
      lines: ['30 days'],
    });
    expect((await now.question('a.many')).lastCycle).toMatchObject({ state: 'same' });
    expect((await now.confirm('a.more')).status).toBe(409);
    expect(await now.confirmAll()).toBe(2);
    await now.submit();
    expect((await frozen(now)).map(({ questionKey }) => questionKey)).toEqual(['a.yes', 'a.many']);
  });

  it('open to a colleague only in the sections they were given [ASVS 8.2.2]', async () => {
    await before.answer({ 'b.then': 'Then.' });
    const now = await next();
    const asked = { name: 'Bea', email: 'bea@corridor.example', sections: ['lists'] };
    await now.post('/delegations', asked);
    const secret = await newestSecret(staff);
    expect((await now.sheet(secret)).cycle).toMatchObject({ toConfirm: 1 });
    expect((await now.confirm('a.yes', secret)).status).toBe(404);
    const tried = { questionKeys: ['a.yes', 'b.then'] };
    expect((await now.post('/confirmations', tried, secret)).body).toEqual({ confirmed: 1 });
    expect((await now.question('a.yes')).answer).toBeUndefined();
    expect((await now.question('b.then')).answer).toMatchObject({ answeredBy: 'Bea' });
  });

  it('come from the last decided cycle, else from the last submitted; one that was revoked is passed over', async () => {
    await before.submit();
    const second = await walk.send();
    await second.confirmAll();
    await second.answer({ 'a.days': 20 });
    await second.submit();
    const third = await walk.send();
    expect((await third.question('a.days')).lastCycle?.value).toBe(20);
    await staff.post(`/api/v1/assessments/${third.id}/revocation`, { reason: 'Too early.' });
    await before.decide();
    const fourth = await walk.send();
    expect((await fourth.question('a.days')).lastCycle?.value).toBe(30);
    const elsewhere = await Walk.begin(assay, staff, versionId);
    expect((await (await elsewhere.send()).sheet()).cycle).toBeUndefined();
  });

  it('skip a light cycle for what it did not ask', async () => {
    const light = await publish(assay, {
      ...sample,
      sections: [{ ...sample.sections[0], questions: sample.sections[0]?.questions.slice(4, 5) }],
    } as typeof sample);
    await before.submit();
    await before.decide();
    const between = await walk.send({ questionnaireVersionId: light });
    expect((await between.sheet()).cycle).toMatchObject({ toConfirm: 1 });
    await between.answer({ 'a.days': 10 });
    await between.submit();
    await between.decide();
    const full = await walk.send();
    expect((await full.question('a.days')).lastCycle?.value).toBe(10);
    expect((await full.question('a.one')).lastCycle?.value).toBe('red');
  });

  it('are of one cycle after another: of two drafted at once with one questionnaire the second is refused', async () => {
    await before.submit();
    await before.decide();
    const facts = { ...walk.ids, dueOn: '2026-03-20' };
    const draft = (more: object = {}) =>
      staff.post<{ id: string; detail: string }>('/api/v1/assessments', { ...facts, ...more });
    const both = await Promise.all([draft(), draft()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body.detail).toBe(
      'The next assessment with this questionnaire is drafted already. Go on with that one, or revoke it first.',
    );
    const short = await publish(assay, { ...sample, title: 'A short one' });
    expect((await draft({ questionnaireVersionId: short })).status).toBe(201);
    const drafted = both.find(({ status }) => status === 201)?.body.id ?? '';
    await walk.dispatch(drafted);
    expect((await draft()).body.detail).toContain('is with the vendor already');
    await staff.post(`/api/v1/assessments/${drafted}/revocation`, { reason: 'Too early.' });
    expect((await draft()).status).toBe(201);
  });
});
