import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Answers, Invitations, Respondents } from '../../src/assessments/index.js';
import { system } from '../../src/platform/actor.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { contactFacts } from '../vendors/examples.js';
import {
  answerAll,
  draft,
  dueOn,
  prepare,
  secretsInLetters,
  send,
  submitted,
  type Ids,
} from './trip.js';
import { judgeAnswer, lookedAt } from './judge-answer.js';

const nobody = '0198f7b2-7a34-7c3f-8a1e-2f3d4c5b6a79';

interface Problem {
  detail: string;
  fields: Record<string, string>;
}

interface View {
  id: string;
  state: string;
  overdue: boolean;
  dueOn: string;
  version: number;
  progress?: { answered: number; asked: number };
  invitations: {
    id: string;
    email: string;
    standing: string;
    sections?: string[];
    expiresAt: string;
  }[];
}

describe('assessments through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
    ids = await prepare(assay, analyst);
  });
  afterAll(() => assay.close());

  const view = async (id: string): Promise<View> =>
    (await analyst.get<View>(`/api/v1/assessments/${id}`)).body;
  const opens = async (secret: string | undefined): Promise<boolean> =>
    (await assay.app.get(Respondents).peek(secret ?? '')) !== undefined;

  describe('drafts', () => {
    it.each([
      [{ vendorId: nobody }, 'vendorId', /not a vendor/],
      [{ engagementId: nobody }, 'engagementId', /not an engagement/],
      [{ contactId: nobody }, 'contactId', /not a contact/],
      [{ questionnaireVersionId: nobody }, 'questionnaireVersionId', /not a published/],
      [{ dueOn: '2026-11-22' }, 'dueOn', /in the past/],
      [{ dueOn: '2030-01-01' }, 'dueOn', /two years/],
      [{ dueOn: '2026-02-30' }, 'dueOn', /calendar/],
      [{ dueOn: ['2026-12-18'] }, 'dueOn', /not text/],
      [{ message: 'x'.repeat(2_001) }, 'message', /longer than 2000/],
      [{ message: { text: 'hello' } }, 'message', /not text/],
      [{ vendorId: '__proto__' }, 'vendorId', /not an id/],
      [{ state: 'decided' }, 'state', /not known here/],
      [{ ownerId: nobody }, 'ownerId', /not known here/],
    ])('refuses %j and names the field', async (wrong, field, message) => {
      const facts = { ...ids, dueOn, ...wrong };
      const { status, body } = await analyst.post<Problem>('/api/v1/assessments', facts);
      expect(status).toBe(422);
      expect(Object.keys(body.fields)).toEqual([field]);
      expect(body.fields[field]).toMatch(message);
    });

    it('belong to one vendor with everything in them', async () => {
      const other = await prepare(assay, analyst);
      for (const field of ['engagementId', 'contactId'] as const) {
        const facts = { ...ids, dueOn, [field]: other[field] };
        const { status, body } = await analyst.post<Problem>('/api/v1/assessments', facts);
        expect(status).toBe(422);
        expect(body.fields[field]).toMatch(/of this vendor/);
      }
    });

    it('are not sent after their due date', async () => {
      const id = await draft(analyst, ids, { dueOn: assay.clock.today() });
      assay.clock.advanceDays(1);
      const late = await analyst.post<Problem>(`/api/v1/assessments/${id}/dispatches`);
      expect(late.status).toBe(409);
      expect(late.body.detail).toMatch(/due date has passed/);
      expect((await view(id)).state).toBe('draft');
      assay.clock.advanceDays(-1);
    });
  });

  it('are only there for who may see them, and changed by who may', async () => {
    const id = await draft(analyst, ids);
    const viewer = await assay.api('viewer');
    const path = `/api/v1/assessments/${id}`;
    expect((await viewer.get(path)).status).toBe(200);
    expect((await viewer.post(`${path}/dispatches`)).status).toBe(403);
    expect((await approver.post(`${path}/dispatches`)).status).toBe(403);
    expect((await analyst.post(`${path}/decision`, {})).status).toBe(403);
    expect((await assay.stranger.get(path)).status).toBe(401);
  });

  it('answer 404 for what is not there', async () => {
    const path = `/api/v1/assessments/${nobody}`;
    const reason = 'Sent by mistake.';
    const review = { judgement: 'meets', evidence: 'document' };
    const replies: Reply[] = [
      await analyst.get(path),
      await analyst.get(`${path}/answers`),
      await analyst.get(`${path}/scores`),
      await analyst.get(`${path}/scores/latest`),
      await analyst.get(`${path}/decision`),
      await analyst.post(`${path}/dispatches`),
      await analyst.post(`${path}/invitations`, { contactId: ids.contactId }),
      await analyst.put(`${path}/due-date`, { dueOn }, { 'if-match': '"1"' }),
      await analyst.post(`${path}/revocation`, { reason }),
      await analyst.post(`${path}/change-requests`, { message: reason }),
      await analyst.put(`${path}/reviews/data.stores`, { ...review, submissionId: nobody }),
      await approver.post(`${path}/decision`, { outcome: 'rejected', reason }),
      await analyst.post(`/api/v1/invitations/${nobody}/rotations`),
      await analyst.delete(`/api/v1/invitations/${nobody}`),
      await analyst.get('/api/v1/assessments/__proto__'),
    ];
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404));
  });

  describe('links', () => {
    it('open further contacts, some sections or all, each person once', async () => {
      const id = await draft(analyst, ids);
      const path = `/api/v1/assessments/${id}/invitations`;
      const { body: second } = await analyst.post<{ id: string }>(
        `/api/v1/vendors/${ids.vendorId}/contacts`,
        { ...contactFacts, name: 'Mira Sol', email: 'mira@corridor.example' },
      );
      const asked = { contactId: second.id, sections: ['tools', 'data'] };
      expect((await analyst.post(path, asked)).status).toBe(409);
      await send(analyst, id);
      for (const sections of [['nonsense'], [], 'x', [1], { a: 1 }]) {
        const { status, body } = await analyst.post<Problem>(path, { ...asked, sections });
        expect(status).toBe(422);
        expect(Object.keys(body.fields)).toEqual(['sections']);
      }
      expect((await analyst.post(path, asked)).status).toBe(201);
      expect((await analyst.post(path, asked)).status).toBe(409);
      expect((await analyst.post(path, { contactId: ids.contactId })).status).toBe(409);
      const stranger = await prepare(assay, analyst);
      const foreign = await analyst.post(path, { contactId: stranger.contactId });
      expect(foreign.status).toBe(422);
      const { invitations } = await view(id);
      expect(invitations.map(({ email, sections }) => [email, sections])).toEqual([
        ['rui@corridor.example', undefined],
        ['mira@corridor.example', ['data', 'tools']],
      ]);
    });

    it('die when the letter is sent again, and the new one works', async () => {
      const id = await draft(analyst, ids);
      const invitation = await send(analyst, id);
      const [first = ''] = await secretsInLetters(assay, id);
      const session = await assay.app.get(Respondents).exchange(first);
      const again = await analyst.post(`/api/v1/invitations/${invitation}/rotations`);
      expect(again.status).toBe(201);
      const second = (await secretsInLetters(assay, id)).find((secret) => secret !== first);
      expect([await opens(first), await opens(second)]).toEqual([false, true]);
      expect(await assay.app.get(Respondents).bySession(session?.secret ?? '')).toBeUndefined();
    });

    it('die when the invitation or the assessment is revoked', async () => {
      const id = await draft(analyst, ids);
      const invitation = await send(analyst, id);
      const [secret = ''] = await secretsInLetters(assay, id);
      expect((await analyst.delete(`/api/v1/invitations/${invitation}`)).status).toBe(204);
      expect(await opens(secret)).toBe(false);
      expect((await analyst.delete(`/api/v1/invitations/${invitation}`)).status).toBe(409);
      const dead = await analyst.post(`/api/v1/invitations/${invitation}/rotations`);
      expect(dead.status).toBe(409);

      const path = `/api/v1/assessments/${id}`;
      await analyst.post(`${path}/invitations`, { contactId: ids.contactId });
      const [fresh = ''] = (await secretsInLetters(assay, id)).filter((one) => one !== secret);
      const session = await assay.app.get(Respondents).exchange(fresh);
      const reason = 'Wrong engagement.';
      expect((await analyst.post(`${path}/revocation`, { reason: '' })).status).toBe(422);
      expect((await analyst.post(`${path}/revocation`, { reason })).status).toBe(204);
      expect(await opens(fresh)).toBe(false);
      expect(await assay.app.get(Respondents).bySession(session?.secret ?? '')).toBeUndefined();
      expect(await view(id)).toMatchObject({
        state: 'revoked',
        revokedReason: reason,
        invitations: [{ standing: 'revoked' }, { standing: 'revoked' }],
      });
      expect((await analyst.post(`${path}/revocation`, { reason })).body).toMatchObject({
        detail: 'This assessment is already revoked.',
      });
    });

    it('die with the one they were made from, at any depth', async () => {
      const id = await draft(analyst, ids);
      const first = await send(analyst, id);
      const invitations = assay.app.get(Invitations);
      let parentId = first;
      for (const name of ['Colleague', 'Colleague of the colleague']) {
        const asked = { name, email: 'help@corridor.example', sections: ['data'], parentId };
        const expiresAt = new Date('2027-02-16T00:00:00Z');
        parentId = (await invitations.issue(system, id, { ...asked, expiresAt })).id;
      }
      await analyst.delete(`/api/v1/invitations/${first}`);
      const standings = (await view(id)).invitations.map(({ standing }) => standing);
      expect(standings).toEqual(['revoked', 'revoked', 'revoked']);
      for (const secret of await secretsInLetters(assay, id))
        expect(await opens(secret)).toBe(false);
    });

    it('live longer when the due date moves, for who read the version there is', async () => {
      const id = await draft(analyst, ids);
      await send(analyst, id);
      const { version } = await view(id);
      const put = (day: string, at: number) =>
        analyst.put<Problem>(
          `/api/v1/assessments/${id}/due-date`,
          { dueOn: day },
          { 'if-match': `"${at}"` },
        );
      expect((await put('2027-01-15', version - 1)).status).toBe(412);
      expect((await put('2026-01-15', version)).body.fields).toEqual({ dueOn: 'is in the past' });
      expect((await put('2027-01-15', version)).status).toBe(204);
      expect(await view(id)).toMatchObject({
        dueOn: '2027-01-15',
        version: version + 1,
        invitations: [{ expiresAt: '2027-03-16T23:59:59.999Z' }],
      });
      expect((await put('2027-01-16', version)).status).toBe(412);
    });
  });

  it('list the next due first, filtered, in pages, with what is overdue', async () => {
    const own = await prepare(assay, analyst);
    const days = ['2026-12-03', '2026-12-01', '2026-12-02'];
    const made: string[] = [];
    for (const day of days) made.push(await draft(analyst, own, { dueOn: day }));
    const [, sent = ''] = made;
    await send(analyst, sent);
    const list = async (query: string) =>
      (await analyst.get<View[]>(`/api/v1/assessments?vendorId=${own.vendorId}${query}`)).body;
    expect((await list('')).map((line) => line.dueOn)).toEqual([...days].sort());
    expect((await list('&state=sent')).map(({ id }) => id)).toEqual([sent]);
    expect((await list(`&ownerId=${analyst.userId}&size=2`)).length).toBe(2);
    expect(await list('&overdue=true')).toEqual([]);
    const first = await analyst.get(`/api/v1/assessments?vendorId=${own.vendorId}&size=2`);
    const [, next = ''] = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '') ?? [];
    expect((await analyst.get<View[]>(next)).body.map((line) => line.dueOn)).toEqual([
      '2026-12-03',
    ]);
    assay.clock.advanceDays(20);
    expect(await list('&overdue=true')).toMatchObject([
      { id: sent, overdue: true, progress: { answered: 0 } },
    ]);
    const [secret = ''] = await secretsInLetters(assay, sent);
    await answerAll(assay, secret);
    expect(await list('&overdue=true')).toEqual([]);
    assay.clock.advanceDays(-20);
    for (const query of ['state=lost', 'vendorId=1', 'overdue=perhaps', 'colour=red', 'cursor=x']) {
      expect((await analyst.get(`/api/v1/assessments?${query}`)).status).toBe(422);
    }
  });

  describe('reviews', () => {
    const good = { judgement: 'meets', evidence: 'document', submissionId: '' };
    let id: string;
    let path: string;
    beforeAll(async () => {
      const blanks = { 'supply.pinned': null };
      id = await submitted(assay, analyst, ids, blanks);
      path = `/api/v1/assessments/${id}/reviews`;
      good.submissionId = await lookedAt(analyst, `/api/v1/assessments/${id}`);
    });

    it.each([
      [{ judgement: 'fine' }, 'judgement'],
      [{ evidence: 'gold' }, 'evidence'],
      [{ evidence: 'toString' }, 'evidence'],
      [{ comment: 'x'.repeat(4_001) }, 'comment'],
      [{ comment: 7 }, 'comment'],
      [{ reviewer: 'me' }, 'reviewer'],
      [{ judgement: 'not_applicable' }, 'comment'],
    ])('refuse %j', async (wrong, field) => {
      const facts = { ...good, ...wrong };
      const { status, body } = await analyst.put<Problem>(`${path}/data.encrypted_at_rest`, facts);
      expect(status).toBe(422);
      expect(Object.keys(body.fields)).toEqual([field]);
    });

    it('refuse praise for a blank, and questions that are none', async () => {
      const { status, body } = await analyst.put<Problem>(`${path}/supply.pinned`, good);
      expect(status).toBe(422);
      expect(Object.keys(body.fields)).toEqual(['judgement']);
      for (const key of ['nothing.here', '__proto__', 'x'.repeat(100)]) {
        expect((await analyst.put(`${path}/${key}`, good)).status).toBe(404);
      }
    });

    it('tell one of two that read the same judgement', async () => {
      const put = (match: string) =>
        analyst.put(`${path}/data.stores`, good, { 'if-match': match });
      expect((await put('"x"')).status).toBe(422);
      const first = await Promise.all([put('"0"'), put('"0"')]);
      expect(first.map(({ status }) => status).sort()).toEqual([204, 412]);
      const second = await Promise.all([put('"1"'), put('"1"')]);
      expect(second.map(({ status }) => status).sort()).toEqual([204, 412]);
      expect((await analyst.put(`${path}/data.stores`, good)).headers['etag']).toBe('"3"');
    });

    it('of many at once all count, and every score has its number', async () => {
      const keys = ['data.prompts_kept', 'tools.answer_time', 'access.standing', 'exit.deletion'];
      const done = await Promise.all(keys.map((key) => analyst.put(`${path}/${key}`, good)));
      expect(done.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
      const { body } = await analyst.get<{ number: number }[]>(`/api/v1/assessments/${id}/scores`);
      const numbers = body.map(({ number }) => number);
      expect(numbers).toEqual(numbers.map((_, at) => numbers.length - at));
    });
  });

  describe('decisions', () => {
    const rejected = { outcome: 'rejected', reason: 'Too little is proven.' };

    it.each([
      [{ outcome: 'perhaps' }, 'outcome'],
      [{ reason: '' }, 'reason'],
      [{ reason: 'x'.repeat(4_001) }, 'reason'],
      [{ outcome: 'approved_with_conditions' }, 'conditions'],
      [{ validUntil: '2026-11-23' }, 'validUntil'],
      [{ validUntil: 'never' }, 'validUntil'],
      [{ scoreId: 'latest' }, 'scoreId'],
      [{ decider: 'me' }, 'decider'],
    ])('refuse %j', async (wrong, field) => {
      const id = await submitted(assay, analyst, ids);
      const path = `/api/v1/assessments/${id}/decision`;
      const { status, body } = await approver.post<Problem>(path, { ...rejected, ...wrong });
      expect(status).toBe(422);
      expect(Object.keys(body.fields)).toEqual([field]);
      expect((await view(id)).state).toBe('submitted');
    });

    it('come one at a time: the other is told', async () => {
      const id = await submitted(assay, analyst, ids);
      const decide = () => approver.post<Problem>(`/api/v1/assessments/${id}/decision`, rejected);
      const replies = await Promise.all([decide(), decide()]);
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
      const refused = replies.find(({ status }) => status === 409);
      expect(refused?.body.detail).toBe('This assessment is already decided.');
    });

    it('on two assessments of one engagement leave one in force', async () => {
      const own = await prepare(assay, analyst);
      const both = [await submitted(assay, analyst, own), await submitted(assay, analyst, own)];
      const decide = (id: string) => approver.post(`/api/v1/assessments/${id}/decision`, rejected);
      const made = await Promise.all(both.map(decide));
      expect(made.map(({ status }) => status)).toEqual([201, 201]);
      const states = await Promise.all(both.map(async (id) => (await view(id)).state));
      expect(states.sort()).toEqual(['decided', 'superseded']);
    });

    it('stand on the score that was read', async () => {
      const id = await submitted(assay, analyst, ids);
      const path = `/api/v1/assessments/${id}`;
      const { body } = await approver.get<{ id: string }>(`${path}/scores/latest`);
      await judgeAnswer(analyst, path, 'data.stores', {
        judgement: 'partial',
        evidence: 'document',
      });
      const stale = await approver.post(`${path}/decision`, { ...rejected, scoreId: body.id });
      expect(stale.status).toBe(412);
    });

    it('need answers first', async () => {
      const id = await draft(analyst, ids);
      const early = await approver.post<Problem>(`/api/v1/assessments/${id}/decision`, rejected);
      expect(early.status).toBe(409);
      expect(early.body.detail).toMatch(/still a draft/);
    });
  });

  it('keep what the vendor has not submitted from view, apart from how much it is', async () => {
    const id = await draft(analyst, await prepare(assay, analyst));
    await send(analyst, id);
    const [secret = ''] = await secretsInLetters(assay, id);
    const scope = await assay.app.get(Respondents).peek(secret);
    if (!scope) throw new Error('The link does not open anything.');
    await assay.app.get(Answers).save(scope, 'supply.pinned', { value: 'yes' });
    expect((await analyst.get(`/api/v1/assessments/${id}/answers`)).body).toEqual([]);
    expect(await view(id)).toMatchObject({ state: 'in_progress', progress: { answered: 1 } });
  });
});
