import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf, sendForm, textOf } from '../../evidence/files.js';
import { Browser, formFields, newestSecret, publish } from '../../portal/respondent.js';
import { sample } from '../../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { answered, giveBack, type Respondent, type Round } from './round.js';
import { judgeAnswer } from '../judge-answer.js';

interface Problem {
  detail: string;
  fields: Record<string, string>;
}

interface JournalLine {
  action: string;
  subject: { id: string };
  after?: Record<string, unknown>;
}

const canary = 'CANARY-words-among-ourselves';

describe('questions given back', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
  });
  afterAll(() => assay.close());

  const begin = (answers?: Record<string, unknown>) => answered(assay, staff, versionId, answers);
  const back = (round: Round, remarks: Record<string, string>, more?: object) =>
    giveBack(assay, staff, round, remarks, more);
  const attach = (who: Respondent, key: string) =>
    sendForm(
      { assay, headers: who.headers },
      `/api/v1/answering/questions/${key}/evidence`,
      {},
      { name: 'proof.txt', content: textOf(300) },
    );

  it('name each question with its remark, until a day, in a letter with a new link', async () => {
    const round = await begin();
    const id = await back(
      round,
      { 'a.one': 'Which red?', 'a.days': 'Working days?' },
      { message: 'Thank you so far.', dueOn: '2026-12-31' },
    );
    expect((await staff.get(round.path)).body).toMatchObject({
      state: 'changes_requested',
      dueOn: '2026-12-31',
    });
    expect((await staff.get(`${round.path}/change-requests`)).body).toEqual([
      {
        ...{ id, number: 1, message: 'Thank you so far.', dueOn: '2026-12-31' },
        askedBy: 'Test administrator (test)',
        askedAt: expect.any(String),
        questions: ['a.days', 'a.one'],
        remarks: [
          { questionKey: 'a.days', remark: 'Working days?', remarkedBy: 'Test administrator' },
          { questionKey: 'a.one', remark: 'Which red?', remarkedBy: 'Test administrator' },
        ],
      },
    ]);
    const { body: letters } = await staff.get<{ id: string }[]>('/api/v1/letters?size=1');
    const { body: letter } = await staff.get<{ subject: string; text: string }>(
      `/api/v1/letters/${letters[0]?.id}`,
    );
    expect(letter.subject).toContain('2 questions again by 31 Dec 2026');
    const words = ['What about a.one?', 'Which red?', 'Working days?', 'Thank you so far.'];
    for (const said of words) expect(letter.text).toContain(said);
    await assay.settle();
    const { body: due } = await staff.get<{ kind: string; subjectId: string; dueOn: string }[]>(
      `/api/v1/obligations?size=200`,
    );
    expect(
      due.filter(({ kind, dueOn }) => kind === 'outreach' && dueOn === '2026-12-31'),
    ).toHaveLength(1);
  });

  it('refuse what makes no sense, and nothing is changed', async () => {
    const { path } = await begin();
    const ask = (asked: object) => staff.post<Problem>(`${path}/change-requests`, asked);
    const one = { questionKey: 'a.one', remark: 'Which red?' };
    const tries: [object, string][] = [
      [{}, 'questions'],
      [{ questions: [] }, 'questions'],
      [{ questions: [{ questionKey: 'a.one' }] }, 'questions.0.remark'],
      [{ questions: [{ ...one, remark: '' }] }, 'questions.0.remark'],
      [{ questions: [one, one] }, 'questions.1.questionKey'],
      [{ questions: [{ ...one, questionKey: 'a.more' }] }, 'questions.0.questionKey'],
      [{ questions: [{ ...one, questionKey: '__proto__' }] }, 'questions.0.questionKey'],
      [{ questions: [one], dueOn: '2026-11-22' }, 'dueOn'],
      [{ questions: [one], dueOn: '2030-01-01' }, 'dueOn'],
      [{ questions: [{ ...one, remarkedBy: 'x' }] }, 'questions.0.remarkedBy'],
    ];
    for (const [asked, field] of tries) {
      const { status, body } = await ask(asked);
      expect([status, Object.keys(body.fields)]).toEqual([422, [field]]);
    }
    expect((await staff.get(path)).body).toMatchObject({ state: 'submitted', dueOn: '2026-12-18' });
    expect((await staff.get(`${path}/change-requests`)).body).toEqual([]);
    expect((await ask({ questions: [one] })).status).toBe(201);
    expect((await ask({ questions: [one] })).status).toBe(409);
  });

  it('are all that can be answered, by every door [ASVS 8.2.2]', async () => {
    const round = await begin();
    const { rui, sent } = round;
    await back(round, { 'a.one': 'Which red?' });
    expect(await rui.sheet()).toMatchObject({ state: 'changes_requested', round: { number: 1 } });
    const before = await rui.question('a.days');
    expect(before).toMatchObject({ open: false, answer: { value: 5 } });

    const refused = await rui.answer('a.days', 7);
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      'You were asked to answer other questions again; this answer stays as you submitted it.',
    ]);
    expect((await attach(rui, 'a.days')).status).toBe(409);
    const upload = await assay.stranger.post(
      '/api/v1/answering/questions/a.days/uploads',
      { name: 'x.txt', bytes: 100 },
      rui.headers,
    );
    expect(upload.status).toBe(409);
    expect((await rui.reply('a.days', 'No.')).status).toBe(409);

    const browser = new Browser(assay);
    await browser.open(rui.secret);
    const at = `/answer/a/${sent.assessmentId}`;
    const saved = await browser.autosave(`${at}/questions/a.days`, { value: '7', seen: '' });
    expect([saved.status, (saved.body as Problem).detail]).toEqual([
      409,
      expect.stringContaining('other questions again'),
    ]);
    const shown = formFields((await browser.get(`${at}/sections/basics`)).text);
    expect(Object.keys(shown).filter((name) => name.startsWith('a.days:'))).toEqual([]);
    const typed = {
      ...shown,
      'a.days:value': '7',
      'a.one:value': 'green',
      'a.one:reply': 'Grass.',
    };
    const form = await browser.post(`${at}/sections/basics`, typed);
    expect(form.status).toBe(422);
    expect(form.text).toContain('this answer stays as you submitted it');
    expect(form.text).toContain('The other answers on this page are saved.');
    const page = `${at}/sections/basics/evidence/a.days`;
    const given = formOf({}, { name: 'proof.txt', content: textOf(300) });
    const posted = await assay.send({
      method: 'POST',
      url: page,
      ...given,
      headers: {
        ...given.headers,
        cookie: browser.cookieHeader(),
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      },
    });
    expect([posted.status, posted.headers['location']]).toEqual([
      303,
      `${at}/sections/basics#question-a.days`,
    ]);
    expect((await browser.get(page)).status).toBe(303);

    expect(await rui.question('a.days')).toEqual(before);
    expect(await rui.question('a.one')).toMatchObject({
      answer: { value: 'green' },
      again: {
        changed: ['value'],
        remarks: [{ kind: 'remark' }, { text: 'Grass.', submitted: false }],
      },
    });
    expect((await attach(rui, 'a.one')).status).toBe(201);
  });

  it('bring up others by their new answers, and say why', async () => {
    const round = await begin();
    const { rui } = round;
    await back(round, { 'a.yes': 'Really not?' });
    expect(await rui.question('a.more')).toBeUndefined();
    expect((await rui.answer('a.more', 'Because.')).status).toBe(404);
    await rui.answer('a.yes', 'yes');
    for (const key of ['a.more', 'b.then']) {
      expect(await rui.question(key)).toMatchObject({
        open: true,
        again: { why: 'appeared', because: ['What about a.yes?'] },
      });
    }
    expect((await rui.answer('a.more', 'Because.')).status).toBe(200);
    expect((await attach(rui, 'b.then')).status).toBe(201);
    expect((await rui.answer('b.tools', [])).status).toBe(409);
    expect((await rui.submit()).body).toMatchObject({ number: 2, untouched: [] });
    await back(round, { 'a.one': 'Which red?' });
    expect((await rui.answer('a.more', 'Or not.')).status).toBe(409);
  });

  it('may hide one another: what is not asked any more is said, and asked again when it comes back', async () => {
    const round = await begin({ 'a.yes': 'yes', 'a.more': 'Some.', 'a.one': 'red' });
    const { rui } = round;
    await back(round, { 'a.yes': 'Really?', 'a.more': 'Say more.' });
    await rui.answer('a.yes', 'no');
    expect((await rui.sheet()).round).toMatchObject({ hidden: ['a.more'] });
    expect((await rui.answer('a.more', 'More.')).status).toBe(404);
    await rui.answer('a.yes', 'yes');
    expect((await rui.sheet()).round).toMatchObject({ hidden: [] });
    expect(await rui.question('a.more')).toMatchObject({ open: true, again: { why: 'chosen' } });
    await rui.answer('a.yes', 'no');
    expect((await rui.submit()).body).toMatchObject({ untouched: [] });
    expect((await staff.get(`${round.path}/answers/a.more/revisions`)).body).toMatchObject([
      { number: 1, asked: true, submission: 1, answer: { lines: ['Some.'] } },
      { number: 2, asked: false, submission: 2, changed: ['value'] },
    ]);
  });

  it('show a colleague only what falls in the sections of that link', async () => {
    const round = await begin({ 'a.yes': 'yes', 'a.one': 'red', 'b.then': 'So.' });
    await back(round, { 'a.one': 'Which red?', 'b.then': 'Then what?' });
    const bea = await round.rui.delegate(staff, ['lists']);
    const { sections } = await bea.sheet();
    expect(sections.map(({ key }) => key)).toEqual(['lists']);
    expect(await bea.question('b.then')).toMatchObject({ open: true });
    expect((await bea.answer('a.one', 'green')).status).toBe(404);
    expect((await bea.reply('a.one', 'Mine.')).status).toBe(404);
    expect((await bea.reply('b.then', 'The second one.')).status).toBe(204);
    const browser = new Browser(assay);
    await browser.open(bea.secret);
    const { text } = await browser.get(`/answer/a/${round.sent.assessmentId}`);
    expect(text).toContain('1 question to answer again');
    expect(text).toContain('Then what?');
    expect(text).not.toContain('Which red?');
    const landing = (await browser.get(`/answer/${round.rui.secret}`)).text;
    expect(landing).toContain('to answer 2 questions again');
    expect(landing).not.toContain('Time it takes');
    await round.rui.submit();
    const { body } = await assay.stranger.get<{ untouched: string[] }>(
      '/api/v1/answering/receipt',
      bea.headers,
    );
    expect(body.untouched).toEqual([]);
    expect(
      (await assay.stranger.get('/api/v1/answering/receipt', round.rui.headers)).body,
    ).toMatchObject({ untouched: ['a.one'] });
  });

  it('reach people who were invited, and somebody where nobody is left', async () => {
    const round = await begin();
    const bea = round.rui;
    await staff.delete(`/api/v1/invitations/${round.sent.invitationId}`).catch(() => undefined);
    await assay.database.transaction(
      () => assay.database.sql`
        UPDATE invitation SET revoked_at = '2026-11-23T09:00:00.000Z' WHERE id = ${round.sent.invitationId}`,
    );
    const dead = bea.secret;
    await back(round, { 'a.one': 'Which red?' });
    expect(bea.secret).not.toBe(dead);
    expect(await bea.sheet()).toMatchObject({ state: 'changes_requested' });
    expect((await bea.answer('a.one', 'green')).status).toBe(200);
  });

  it('stay wholly open where they were given back before there were rounds', async () => {
    const { rui, sent } = await begin();
    await assay.database.transaction(
      () => assay.database.sql`
        UPDATE assessment SET state = 'changes_requested' WHERE id = ${sent.assessmentId}`,
    );
    expect((await rui.sheet()).round).toBeUndefined();
    expect((await rui.answer('a.days', 7)).status).toBe(200);
    expect((await rui.reply('a.days', 'So.')).status).toBe(409);
    const browser = new Browser(assay);
    await browser.open(rui.secret);
    const { text } = await browser.get(`/answer/a/${sent.assessmentId}`);
    expect(text).toContain('asks you to look at some answers again');
    expect((await rui.submit()).body).toMatchObject({ number: 2 });
  });

  describe('the thread of a question', () => {
    it('keeps remarks and replies of all rounds, ours and theirs, with who and when', async () => {
      const round = await begin();
      const { rui, path } = round;
      await back(round, { 'a.one': 'Which red?' });
      await rui.reply('a.one', 'The dark one.');
      const here = async () =>
        (await staff.get<{ text: string }[]>(`${path}/answers/a.one/remarks`)).body;
      expect((await here()).map(({ text }) => text)).toEqual(['Which red?']);
      await rui.reply('a.one', 'The dark one, as in 2025.');
      assay.clock.advance(60_000);
      expect((await rui.submit()).body).toMatchObject({ untouched: [] });
      expect(await here()).toMatchObject([
        { kind: 'remark', round: 1, text: 'Which red?', by: 'Test administrator' },
        { kind: 'reply', round: 1, text: 'The dark one, as in 2025.', by: 'Rui Okafor' },
      ]);
      await back(round, { 'a.one': 'Show it.' });
      const { again } = (await rui.question('a.one')) ?? {};
      expect(again?.remarks.map(({ text }) => text)).toEqual([
        'Which red?',
        'The dark one, as in 2025.',
        'Show it.',
      ]);
      await rui.reply('a.one', 'Here.');
      await rui.reply('a.one', '');
      expect((await rui.question('a.one'))?.again?.remarks).toHaveLength(3);
      expect((await rui.submit()).body).toMatchObject({ untouched: ['a.one'] });
      const rounds = await staff.get<{ untouched?: string[] }[]>(`${path}/change-requests`);
      expect(rounds.body.map(({ untouched }) => untouched)).toEqual([[], ['a.one']]);
    });

    it('never holds what we say among ourselves, by any door [ASVS 8.2.3]', async () => {
      const round = await begin();
      const { rui, path, sent } = round;
      const review = { judgement: 'insufficient', evidence: 'assertion', comment: canary };
      for (const key of ['a.one', 'a.days']) {
        const put = await judgeAnswer(staff, path, key, { ...review, audience: 'internal' });
        expect(put.status).toBe(204);
      }
      await staff.put(`${path}/send-backs/a.one`, {});
      expect((await staff.post<Problem>(`${path}/change-requests`, {})).body.fields).toEqual({
        'questions.0.remark': 'is missing: say what the vendor is to change',
      });
      await back(round, { 'a.one': 'Which red?' });
      await rui.answer('a.one', 'green');
      const browser = new Browser(assay);
      await browser.open(rui.secret);
      const at = `/answer/a/${sent.assessmentId}`;
      const said: string[] = [];
      for (const page of ['', '/sections/basics', '/sections/lists', '/check', '/colleagues'])
        said.push((await browser.get(at + page)).text);
      said.push((await browser.get(`/answer/${rui.secret}`)).text);
      for (const door of ['', '/evidence', '/delegations'])
        said.push((await assay.stranger.get(`/api/v1/answering${door}`, rui.headers)).text);
      said.push((await rui.submit()).text, (await browser.get(`${at}/receipt`)).text);
      const letters = await staff.get<{ id: string }[]>('/api/v1/letters?size=200');
      for (const { id } of letters.body) said.push((await staff.get(`/api/v1/letters/${id}`)).text);
      said.push((await staff.get(`${path}/answers/a.one/remarks`)).text);
      expect(said.join('\n')).toContain('Which red?');
      expect(said.filter((text) => text.includes(canary))).toEqual([]);
      expect((await staff.get(`${path}/answers`)).text).toContain(canary);
    });
  });

  describe('what is collected to go back', () => {
    it('is one list for all reviewers, with the comments to the vendor as remarks', async () => {
      const { path, rui } = await begin();
      const other = await assay.api('analyst');
      const comment = 'Name the shade of it.';
      const review = { judgement: 'partial', evidence: 'assertion', comment, audience: 'vendor' };
      await judgeAnswer(staff, path, 'a.one', review);
      const first = await other.put(`${path}/send-backs/a.one`, {}, { 'if-match': '"0"' });
      expect([first.status, first.headers['etag']]).toEqual([204, '"1"']);
      await staff.put(`${path}/send-backs/a.days`, { remark: 'Working days?' });
      expect((await staff.get(`${path}/send-backs`)).body).toMatchObject([
        {
          questionKey: 'a.one',
          remark: comment,
          fromComment: true,
          markedBy: 'Test analyst (test)',
        },
        { questionKey: 'a.days', remark: 'Working days?', fromComment: false },
      ]);
      const stale = await staff.put(`${path}/send-backs/a.one`, {}, { 'if-match': '"0"' });
      expect(stale.status).toBe(412);
      expect((await staff.put(`${path}/send-backs/a.more`, {})).status).toBe(409);
      expect((await staff.put(`${path}/send-backs/a.none`, {})).status).toBe(404);
      expect((await staff.delete(`${path}/send-backs/a.days`)).status).toBe(204);
      expect((await staff.delete(`${path}/send-backs/a.days`)).status).toBe(404);
      expect((await staff.post(`${path}/change-requests`, {})).status).toBe(201);
      rui.secret = await newestSecret(staff);
      expect((await rui.question('a.one'))?.again?.remarks).toMatchObject([{ text: comment }]);
      expect((await staff.get(`${path}/send-backs`)).body).toEqual([]);
      expect((await staff.put(`${path}/send-backs/a.days`, {})).status).toBe(409);
    });
  });

  describe('at once', () => {
    const both = async <T extends { status: number }>(...calls: Promise<T>[]): Promise<number[]> =>
      (await Promise.all(calls)).map(({ status }) => status).sort();
    const one = { questions: [{ questionKey: 'a.one', remark: 'Which red?' }] };
    const journalOf = async (id: string, action: string): Promise<JournalLine[]> => {
      const { body } = await staff.get<JournalLine[]>(`/api/v1/journal?size=200&action=${action}`);
      return body.filter(({ subject }) => subject.id === id);
    };

    it('two reviewers send: one does, the other is told', async () => {
      const { path, sent } = await begin();
      const other = await assay.api('analyst');
      const ask = (who: Visitor) => who.post(`${path}/change-requests`, one);
      expect(await both(ask(staff), ask(other), ask(staff), ask(other))).toEqual([
        ...[201, 409, 409, 409],
      ]);
      expect((await staff.get(`${path}/change-requests`)).body).toHaveLength(1);
      expect(await journalOf(sent.assessmentId, 'assessment.changes_requested')).toHaveLength(1);
    });

    it('the vendor submits twice: once', async () => {
      const round = await begin();
      await back(round, { 'a.one': 'Which red?' });
      await round.rui.answer('a.one', 'green');
      const { rui } = round;
      expect(await both(rui.submit(), rui.submit(), rui.submit())).toEqual([201, 409, 409]);
      const [first, ...more] = (
        await staff.get<{ closedAt?: string }[]>(`${round.path}/change-requests`)
      ).body;
      expect(more).toEqual([]);
      expect(first?.closedAt).toBeDefined();
    });

    it('we ask while the vendor submits: whichever comes first, the other finds a clear state', async () => {
      const round = await begin();
      await back(round, { 'a.one': 'Which red?' });
      const results = await Promise.all([
        round.rui.submit(),
        staff.post(`${round.path}/change-requests`, one),
      ]);
      const [submitted, asked] = results.map(({ status }) => status);
      expect(submitted).toBe(201);
      expect([201, 409]).toContain(asked);
      const { body } = await staff.get<{ closedAt?: string }[]>(`${round.path}/change-requests`);
      expect(body.filter(({ closedAt }) => closedAt === undefined)).toHaveLength(
        asked === 201 ? 1 : 0,
      );
    });

    it('we ask while a respondent withdraws a colleague: neither undoes the other', async () => {
      const sent = await begin();
      await back(sent, { 'a.one': 'Which red?' });
      await sent.rui.delegate(staff, ['lists']);
      const { body } = await assay.stranger.get<{ id: string }[]>(
        '/api/v1/answering/delegations',
        sent.rui.headers,
      );
      await sent.rui.submit();
      const statuses = await both(
        staff.post(`${sent.path}/change-requests`, one),
        assay.stranger.delete(`/api/v1/answering/delegations/${body[0]?.id}`, sent.rui.headers),
      );
      expect(statuses[0]).toBe(201);
      expect([204, 401]).toContain(statuses[1]);
      expect((await staff.get(sent.path)).body).toMatchObject({ state: 'changes_requested' });
    });

    it('an answer, a file or a reply that comes after the submission changes nothing', async () => {
      const round = await begin();
      const { rui } = round;
      await back(round, { 'a.one': 'Which red?' });
      await rui.submit();
      const late = await assay.stranger.put<Problem>(
        '/api/v1/answering/questions/a.one',
        { value: 'green' },
        { ...rui.headers, 'if-match': '"1"' },
      );
      expect([late.status, late.body.detail]).toEqual([
        409,
        expect.stringContaining('Rui Okafor submitted the answers on'),
      ]);
      expect((await rui.reply('a.one', 'Late.')).status).toBe(409);
      expect((await attach(rui, 'a.one')).status).toBe(409);
      expect((await staff.get(`${round.path}/answers/a.one/remarks`)).body).toHaveLength(1);
    });

    it('an answer to a chosen question while it is submitted is in it or refused', async () => {
      const round = await begin();
      const { rui } = round;
      await back(round, { 'a.one': 'Which red?' });
      const [saved, submitted] = await Promise.all([rui.answer('a.one', 'green'), rui.submit()]);
      expect(submitted.status).toBe(201);
      expect([200, 409]).toContain(saved.status);
      const { body } = await staff.get<{ answer: { value: string } }[]>(
        `${round.path}/answers/a.one/revisions`,
      );
      expect(body.at(-1)?.answer.value).toBe(saved.status === 200 ? 'green' : 'red');
    });
  });

  it('leave a trace: who asked for what, and what was not touched', async () => {
    const round = await begin();
    await back(round, { 'a.one': 'Which red?', 'a.days': 'Working days?' });
    await round.rui.answer('a.one', 'green');
    await round.rui.submit();
    const { body } = await staff.get<JournalLine[]>('/api/v1/journal?size=50');
    const after = (action: string) =>
      body.find((line) => line.action === action && line.subject.id === round.sent.assessmentId)
        ?.after;
    expect(after('assessment.changes_requested')).toMatchObject({
      round: 1,
      remarks: { 'a.one': 'Which red?', 'a.days': 'Working days?' },
    });
    expect(after('assessment.submitted')).toMatchObject({ round: 1, untouched: ['a.days'] });
  });
});
