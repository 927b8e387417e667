import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { permissionsOf, type Role } from '../../src/identity/index.js';
import { Sessions } from '../../src/identity/sessions.service.js';
import { Tokens } from '../../src/identity/tokens.service.js';
import type { FindingView } from '../../src/findings/index.js';
import {
  draft,
  prepare,
  secretsInLetters,
  send,
  submitted,
  type Ids,
} from '../assessments/trip.js';
import { auditWithParts } from '../audits/examples.js';
import { Browser, formFields, formsIn, newestSecret } from '../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { everything } from '../support/everything.js';
import { engagementFacts } from '../vendors/examples.js';

interface Made {
  id: string;
}

const reason = 'Only test prompts go through it until March.';
const overrideReason = 'The pilot holds no data of ours and runs without any key of ours.';
const past = '2026-11-22';

describe('what is refused in plain words, and changes nothing', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let administrator: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    [analyst, approver, administrator] = [
      await assay.api('analyst'),
      await assay.api('approver'),
      await assay.api('administrator'),
    ];
    ids = await prepare(assay, analyst);
  });

  /** The same person in a browser. */
  const pagesOf = async ({ userId }: Visitor): Promise<Visitor> => {
    const like = await assay.browser('viewer');
    const secret = await assay.app.get(Sessions).start(userId, 'test');
    const headers = { cookie: `assay=${secret}`, 'sec-fetch-site': 'same-origin' };
    const form = (url: string, body: unknown = {}) => {
      const fields = new URLSearchParams(body as Record<string, string>).toString();
      const type = 'application/x-www-form-urlencoded';
      const all = { ...headers, accept: 'text/html', 'content-type': type };
      return assay.send({ method: 'POST', url, payload: fields, headers: all });
    };
    const get = (url: string) =>
      assay.send({ method: 'GET', url, headers: { ...headers, accept: 'text/html' } });
    return { ...like, userId, get: get as Visitor['get'], post: form as Visitor['post'] };
  };
  /** Another token of the same person, with all that this role may. */
  const tokenOf = async ({ userId, get, post }: Visitor, role: Role): Promise<Visitor> => {
    const may = new Set(permissionsOf(role));
    const caller = { kind: 'user', id: userId, name: 'Ines Okafor', userId, role, may } as const;
    const asked = { name: 'another', scopes: [...may], days: 30 };
    const { secret } = await assay.app.get(Tokens).create(caller, asked);
    const authorization = `Bearer ${secret}`;
    return {
      ...analyst,
      userId,
      get: (url) => get(url, { authorization }),
      post: (url, body) => post(url, body, { authorization }),
    };
  };
  /** Sends it, and compares every row of the database before and after. */
  const refuses = async (
    act: () => Promise<Reply>,
    status: number | number[],
    words: string,
  ): Promise<void> => {
    await assay.settle();
    const before = await everything(assay);
    const reply = await act();
    const said = reply.text.replaceAll('&#x27;', '’').replaceAll('&quot;', '"');
    expect([status].flat()).toContain(reply.status);
    expect(said).toContain(words);
    await assay.settle();
    expect(await everything(assay)).toEqual(before);
  };
  const raise = async (more: object = {}): Promise<string> => {
    const { vendorId, engagementId } = ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    return (await analyst.post<Made>('/api/v1/findings', { ...facts, ...more })).body.id;
  };
  const ask = async (finding: string, until = '2027-03-31', who = analyst): Promise<string> => {
    const path = `/api/v1/findings/${finding}/acceptances`;
    const { status, body } = await who.post<Made>(path, { reason, until });
    expect(status).toBe(201);
    return body.id;
  };
  const approve = (id: string, who = approver) => who.post(`/api/v1/acceptances/${id}/approval`);
  const put = async (path: string, facts: object, who = analyst) => {
    const { headers } = await who.get(path);
    const reply = await who.put(path, facts, { 'if-match': headers['etag'] ?? '' });
    expect([reply.status, reply.text]).toEqual([204, '']);
  };
  const become = (role: string, who: Visitor, disabled = false) =>
    put(`/api/v1/users/${who.userId}`, { name: 'Ines Okafor', role, disabled }, administrator);

  describe('judging an answer that the vendor has just changed', () => {
    it('singly or together, over the API and on the desk', async () => {
      const key = 'supply.patching';
      const id = await submitted(assay, analyst, ids);
      const path = `/api/v1/assessments/${id}`;
      const desk = `/assessments/${id}/review/${key}`;
      const person = await pagesOf(analyst);
      const [open] = formsIn((await person.get(desk)).text).filter((one) => one.action === desk);
      const { body } = await analyst.get<{ submission: Made }>(path);
      const { body: parts } = await analyst.get<{ key: string; questions: { key: string }[] }[]>(
        `${path}/answers`,
      );
      const section = parts.find(({ questions }) => questions.some((one) => one.key === key))?.key;
      const together = `/assessments/${id}/sections/${section}/review?judgement=does_not_meet`;
      const list = formFields((await person.get(together)).text);
      const questions = [{ questionKey: key, remark: 'Since when?' }];
      await analyst.post(`${path}/change-requests`, { questions });
      const [secret = ''] = await secretsInLetters(assay, id);
      assay.clock.advance(60_000);
      const bearer = { authorization: `Bearer ${secret}` };
      const at = `/api/v1/answering/questions/${key}`;
      const anew = { value: 300, comment: 'Some take longer.' };
      const saved = await assay.stranger.put(at, anew, { ...bearer, 'if-match': '"1"' });
      expect([saved.status, saved.text]).toEqual([200, expect.anything()]);
      const done = await assay.stranger.post('/api/v1/answering/submission', undefined, bearer);
      expect(done.status).toBe(201);
      const judged = { judgement: 'meets', evidence: 'verified', submissionId: body.submission.id };
      const words = 'since you opened';
      await refuses(() => analyst.put(`${path}/reviews/${key}`, judged), 409, words);
      const bulk = { ...judged, section, questions: [key], judgement: 'insufficient' };
      await refuses(() => analyst.post(`${path}/section-reviews`, bulk), 409, 'Nothing');
      const { comment: _, ...read } = { ...open?.fields };
      const typed = { ...read, judgement: 'meets', evidence: 'verified' };
      await refuses(() => person.post(desk, typed), 422, words);
      const { questions: ticked = [], ...rest } = list;
      const all = new URLSearchParams(rest as Record<string, string>);
      for (const one of [ticked].flat()) all.append('questions', one);
      all.set('evidence', 'verified');
      await refuses(() => person.post(together, all), 422, 'Nothing');
    });
  });

  describe('approving one’s own acceptance', () => {
    it('by token and in the browser, in whatever role one is by then', async () => {
      const id = await ask(await raise());
      await become('approver', analyst);
      const words = 'You asked for this yourself';
      await refuses(() => approve(id, analyst), 403, 'Not allowed');
      const person = await pagesOf(analyst);
      await refuses(() => person.post(`/acceptances/${id}/approval`, { version: '1' }), 403, words);
      await refuses(() => person.post(`/acceptances/${id}/refusal`, { reason: 'No.' }), 403, words);
      const token = await tokenOf(analyst, 'approver');
      await refuses(() => approve(id, token), 403, words);
      await become('administrator', analyst);
      await refuses(() => approve(id, token), 403, words);
    });

    it('also where it takes the place of one that somebody else asked for', async () => {
      const finding = await raise();
      expect((await approve(await ask(finding))).status).toBe(204);
      const second = await ask(finding, '2027-04-30', administrator);
      await refuses(() => approve(second, administrator), 403, 'You asked for this yourself');
      const { body } = await analyst.get<FindingView>(`/api/v1/findings/${finding}`);
      expect(body).toMatchObject({ state: 'risk_accepted', acceptedUntil: '2027-03-31' });
      expect((await approve(second)).status).toBe(204);
    });

    it('or somebody’s by whoever has lost the right meanwhile', async () => {
      const id = await ask(await raise());
      const person = await pagesOf(approver);
      expect((await person.get(`/acceptances/${id}/approval`)).status).toBe(200);
      await become('analyst', approver);
      await refuses(() => approve(id), 403, 'Not allowed');
      await refuses(
        () => person.post(`/acceptances/${id}/approval`, { version: '1' }),
        [303, 403],
        '',
      );
      await become('analyst', approver, true);
      await refuses(() => approve(id), 401, '');
    });
  });

  describe('deciding on a revoked assessment', () => {
    it('over the API, and in a tab that was open before', async () => {
      const id = await draft(analyst, ids);
      await send(analyst, id);
      const person = await pagesOf(approver);
      expect((await person.get(`/assessments/${id}/decision`)).status).toBe(200);
      const path = `/api/v1/assessments/${id}`;
      expect((await analyst.post(`${path}/revocation`, { reason: 'By mistake.' })).status).toBe(
        204,
      );
      const facts = { outcome: 'approved', reason: 'It will do.', validUntil: '2027-11-23' };
      const words = 'This assessment is revoked, so it cannot be decided now.';
      await refuses(() => approver.post(`${path}/decision`, facts), 409, words);
      const typed = { ...facts, confirmed: 'on' };
      await refuses(() => person.post(`/assessments/${id}/decision`, typed), 422, words);
      const until = '2026-12-23';
      const band = { band: 'low', reason: overrideReason, until };
      await refuses(() => approver.post(`${path}/overrides`, band), 409, 'is revoked');
      await refuses(() => person.post(`/assessments/${id}/band`, band), 422, 'is revoked');
    });
  });

  describe('accepting past the day allowed for the tier', () => {
    const asks = async (until: string, words: string): Promise<void> => {
      const finding = await raise();
      const path = `/api/v1/findings/${finding}/acceptances`;
      await refuses(() => analyst.post(path, { reason, until }), 422, words);
      const person = await pagesOf(analyst);
      const form = { reason, until };
      await refuses(() => person.post(`/findings/${finding}/acceptance`, form), 422, words);
    };
    const tooLate = (last: string) => `is later than ${last}, the last day the policy allows`;

    it.each([
      ['2026-08-31T23:59:59.999Z', '2027-03-01', '2027-02-28'],
      ['2027-08-31T00:00:00Z', '2028-03-01', '2028-02-29'],
      ['2028-08-29T12:00:00Z', '2029-03-01', '2029-02-28'],
      ['2028-02-29T12:00:00Z', '2028-08-30', '2028-08-29'],
      ['2026-12-31T23:30:00-05:00', '2027-07-02', '2027-07-01'],
    ])('at %s until %s', async (now, until, last) => {
      assay.clock.set(now);
      analyst = await assay.api('analyst');
      await asks(until, tooLate(last));
      await ask(await raise(), last);
    });

    it('when the tier became stricter between asking and approving', async () => {
      const lax = { data: ['public'], access: ['none'], criticality: 'L', holdsCredentials: false };
      ids = await prepare(assay, analyst, lax);
      const { body } = await analyst.get<{ inherent: { tier: number } }>(
        `/api/v1/engagements/${ids.engagementId}`,
      );
      expect(body.inherent.tier).toBeGreaterThan(1);
      const id = await ask(await raise(), '2027-10-31');
      await put(`/api/v1/engagements/${ids.engagementId}`, engagementFacts);
      await refuses(() => approve(id), 422, `${tooLate('2027-05-23')} for tier 1`);
      const person = await pagesOf(approver);
      await refuses(
        () => person.post(`/acceptances/${id}/approval`, { version: '1' }),
        422,
        tooLate('2027-05-23'),
      );
    });

    it('when its day came between asking and approving, to the second', async () => {
      const id = await ask(await raise(), '2026-11-24');
      assay.clock.set('2026-11-24T00:00:00Z');
      await refuses(() => approve(id), 422, 'is not after today');
      const person = await pagesOf(approver);
      await refuses(
        () => person.post(`/acceptances/${id}/approval`, { version: '1' }),
        422,
        'is not after today',
      );
      assay.clock.set('2026-11-23T23:59:59.999Z');
      expect((await approve(id)).status).toBe(204);
    });
  });

  describe('a due date in the past', () => {
    it('of a finding, raised or changed, by hand or from an answer or an exception', async () => {
      const { vendorId } = ids;
      const facts = { vendorId, title: 'Builds take any version', severity: 'high', dueOn: past };
      const words = 'is in the past';
      await refuses(() => analyst.post('/api/v1/findings', facts), 422, words);
      const person = await pagesOf(analyst);
      await refuses(() => person.post(`/vendors/${vendorId}/findings`, facts), 422, words);
      const id = await raise();
      const ownerId = analyst.userId;
      const changed = { title: facts.title, severity: 'high', ownerId, dueOn: past };
      const version = { 'if-match': '"1"' };
      await refuses(() => analyst.put(`/api/v1/findings/${id}`, changed, version), 422, words);
      const form = { ...changed, version: '1' };
      await refuses(() => person.post(`/findings/${id}`, form), 422, words);
      const assessment = await submitted(assay, analyst, ids);
      const key = 'supply.pinned';
      const answer = { questionKey: key, dueOn: past };
      const path = `/assessments/${assessment}`;
      await refuses(() => analyst.post(`/api/v1${path}/findings`, answer), 422, words);
      const desk = `${path}/review/${key}/finding`;
      const blank = formFields((await person.get(desk)).text);
      await refuses(() => person.post(desk, { ...blank, dueOn: past }), 422, words);
      const { 'audit-exceptions': exceptionId } = await auditWithParts(administrator, vendorId);
      const found = `/audit-exceptions/${exceptionId}/finding`;
      const api = `/api/v1${found}s`;
      await refuses(() => analyst.post(api, { severity: 'high', dueOn: past }), 422, words);
      const filled = { ...formFields((await person.get(found)).text), dueOn: past };
      await refuses(() => person.post(found, filled), 422, words);
    });

    it('of a plan, ours or the vendor’s', async () => {
      const id = await raise();
      const plan = { plan: 'Lock files with hashes.', plannedFor: past };
      const version = { 'if-match': '"1"' };
      const words = 'is in the past';
      await refuses(() => analyst.put(`/api/v1/findings/${id}/plan`, plan, version), 422, words);
      const person = await pagesOf(analyst);
      const form = { ...plan, version: '1' };
      await refuses(() => person.post(`/findings/${id}/plan`, form), 422, words);
      const requests = `/api/v1/vendors/${ids.vendorId}/remediation-requests`;
      await analyst.post(requests, { contactId: ids.contactId, findingIds: [id] });
      const secret = await newestSecret(analyst, 'remediation');
      const bearer = { authorization: `Bearer ${secret}`, ...version };
      const path = `/api/v1/remediation/findings/${id}/plan`;
      await refuses(() => assay.stranger.put(path, plan, bearer), 422, words);
      const browser = new Browser(assay);
      const { headers } = await browser.post('/remediation/open', { token: secret });
      const page = `${String(headers['location'])}/findings/${id}/plan`;
      await refuses(() => browser.post(page, form), 422, words);
    });

    it('of a condition, a decision or a band', async () => {
      const id = await submitted(assay, analyst, ids);
      const path = `/assessments/${id}`;
      const person = await pagesOf(approver);
      const blank = formFields((await person.get(`${path}/decision`)).text);
      const decided = { outcome: 'approved_with_conditions', reason: 'Needed.' };
      const condition = { text: 'Pin all.', severity: 'high', dueOn: past };
      const conditions = [condition];
      const api = `/api/v1${path}/decision`;
      const words = 'is in the past';
      await refuses(() => approver.post(api, { ...decided, conditions }), 422, words);
      const one = Object.entries(condition).map(([name, value]) => [`conditions.0.${name}`, value]);
      const typed = { ...blank, ...decided, ...Object.fromEntries(one), confirmed: 'on' };
      await refuses(() => person.post(`${path}/decision`, typed), 422, 'in the past');
      for (const validUntil of [past, '2026-11-23']) {
        const facts = { outcome: 'approved', reason: 'Needed.', validUntil };
        await refuses(() => approver.post(api, facts), 422, 'is not after today');
        const form = { ...blank, ...facts, confirmed: 'on' };
        await refuses(() => person.post(`${path}/decision`, form), 422, 'is not after today');
        const band = { band: 'very_high', reason: overrideReason, until: validUntil };
        const words2 = 'is not after today';
        await refuses(() => approver.post(`/api/v1${path}/overrides`, band), 422, words2);
        await refuses(() => person.post(`${path}/band`, band), 422, words2);
      }
    });

    it('of changes that are requested, chosen or left as it was', async () => {
      const id = await submitted(assay, analyst, ids);
      const path = `/api/v1/assessments/${id}/change-requests`;
      const questions = [{ questionKey: 'supply.pinned', remark: 'Which lock file?' }];
      const words = 'is in the past';
      await refuses(() => analyst.post(path, { questions, dueOn: past }), 422, words);
      const mark = `/api/v1/assessments/${id}/send-backs/supply.pinned`;
      expect((await analyst.put(mark, { remark: 'Which lock file?' })).status).toBe(204);
      const person = await pagesOf(analyst);
      const page = `/assessments/${id}/changes`;
      const { text } = await person.get(page);
      const { fields } = formsIn(text).find(({ action }) => action === page) ?? {};
      const { remove: _, ...kept } = { ...fields } as Record<string, unknown>;
      const form = { ...kept, then: 'send', dueOn: past };
      await refuses(() => person.post(page, form), 422, words);
      assay.clock.set('2026-12-19T00:00:00Z');
      await refuses(() => analyst.post(path, { questions }), 422, 'has passed: set another one');
    });
  });
});
