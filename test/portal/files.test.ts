import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  blobNames,
  formOf,
  sendForm,
  sendPart,
  sha256,
  textOf,
  type Progress,
} from '../evidence/files.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { Browser, newestSecret, publish, send, type Sent } from './respondent.js';
import { sample } from './sample-questionnaire.js';

interface Attached {
  id: string;
  questionKey: string;
  name: string;
}

/** Keys of the sample: two sections, a question in each. */
const here = { section: 'basics', key: 'a.yes' };
const there = { section: 'lists', key: 'b.tools' };

describe('files that a respondent attaches', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let sent: Sent;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
  });
  beforeEach(async () => {
    sent = await send(staff, versionId);
  });
  afterAll(() => assay.close());

  const link = (secret = sent.secret) => ({ authorization: `Bearer ${secret}` });
  const door = (secret = sent.secret) => ({ assay, headers: link(secret) });
  const attach = (
    key = here.key,
    secret = sent.secret,
    name = 'pentest.txt',
    content = textOf(900),
  ) => sendForm(door(secret), `/api/v1/answering/questions/${key}/evidence`, {}, { name, content });
  const list = async (secret = sent.secret) =>
    (await assay.stranger.get<Attached[]>('/api/v1/answering/evidence', link(secret))).body;
  const submit = () =>
    assay.stranger.post<{ sha256: string; answers: { attached?: object[] }[] }>(
      '/api/v1/answering/submission',
      undefined,
      link(),
    );
  const begin = async (key: string, bytes: number, secret = sent.secret) =>
    assay.stranger.post<Progress>(
      `/api/v1/answering/questions/${key}/uploads`,
      { name: 'a.txt', bytes },
      link(secret),
    );
  const colleague = async (sections: string[], secret = sent.secret) => {
    const { status } = await assay.stranger.post(
      '/api/v1/answering/delegations',
      { name: 'Bea', email: 'bea@corridor.example', sections },
      link(secret),
    );
    expect(status).toBe(201);
    const { body: letters } = await staff.get<{ id: string }[]>('/api/v1/letters?size=1');
    const { body } = await staff.get<{ text: string }>(`/api/v1/letters/${letters[0]?.id}`);
    return /\/answer\/([\w-]{43})\s/.exec(body.text)?.[1] ?? '';
  };

  it('stand at their question, for staff too, and begin the assessment', async () => {
    const made = await attach();
    expect([made.status, made.text]).toEqual([201, expect.any(String)]);
    expect(await list()).toMatchObject([
      { id: made.body.id, questionKey: here.key, name: 'pentest.txt', title: 'pentest' },
    ]);
    const { body: evidence } = await staff.get(`/api/v1/evidence/${made.body.id}`);
    expect(evidence).toMatchObject({ givenByKind: 'respondent', givenBy: 'Rui Okafor' });
    const { body: uses } = await staff.get(`/api/v1/evidence/${made.body.id}/uses`);
    expect(uses).toMatchObject([{ kind: 'answer', subjectId: sent.assessmentId, part: here.key }]);
    const { body } = await staff.get<{ state: string }>(`/api/v1/assessments/${sent.assessmentId}`);
    expect(body.state).toBe('in_progress');
  });

  it.each([
    ['a NUL', "filename*=UTF-8''pen%00test.txt", 'pentest'],
    ['what turns the direction of text', "filename*=UTF-8''a%E2%80%AEfdp.txt", 'afdp'],
    ['spaces alone', 'filename=" _ .txt"', '_'],
    [
      'half a letter where it is cut',
      `filename="${'x'.repeat(199)}\u{1f600}.txt"`,
      'x'.repeat(199),
    ],
  ])('[ASVS 5.3.2] are called by their names, without %s', async (_, filename, title) => {
    const payload = `--b\r\ncontent-disposition: form-data; name="file"; ${filename}\r\n\r\n${randomUUID()}\r\n--b--\r\n`;
    const { body, status } = (await assay.send({
      method: 'POST',
      url: `/api/v1/answering/questions/${here.key}/evidence`,
      payload,
      headers: { ...link(), 'content-type': 'multipart/form-data; boundary=b' },
    })) as Reply<{ id: string }>;
    expect(status).toBe(201);
    expect((await staff.get(`/api/v1/evidence/${body.id}`)).body).toMatchObject({ title });
  });

  it('tell what kind of document they are, which respondents say', async () => {
    const file = { name: 'parts.txt', content: textOf(90) };
    const said = { kind: 'sbom', issuedOn: '2026-11-01' };
    const url = `/api/v1/answering/questions/${here.key}/evidence`;
    const { body, status } = await sendForm(door(), url, said, file);
    expect(status).toBe(201);
    const { body: evidence } = await staff.get(`/api/v1/evidence/${body.id}`);
    expect(evidence).toMatchObject({ ...said, freshness: { freshUntil: '2027-01-30' } });
    const wrong = await sendForm(door(), url, { kind: 'memo' }, { ...file, content: textOf(90) });
    expect(wrong.status).toBe(422);
  });

  it('can be taken back until the answers are submitted, and are withdrawn, not gone', async () => {
    const { body } = await attach();
    const url = `/api/v1/answering/questions/${here.key}/evidence/${body.id}`;
    expect((await assay.stranger.delete(url, link())).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await assay.stranger.delete(url, link())).status).toBe(404);
    const { body: evidence } = await staff.get(`/api/v1/evidence/${body.id}`);
    expect(evidence).toMatchObject({ withdrawnBy: 'Rui Okafor' });
  });

  it('that were submitted once are said to be taken back after that', async () => {
    const { body } = await attach();
    await submit();
    const path = `/api/v1/assessments/${sent.assessmentId}/change-requests`;
    const questions = [{ questionKey: here.key, remark: 'Say more.' }];
    expect((await staff.post(path, { questions })).status).toBe(201);
    const url = `/api/v1/answering/questions/${here.key}/evidence/${body.id}`;
    const again = link(await newestSecret(staff));
    expect((await assay.stranger.delete(url, again)).status).toBe(204);
    expect((await staff.get(`/api/v1/evidence/${body.id}`)).body).toMatchObject({
      withdrawnReason: 'Taken back by the vendor after it was submitted.',
    });
  });

  it('freeze with the submission, whose hash covers them, and stand on the receipt', async () => {
    const content = textOf(900);
    const made = await attach(here.key, sent.secret, 'pentest.txt', content);
    const submission = await submit();
    expect(submission.status).toBe(201);
    const frozen = {
      evidenceId: made.body.id,
      name: 'pentest.txt',
      sha256: sha256(content),
      bytes: 900,
    };
    expect(submission.body.answers).toMatchObject([{ questionKey: here.key, attached: [frozen] }]);
    const [row] = await assay.database.sql<{ answers: string }[]>`
      SELECT answers FROM submission WHERE assessment_id = ${sent.assessmentId}`;
    expect(sha256(row?.answers ?? '')).toBe(submission.body.sha256);
    expect(row?.answers).toContain(sha256(content));
    const late = await attach();
    expect([late.status, (late.body as { detail?: string }).detail]).toEqual([
      409,
      expect.stringContaining('submitted the answers'),
    ]);
    const url = `/api/v1/answering/questions/${here.key}/evidence/${made.body.id}`;
    expect((await assay.stranger.delete(url, link())).status).toBe(409);
    expect((await begin(here.key, 100)).status).toBe(409);
    const browser = new Browser(assay);
    await browser.open(sent.secret);
    const { text } = await browser.get(`/answer/a/${sent.assessmentId}/receipt`);
    expect(text).toContain('pentest.txt');
    expect(text).toContain(sha256(content).slice(0, 12));
    expect((await staff.get(`/api/v1/evidence/${made.body.id}`)).body).not.toHaveProperty(
      'withdrawnAt',
    );
  });

  it('begun before the submission cannot be finished after it', async () => {
    const { body } = await begin(here.key, 100);
    await sendPart(door(), `/api/v1/answering/uploads/${body.id}/parts`, 0, textOf(100));
    await submit();
    const finish = await assay.stranger.post(
      `/api/v1/answering/uploads/${body.id}/evidence`,
      {},
      link(),
    );
    expect(finish.status).toBe(409);
    expect(
      (await staff.get<object[]>(`/api/v1/vendors/${await vendorOf(sent)}/evidence`)).body,
    ).toEqual([]);
  });

  it('come in parts, as from the script of the page', async () => {
    const browser = new Browser(assay);
    await browser.open(sent.secret);
    const base = `/answer/a/${sent.assessmentId}`;
    const headers = {
      cookie: browser.cookieHeader(),
      'sec-fetch-site': 'same-origin',
      accept: 'application/json',
    };
    const content = textOf(200_000);
    const call = (method: 'GET' | 'POST', url: string, payload?: object) =>
      assay.send({ method, url, headers, ...(payload ? { payload } : {}) }) as Promise<
        Reply<Progress>
      >;
    const begun = await call('POST', `${base}/questions/${here.key}/uploads`, {
      name: 'b.txt',
      bytes: content.length,
    });
    expect(begun.status).toBe(201);
    const at = `${base}/uploads/${begun.body.id}`;
    const send = (from: number, to: number) =>
      sendPart({ assay, headers }, `${at}/parts`, from, content.subarray(from, to));
    expect((await send(0, 100_000)).body.received).toBe(100_000);
    expect((await call('GET', at)).body.received).toBe(100_000);
    expect((await send(100_000, 200_000)).body.received).toBe(200_000);
    const made = await call('POST', `${at}/evidence`, {});
    expect((await call('POST', `${at}/evidence`, {})).body.id).toBe(made.body.id);
    expect((await list()).map(({ id }) => id)).toEqual([made.body.id]);
    const foreign = { ...headers, 'sec-fetch-site': 'cross-site' };
    const refused = await sendPart({ assay, headers: foreign }, `${at}/parts`, 0, content);
    expect(refused.status).toBe(403);
  });

  it('are attached and taken back without any script', async () => {
    const browser = new Browser(assay);
    await browser.open(sent.secret);
    const base = `/answer/a/${sent.assessmentId}/sections/${here.section}`;
    const url = `${base}/evidence/${here.key}`;
    expect((await browser.get(base)).text).toContain(`href="${url}"`);
    const headers = {
      cookie: browser.cookieHeader(),
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
    };
    const post = (fields: Record<string, string>, name?: string, content = textOf(50)) => {
      const form = formOf(fields, name === undefined ? undefined : { name, content });
      return assay.send({
        method: 'POST',
        url,
        payload: form.payload,
        headers: { ...headers, ...form.headers },
      });
    };
    const none = await post({ title: 'The test <b>' });
    expect([none.status, none.text]).toEqual([
      422,
      expect.stringContaining('The file is missing.'),
    ]);
    const wrong = await post({ title: 'The test <b>', expiresOn: '2026-02-31' }, 'x.txt');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="The test &lt;b&gt;"');
    const page = await post({}, 'x.html', Buffer.from('<script>'));
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('not accepted')]);
    expect(page.text).toContain('<option value="other" selected>');
    const again = await post({ kind: 'certificate', expiresOn: '2026-02-31' }, 'x.txt');
    expect(again.text).toContain('<option value="certificate" selected>');
    const certificate = { title: 'The test', kind: 'certificate', issuedOn: '2026-11-01' };
    expect((await post(certificate, 'x.txt')).status).toBe(303);
    const { text } = await browser.get(url);
    expect(text).toContain('The test');
    const removal = /action="([^"]+\/removal)"/.exec(text)?.[1] ?? '';
    expect((await browser.post(removal)).status).toBe(303);
    expect(await list()).toEqual([]);
    expect((await browser.get(`${base}/evidence/${there.key}`)).status).toBe(404);
    const foreign = formOf({}, { name: 'x.txt', content: textOf(10) });
    const { status } = await assay.send({
      method: 'POST',
      url,
      payload: foreign.payload,
      headers: { ...headers, ...foreign.headers, 'sec-fetch-site': 'cross-site' },
    });
    expect(status).toBe(403);
  });

  it('belong to the sections of a link, and to its assessment, whatever ids are sent [ASVS 8.2.2, 8.3.1]', async () => {
    const bea = await colleague([there.section]);
    const mine = (await attach()).body.id;
    expect((await attach(here.key, bea)).status).toBe(404);
    expect((await begin(here.key, 100, bea)).status).toBe(404);
    expect((await attach(there.key, bea)).status).toBe(201);
    expect((await list(bea)).map(({ questionKey }) => questionKey)).toEqual([there.key]);
    const other = await send(staff, versionId);
    const foreign = (await attach(here.key, other.secret)).body.id;
    const { body: begun } = await begin(here.key, 100, other.secret);
    const tries = [
      assay.stranger.delete(`/api/v1/answering/questions/${here.key}/evidence/${foreign}`, link()),
      assay.stranger.delete(`/api/v1/answering/questions/${there.key}/evidence/${mine}`, link()),
      assay.stranger.delete(`/api/v1/answering/questions/${here.key}/evidence/${mine}`, link(bea)),
      assay.stranger.get(`/api/v1/answering/uploads/${begun.id}`, link()),
      assay.stranger.delete(`/api/v1/answering/uploads/${begun.id}`, link()),
      assay.stranger.post(`/api/v1/answering/uploads/${begun.id}/evidence`, {}, link()),
      sendPart(door(), `/api/v1/answering/uploads/${begun.id}/parts`, 0, textOf(100)),
      attach('no.such', sent.secret),
      attach('__proto__', sent.secret),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 404));
    for (const path of ['file', 'preview', 'revisions']) {
      const { status } = await assay.stranger.get(`/api/v1/evidence/${mine}/${path}`, link());
      expect(status).toBe(401);
    }
    expect((await list()).map(({ id }) => id)).toContain(mine);
  });

  it('that staff attached are not the vendor’s to see or take back', async () => {
    const vendorId = await vendorOf(sent);
    const file = { name: 'ours.txt', content: textOf(80) };
    const ours = await sendForm(
      { assay, headers: staff.headers },
      `/api/v1/vendors/${vendorId}/evidence`,
      { title: 'Our own test' },
      file,
    );
    const use = { kind: 'answer', subjectId: sent.assessmentId, part: here.key };
    const uses = `/api/v1/evidence/${ours.body.id}/uses`;
    expect((await staff.post(uses, use)).status).toBe(204);
    expect((await staff.post(uses, use)).status).toBe(204);
    expect(await list()).toEqual([]);
    const url = `/api/v1/answering/questions/${here.key}/evidence/${ours.body.id}`;
    expect((await assay.stranger.delete(url, link())).status).toBe(404);
    const other = await send(staff, versionId);
    const foreign = { ...use, subjectId: other.assessmentId };
    expect((await staff.post(uses, foreign)).status).toBe(404);
    expect((await staff.post(uses, { ...use, part: 'no.such' })).status).toBe(404);
    const { body } = await staff.get<{ id: string }[]>(uses);
    expect(body).toHaveLength(1);
    expect((await staff.delete(`${uses}/${body[0]?.id}`)).status).toBe(204);
    const theirs = (await attach()).body.id;
    const { body: used } = await staff.get<{ id: string }[]>(`/api/v1/evidence/${theirs}/uses`);
    expect((await staff.delete(`/api/v1/evidence/${theirs}/uses/${used[0]?.id}`)).status).toBe(409);
  });

  it('stay as the vendor gave them, also when staff put another file in their place [ASVS 8.2.2]', async () => {
    const content = textOf(900);
    const { body } = await attach(here.key, sent.secret, 'pentest.txt', content);
    const doorOfStaff = { assay, headers: staff.headers };
    const ours = { name: 'our-doubts.txt', content: textOf(500) };
    const revised = await sendForm(doorOfStaff, `/api/v1/evidence/${body.id}/revisions`, {}, ours);
    expect(revised.status).toBe(201);
    const theirs = { name: 'pentest.txt', sha256: sha256(content), bytes: 900 };
    expect(await list()).toMatchObject([theirs]);
    expect((await submit()).body.answers).toMatchObject([{ attached: [theirs] }]);
    const { body: inForce } = await staff.get(`/api/v1/evidence/${body.id}`);
    expect(inForce).toMatchObject({ name: 'our-doubts.txt', revisions: 2 });
  });

  it('are so many and so large at most for one link, and more leave nothing behind', async () => {
    const policy = '/api/v1/policies/uploads';
    const { headers } = await staff.get(policy);
    const figures = { filesPerLink: 3, megabytesPerLink: 1 };
    const tag = { 'if-match': headers['etag'] ?? '' };
    expect((await staff.put(policy, { figures }, tag)).status).toBe(204);
    expect((await attach(here.key, sent.secret, 'a.txt', textOf(700_000))).status).toBe(201);
    const before = await blobNames(assay);
    const more = await attach(here.key, sent.secret, 'b.txt', textOf(500_000));
    expect([more.status, (more.body as { detail?: string }).detail]).toEqual([
      409,
      expect.stringContaining('1 MB together'),
    ]);
    expect((await begin(here.key, 500_000)).status).toBe(409);
    expect(await blobNames(assay)).toEqual(before);
    await attach();
    const { body: third } = await attach();
    await assay.stranger.delete(
      `/api/v1/answering/questions/${here.key}/evidence/${third.id}`,
      link(),
    );
    const fourth = await attach();
    expect([fourth.status, (fourth.body as { detail?: string }).detail]).toEqual([
      409,
      expect.stringContaining('3 files'),
    ]);
    const passedOn = await colleague(['basics']);
    expect((await attach(here.key, passedOn)).status).toBe(409);
    expect((await begin(here.key, 900, passedOn)).status).toBe(409);
    const other = await send(staff, versionId);
    expect((await attach(here.key, await colleague(['basics'], other.secret))).status).toBe(201);
    expect((await attach(here.key, other.secret)).status).toBe(201);
    expect((await attach(here.key, other.secret)).status).toBe(201);
    expect((await attach(here.key, other.secret)).status).toBe(409);
  });

  const vendorOf = async ({ assessmentId }: Sent) =>
    (await staff.get<{ vendorId: string }>(`/api/v1/assessments/${assessmentId}`)).body.vendorId;
});
