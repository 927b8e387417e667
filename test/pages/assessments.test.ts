import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookedAt } from '../assessments/judge-answer.js';
import { Sessions } from '../../src/identity/index.js';
import { Questionnaires } from '../../src/questionnaires/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { formFields } from '../portal/respondent.js';
import {
  answerAll,
  draft,
  dueOn,
  prepare,
  secretsInLetters,
  send,
  submitted,
  type Ids,
} from '../assessments/trip.js';

const to = ({ headers }: { headers: Record<string, string> }): string => headers['location'] ?? '';
const written = (html: string): string => html.replaceAll('&#x3D;', '=');
const hostile = '<img src=x onerror=alert(1)>{{constructor}}';
const escaped = '&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;';

describe('the pages of assessments', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let api: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.browser('analyst');
    api = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  /** Sessions end while nobody uses them. */
  const signInAgain = async (visitor: Visitor): Promise<void> => {
    const secret = await assay.app.get(Sessions).start(visitor.userId, 'test');
    visitor.headers['cookie'] = `assay=${secret}`;
  };

  const form = (more: object = {}) => ({
    engagementId: ids.engagementId,
    questionnaireVersionId: ids.questionnaireVersionId,
    contactId: ids.contactId,
    dueOn,
    then: 'send',
    ...more,
  });

  it('says what belongs there while there is none', async () => {
    expect((await analyst.get('/assessments')).text).toContain('No assessment yet');
  });

  describe('sending a questionnaire', () => {
    beforeAll(async () => {
      ids = await prepare(assay, api);
    });

    it('asks for an engagement first', async () => {
      const { body } = await api.post<{ id: string }>('/api/v1/vendors', {
        name: 'Bare',
        status: 'prospective',
      });
      const { text } = await analyst.get(`/vendors/${body.id}/assessments/new`);
      expect(text).toContain('First say what you use them for');
      expect(text).not.toContain('name="then"');
    });

    it('proposes what fits the tier, the contact and a day in two weeks', async () => {
      const due = await analyst.get(`/engagements/${ids.engagementId}/reassessment`);
      const form = `/vendors/${ids.vendorId}/assessments/new?engagement=${ids.engagementId}`;
      expect([due.status, due.headers['location']]).toEqual([303, form]);
      const { text } = await analyst.get(form);
      expect(text).toContain('Recommended: this engagement is tier 1.');
      expect(text).toMatch(new RegExp(`value="${ids.engagementId}" checked`));
      expect(text).toMatch(new RegExp(`value="${ids.contactId}" checked`));
      expect(text).toMatch(/name="dueOn" type="date" value="2026-12-07"/);
      expect(text).not.toContain(`value="${ids.questionnaireVersionId}" checked`);
    });

    it.each([
      ['a day that has passed', { dueOn: '2026-11-22' }, 'Answers due on is in the past.'],
      ['a day that is none', { dueOn: '2026-02-31' }, 'Answers due on is not a day'],
      ['no contact', { contactId: undefined }, 'Who gets the letter? is missing.'],
      ['a repeated field', { dueOn: [dueOn, dueOn] }, 'Answers due on is not'],
      ['a message beyond the limit', { message: 'x'.repeat(2_001) }, 'is longer than 2000'],
      ['an unknown field', { state: 'decided' }, '“state” is not known here.'],
    ])('refuses %s and shows again what was typed', async (_, wrong, message) => {
      const typed = form({ message: hostile, ...wrong });
      const { status, text } = await analyst.post(`/vendors/${ids.vendorId}/assessments`, typed);
      expect(status).toBe(422);
      expect(text).toContain(message);
      if (!('message' in wrong)) expect(text).toContain(escaped);
    });

    it('refuses a contact and an engagement of another vendor', async () => {
      const other = await prepare(assay, api);
      const path = `/vendors/${ids.vendorId}/assessments`;
      const contact = await analyst.post(path, form({ contactId: other.contactId }));
      expect(contact.text).toContain('is not a contact of this vendor');
      const engagement = await analyst.post(path, form({ engagementId: other.engagementId }));
      expect(engagement.text).toContain('is not an engagement of this vendor');
      expect((await analyst.get(`/vendors/${ids.vendorId}`)).text).toContain(
        'No questionnaire was sent yet.',
      );
    });

    it('sends in one go and says to whom the letter went and where it is', async () => {
      const sent = await analyst.post(`/vendors/${ids.vendorId}/assessments`, form());
      expect(sent.status).toBe(303);
      expect(decodeURIComponent(String(sent.headers['set-cookie']))).toContain(
        'The letter to Rui Okafor (rui@corridor.example) waits in the Outbox.',
      );
      const { text } = await analyst.get(to(sent));
      expect(text).toContain('href="/outbox"');
      expect(text).toMatch(/0 of \d+ answered/);
      expect(text).toContain('in 25 days (18 Dec 2026)');
      expect(text).toContain('Not opened yet');
      const list = await analyst.get('/assessments?state=sent');
      expect(list.text).toContain(to(sent));
      expect((await analyst.get('/assessments?state=decided')).text).toContain(
        'No assessment fits',
      );
      const due = await analyst.get(`/engagements/${ids.engagementId}/reassessment`);
      expect([due.status, due.headers['location']]).toEqual([303, sent.headers['location']]);
      await draft(api, ids);
      const still = await analyst.get(`/engagements/${ids.engagementId}/reassessment`);
      expect(still.headers['location']).toBe(sent.headers['location']);
    });

    it('keeps a draft that is sent later, once', async () => {
      const kept = await analyst.post(
        `/vendors/${ids.vendorId}/assessments`,
        form({ then: 'keep' }),
      );
      const page = to(kept);
      expect((await analyst.get(page)).text).toContain('Send to Rui Okafor');
      expect(to(await analyst.post(`${page}/dispatches`))).toBe(page);
      const again = await analyst.post(`${page}/dispatches`);
      expect(decodeURIComponent(String(again.headers['set-cookie']))).toContain(
        'cannot be sent now',
      );
    });
  });

  describe('while the vendor answers', () => {
    let page: string;
    let id: string;

    beforeAll(async () => {
      ids = await prepare(assay, api);
      id = await draft(api, ids);
      await send(api, id);
      page = `/assessments/${id}`;
    });

    it('moves the due date, not into the past and not over the head of somebody else', async () => {
      const version = /name="version" value="(\d+)"/.exec(
        (await analyst.get(`${page}/due-date`)).text,
      )?.[1];
      const past = await analyst.post(`${page}/due-date`, { dueOn: '2026-01-01', version });
      expect(past.status).toBe(422);
      expect(past.text).toContain('is in the past');
      expect(past.text).toContain('value="2026-01-01"');
      const moved = await analyst.post(`${page}/due-date`, { dueOn: '2027-01-15', version });
      expect(to(moved)).toBe(page);
      const stale = await analyst.post(`${page}/due-date`, { dueOn: '2027-02-15', version });
      expect(stale.status).toBe(422);
      expect(stale.text).toContain('changed by somebody else');
      expect((await analyst.get(page)).text).toContain('15 Jan 2027');
      expect((await analyst.post(`${page}/due-date`, { dueOn: '2027-01-16' })).status).toBe(400);
    });

    it('invites somebody else for some sections, writes again, and ends links', async () => {
      const { body } = await api.post<{ id: string }>(`/api/v1/vendors/${ids.vendorId}/contacts`, {
        name: 'Mei Sandoval',
        email: 'mei@corridor.example',
      });
      const { text: asking } = await analyst.get(`${page}/invitations/new`);
      const section = /name="sections" type="checkbox" value="([^"]+)"/.exec(asking)?.[1];
      const nobody = await analyst.post(`${page}/invitations`, { sections: section });
      expect(nobody.text).toContain('Who? is missing.');
      expect(nobody.text).toContain(`value="${section}" checked`);
      const bad = { contactId: body.id, sections: ['nowhere'] };
      expect((await analyst.post(`${page}/invitations`, bad)).status).toBe(422);
      const asked = { contactId: body.id, sections: section };
      expect(to(await analyst.post(`${page}/invitations`, asked))).toBe(page);
      const twice = await analyst.post(`${page}/invitations`, asked);
      expect(twice.text).toContain('invited already');

      const { text } = await analyst.get(page);
      const [, again] = /action="(\/invitations\/[^"]+\/rotations)"/.exec(text) ?? [];
      const before = await secretsInLetters(assay, id);
      expect(to(await analyst.post(again ?? ''))).toBe(page);
      expect(await secretsInLetters(assay, id)).toHaveLength(before.length + 1);
      const end = (again ?? '').replace('rotations', 'revocation');
      await analyst.post(end);
      const ended = await analyst.post(end);
      expect(decodeURIComponent(String(ended.headers['set-cookie']))).toContain('already revoked');
      expect((await analyst.get(page)).text).toContain('data-status="revoked"');
    });

    it('names it overdue once the day has passed, and asks its owner to chase', async () => {
      const owner = await assay.browser('analyst');
      const sent = await owner.post(`/vendors/${ids.vendorId}/assessments`, form());
      assay.clock.advanceDays(30);
      await signInAgain(owner);
      expect((await owner.get(to(sent))).text).toContain('data-status="overdue"');
      const { text } = await owner.get('/');
      expect(text).toContain('Chase Corridor Gateway for the answers');
      expect(text).toContain('5 days ago (18 Dec 2026)');
      expect((await owner.get('/assessments?overdue=true')).text).toContain(to(sent));
      const mine = await owner.get(`/assessments?ownerId=${owner.userId}`);
      expect(mine.text).toContain(to(sent));
      expect(mine.text).not.toContain(page);
      assay.clock.advanceDays(-30);
    });

    it('is revoked only with the vendor’s name and a reason, and says so afterwards', async () => {
      const path = `${page}/revocation`;
      expect((await analyst.get(path)).text).toContain('every link to it is dead');
      const wrong = await analyst.post(path, { reason: hostile, confirmation: 'Corridor' });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain(escaped);
      expect((await analyst.post(path, { confirmation: 'Corridor Gateway' })).status).toBe(422);
      const right = { reason: hostile, confirmation: 'Corridor Gateway' };
      expect(to(await analyst.post(path, right))).toBe(page);
      const { text } = await analyst.get(page);
      expect(text).toContain(`Revoked on 23 Nov 2026: ${escaped}`);
      expect(text).not.toContain('/revocation"');
      expect((await analyst.post(path, right)).text).toContain('already revoked');
    });
  });

  describe('from the answers to the decision', () => {
    let page: string;
    let keys: string[];
    let approver: Visitor;

    beforeAll(async () => {
      ids = await prepare(assay, api);
      approver = await assay.browser('approver');
      const full = await assay.app.get(Questionnaires).latestPublished('ai-vendor');
      ids = { ...ids, questionnaireVersionId: full.id };
      const { definition } = full;
      const questions = definition.sections.flatMap((section) => section.questions);
      const knockOut = questions.find(
        (question) => question.knockOut && question.kind === 'yes_no',
      );
      const text = questions.find(({ kind }) => kind === 'text');
      const id = await submitted(assay, api, ids, {
        [knockOut?.key ?? '']: 'no',
        [text?.key ?? '']: hostile,
      });
      page = `/assessments/${id}`;
      judgement.submissionId = await lookedAt(api, `/api/v1/assessments/${id}`);
      keys = [knockOut?.key ?? '', text?.key ?? ''];
    });

    const judgement = {
      ...{ judgement: 'partial', evidence: 'document', comment: '', version: '0' },
      submissionId: '',
    };

    it('shows the score with its floor, and what the vendor says and shows', async () => {
      const { text } = await analyst.get(page);
      expect(text).toMatch(/class="band large" data-band="high"/);
      expect(text).toContain('F1, at least high');
      expect(text).toContain('Says and shows');
      expect(text).toContain(`action="${page}/reports"`);
      expect((await analyst.get(`/vendors/${ids.vendorId}`)).text).toContain(`href="${page}"`);
    });

    it('shows one answer beside what was expected and what the comparison said', async () => {
      const [knockOut, text] = keys;
      const shown = await analyst.get(`${page}/review/${knockOut}`);
      expect(shown.text).toContain('Knock-out');
      expect(shown.text).toContain('Answered “No” where “Yes” is expected.');
      expect(shown.text).toContain('rel="next"');
      const attacked = await analyst.get(`${page}/review/${text}`);
      expect(attacked.text).toContain(escaped);
      expect(attacked.text).not.toContain('<img');
      expect((await analyst.get(`${page}/review/nowhere`)).status).toBe(404);
      expect((await analyst.get(`${page}/review?show=nonsense`)).status).toBe(422);
    });

    it('shows lists as tables', async () => {
      const { text } = await analyst.get(`${page}/review/tools.list`);
      expect(text).toContain('<th scope="row">litellm</th>');
      expect(text).toContain('<td data-label="Sees our data?">Yes</td>');
    });

    it('refuses a judgement that is none and keeps what was typed', async () => {
      const path = `${page}/review/${keys[0]}`;
      const { submissionId } = judgement;
      const typed = { evidence: 'audit', comment: hostile, version: '0', submissionId };
      const { status, text } = await analyst.post(path, typed);
      expect(status).toBe(422);
      expect(text).toContain('The answer is missing.');
      expect(text).toContain(escaped);
      expect(text).toMatch(/value="audit" selected/);
      expect((await analyst.post(path, { ...judgement, judgement: 'fine' })).status).toBe(422);
      expect((await analyst.post(path, { judgement: 'meets', evidence: 'audit' })).status).toBe(
        400,
      );
      const blank = `${page}/review/nowhere`;
      expect((await analyst.post(blank, judgement)).status).toBe(404);
    });

    it('judges, goes on to the next, and shows a clash with the other’s judgement', async () => {
      const path = `${page}/review/${keys[0]}`;
      const saved = await analyst.post(path, judgement);
      expect(saved.status).toBe(303);
      expect(to(saved)).toMatch(/\/review\/./);
      expect(to(saved)).not.toBe(path);
      expect((await analyst.get(page)).text).toContain('data-status="in_review"');

      const other = await assay.browser('analyst');
      const clash = { ...judgement, judgement: 'insufficient', comment: 'Mine.' };
      const { status, text } = await other.post(path, clash);
      expect(status).toBe(422);
      expect(text).toContain('Judged meanwhile');
      expect(text).toContain('Meets part of it');
      expect(text).toMatch(/value="insufficient" checked/);
      expect(text).toContain('name="version" value="1"');
      expect((await other.post(path, { ...clash, version: '1' })).status).toBe(303);
      expect((await analyst.get(path)).text).toContain('Mine.');
    });

    it('lists what is not reviewed, and walks through it', async () => {
      const open = written((await analyst.get(`${page}/review?show=open`)).text);
      expect(open).not.toContain(`/review/${keys[0]}?show=open"`);
      const [, first = ''] = /action="([^"]*\?show=open)"/.exec(open) ?? [];
      const saved = await analyst.post(first, { ...judgement, judgement: 'meets' });
      expect(to(saved)).toMatch(/\?show=open$/);
      expect(to(saved)).not.toBe(first);
      const adverse = written((await analyst.get(`${page}/review?show=adverse`)).text);
      expect(adverse).toContain(`/review/${keys[0]}?show=adverse"`);
    });

    it('explains every point of the score', async () => {
      const { text } = await analyst.get(`${page}/score`);
      expect(text).toContain('K = 0.75 × mean');
      expect(text).toContain('R = 90 × (1 − 0.85 ×');
      expect(text).toMatch(/VRM:1\.1\/D:/);
      expect(text).toContain('chart-band-scale');
      expect(text).toContain('What would move it');
      expect(text).toContain('The ledger');
      expect(text).toContain(`href="${page}/review/${keys[0]}"`);
      expect(text).toContain('Since the score before');
      expect(text).toContain('What findings do to it');
      expect(text).toMatch(/href="\/findings\/[^"]+">F-\d+<\/a>/);
    });

    it('refuses a decision that lacks its confirmation, reason or exception, and keeps the rest', async () => {
      const path = `${page}/decision`;
      const { text: blank } = await approver.get(path);
      expect(blank).toMatch(/name="validUntil" type="date" value="2027-11-23"/);
      expect(blank).toContain('although a knock-out failed?');
      const scoreId = /name="scoreId" value="([^"]+)"/.exec(blank)?.[1];
      const facts = { outcome: 'approved', reason: hostile, validUntil: '2027-11-23', scoreId };
      const unread = await approver.post(path, facts);
      expect(unread.status).toBe(422);
      expect(unread.text).toContain('tick this first');
      expect(unread.text).toContain(escaped);
      const confirmed = { ...facts, confirmed: 'on' };
      expect((await approver.post(path, confirmed)).text).toContain(
        'a knock-out failed, so say why',
      );
      const long = { ...confirmed, validUntil: '2040-01-01', exceptionReason: 'x'.repeat(50) };
      expect((await approver.post(path, long)).text).toContain('more than five years away');

      await analyst.post(`${page}/review/${keys[1]}`, { ...judgement, judgement: 'does_not_meet' });
      const stale = await approver.post(path, { ...confirmed, exceptionReason: 'x'.repeat(50) });
      expect(stale.status).toBe(422);
      expect(stale.text).toContain('changed by somebody else');
    });

    it('makes room for more conditions without JavaScript, and keeps what was typed', async () => {
      const path = `${page}/decision`;
      const { text: blank } = await approver.get(path);
      expect(blank).toContain('name="conditions.1.text"');
      expect(blank).not.toContain('name="conditions.2.text"');
      const typed = { 'conditions.1.text': hostile, 'conditions.1.dueOn': '2026-11-01' };
      const { status, text } = await approver.post(path, {
        ...typed,
        more: '2',
        reason: 'So far.',
      });
      expect(status).toBe(200);
      expect(text).toContain('name="conditions.4.text"');
      expect(text).toContain(escaped);
      expect(text).toContain('So far.');
      const refused = await approver.post(path, { ...typed, outcome: 'approved_with_conditions' });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('Condition 1: severity until then');
      expect(refused.text).toMatch(/name="conditions.0.text"[^>]*>[^<]*&lt;/);
    });

    it('sets a band, shows both everywhere, and ends it', async () => {
      expect((await analyst.get(`${page}/band`)).status).toBe(403);
      const { text: asked } = await approver.get(`${page}/band`);
      expect(asked).toContain('The model gives high.');
      expect(asked).not.toContain('value="high"');
      const scoreId = /name="scoreId" value="([^"]+)"/.exec(asked)?.[1];
      const facts = { band: 'low', reason: `${hostile} `.repeat(4), until: '2026-12-31', scoreId };
      const short = await approver.post(`${page}/band`, { ...facts, reason: 'Because.' });
      expect(short.status).toBe(422);
      expect(short.text).toContain('Because.');
      const late = await approver.post(`${page}/band`, { ...facts, until: '2030-01-01' });
      expect(late.text).toContain('the last day the policy allows for tier 1');
      expect(to(await approver.post(`${page}/band`, facts))).toBe(`${page}/score`);
      for (const path of [
        page,
        `${page}/score`,
        `${page}/band`,
        `${page}/decision`,
        `${page}/review`,
        `/vendors/${ids.vendorId}`,
        '/vendors',
      ]) {
        const { text } = await approver.get(path);
        expect(text).toMatch(/The model gives\s+High/);
        expect(text).toMatch(/set by [^<]+ until 31 Dec 2026/);
      }
      expect((await approver.get('/')).text).toContain('1 set by a person');
      expect((await analyst.get(`${page}/score`)).text).toContain(
        'Low, set by a person: the model gives high',
      );
      const blankEnd = await approver.post(`${page}/band/ending`, { reason: '' });
      expect(blankEnd.status).toBe(422);
      const ended = await approver.post(`${page}/band/ending`, { reason: 'The pilot is over.' });
      expect(to(ended)).toBe(`${page}/score`);
      const { text } = await analyst.get(`${page}/score`);
      expect(text).toContain('The pilot is over.');
      expect((await approver.get('/')).text).not.toContain('set by a person');
    });

    it('decides with the facts beside, and shows the decision where people look', async () => {
      const path = `${page}/decision`;
      const { text: asked } = await approver.get(path);
      expect(asked).toContain('answers not reviewed');
      const decided = await approver.post(path, {
        outcome: 'approved_with_conditions',
        reason: hostile,
        'conditions.1.text': 'Pin everything by January.',
        'conditions.1.severity': 'high',
        'conditions.1.dueOn': '2027-01-08',
        exceptionReason: 'It runs without any key of ours until all of it is pinned and checked.',
        validUntil: '2027-01-10',
        scoreId: /name="scoreId" value="([^"]+)"/.exec(asked)?.[1],
        confirmed: 'on',
      });
      expect(to(decided)).toBe(path);
      const { text } = await approver.get(path);
      expect(text).toContain('Approved with conditions');
      expect(text).toContain('Pin everything by January.');
      expect(text).toMatch(/href="\/findings\/[^"]+">F-\d+<\/a>/);
      expect(text).not.toContain('Record the decision');
      const vendor = await analyst.get(`/vendors/${ids.vendorId}`);
      expect(vendor.text).toContain('until 10 Jan 2027');
      expect((await analyst.get(page)).text).toContain(escaped);
      expect((await approver.get('/')).text).toContain('Reassess Corridor Gateway');
      const again = `/vendors/${ids.vendorId}/assessments/new?engagement=${ids.engagementId}`;
      const over = written((await analyst.get(page)).text);
      expect(over).toContain(`href="${again}">Start the reassessment</a>`);
      expect(over).toMatch(/All \d+ answers to this one will be filled in/);
      expect((await approver.get(page)).text).not.toContain('Start the reassessment');
      const running = await draft(api, ids);
      const { text: beside } = await approver.get(page);
      expect(beside).toContain(
        `<a href="/assessments/${running}">The reassessment that is under way`,
      );
      expect((await analyst.get(page)).text).not.toContain('Start the reassessment');
      await api.post(`/api/v1/assessments/${running}/revocation`, { reason: 'Too early.' });
      const late = await analyst.post(`${page}/review/${keys[0]}`, { ...judgement, version: '2' });
      expect(late.text).toContain('This assessment is decided, so it cannot be reviewed now.');
      const twice = { outcome: 'rejected', reason: 'Late.', confirmed: 'on' };
      const second = await approver.post(path, twice);
      expect(second.status).toBe(422);
      expect(second.text).toContain('already decided');
    });
  });

  it('gives answers back to the vendor, and asks to judge anew what changes', async () => {
    ids = await prepare(assay, api);
    const id = await submitted(assay, api, ids);
    const page = `/assessments/${id}`;
    expect((await analyst.post(`${page}/changes`, { then: 'send' })).status).toBe(422);
    const { text: first } = await analyst.get(`${page}/review`);
    const path = /action="([^"]*\/review\/[^"]+)"/.exec(first)?.[1] ?? '';
    const submissionId = await lookedAt(api, `/api/v1/assessments/${id}`);
    await analyst.post(path, { judgement: 'meets', evidence: 'audit', version: '0', submissionId });
    const questionKey = decodeURIComponent(path.split('/').at(-1) ?? '');
    await analyst.post(`${page}/send-backs`, { questionKey });
    const { questionKey: _, ...fields } = formFields((await analyst.get(`${page}/changes`)).text);
    const sent = { ...fields, 'questions.0.remark': 'Name the auditor.', then: 'send' };
    expect(to(await analyst.post(`${page}/changes`, sent))).toBe(page);
    expect((await analyst.get(page)).text).toContain('data-status="changes_requested"');
    assay.clock.advance(60_000);
    const [secret = ''] = await secretsInLetters(assay, id);
    const key = path.split('/').at(-1) ?? '';
    await answerAll(assay, secret, { [key]: null });
    await assay.settle();
    expect((await analyst.get(page)).text).toContain('(submission 2)');
  });

  describe('for those who may only look', () => {
    it('shows a viewer everything and no button', async () => {
      ids = await prepare(assay, api);
      const page = `/assessments/${await submitted(assay, api, ids)}`;
      const viewer = await assay.browser('viewer');
      for (const path of [page, `${page}/review`, `${page}/score`]) {
        const { status, text } = await viewer.get(path);
        expect(status).toBe(200);
        const posts = [...text.matchAll(/method="post" action="([^"]+)"/g)].map(([, at]) => at);
        expect(posts.filter((at) => at !== '/sign-out' && at !== `${page}/reports`)).toEqual([]);
      }
      const refused = [
        viewer.get(`/vendors/${ids.vendorId}/assessments/new`),
        viewer.post(`/vendors/${ids.vendorId}/assessments`, form()),
        viewer.post(`${page}/changes`, { then: 'send' }),
        viewer.get(`${page}/decision`),
        analyst.get(`${page}/decision`),
        analyst.post(`${page}/decision`, {}),
      ];
      for (const reply of refused) expect((await reply).status).toBe(403);
      expect((await viewer.get('/')).text).toContain('Nothing waits for you today.');
    });

    it.each(['', '/review', '/score', '/due-date', '/revocation', '/invitations/new'])(
      'knows no foreign assessment (%s)',
      async (below) => {
        const unknown = '01936000-0000-7000-8000-000000000000';
        expect((await analyst.get(`/assessments/${unknown}${below}`)).status).toBe(404);
        expect((await analyst.get(`/assessments/not-an-id${below}`)).status).toBe(404);
      },
    );
  });
});
