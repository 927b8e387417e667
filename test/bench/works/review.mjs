import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { keyAt, largeQuestionnaire } from '../large-questionnaire.mjs';
import { median, millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { ask, comparedRates } from '../rates.mjs';
import { fileIn, makeRegister, session, token, userId } from '../register.mjs';
import { withServer } from '../servers.mjs';

export const about = 'the review page of a long assessment, half of it judged, over HTTP';

const bare = join(import.meta.dirname, '../floors/review.mjs');
/** Fewer than elsewhere: a page of 300 lines makes the engine busy enough. */
const warming = 200;
const person = { kind: 'user', id: userId, userId, name: 'Ada Moreau' };

export async function measure({ built, quick }) {
  const rows = [];
  for (const amount of quick ? [300] : [90, 300])
    rows.push(...(await ofSize(built, amount, quick)));
  return rows;
}

async function ofSize(built, size, quick) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const id = await withProduct(built, folder, (app) => reviewed(built, app, size));
    const product = {
      script: built.path('src/main.js'),
      settings: { ASSAY_DATA: folder },
      ready: '/readyz',
    };
    return withServer(product, (assay) =>
      withServer({ script: bare, args: [fileIn(folder), id], ready: '/ready' }, (floor) =>
        pages({ assay, floor, id, size, quick }),
      ),
    );
  });
}

async function pages({ assay, floor, id, size, quick }) {
  const headers = { cookie: `assay=${session}`, accept: 'text/html' };
  const page = `${assay.address}/assessments/${id}/review/${keyAt(size / 2)}`;
  const queries = { server: floor, url: floor.address };
  const whole = { server: assay, url: page, headers };
  const step = { ...whole, headers: { ...headers, 'x-assay-part': 'step' } };
  for (const side of [queries, whole, step]) await ask(side, { amount: warming });
  // What every page costs, whatever stands on it, is most of a short one.
  const budget = size >= 300 ? { budget: { ratioAtLeast: 0.5 } } : {};
  return [
    { work: 'review page', size, ...(await comparedRates(queries, whole, quick)), ...budget },
    {
      work: 'review, next answer',
      size,
      ...(await comparedRates(queries, step, quick)),
      ...budget,
    },
    {
      work: 'review, a judgement',
      size,
      unit: 'ms',
      product: await judgement({ page, headers, quick }),
    },
  ];
}

/** Milliseconds from the judgement to the next answer on the screen, as the page's script asks for it. */
async function judgement({ page, headers, quick }) {
  const grades = ['assertion', 'document', 'artefact', 'verified'];
  const took = [];
  for (let time = 0; time < (quick ? 30 : 100); time += 1) {
    const body = new URLSearchParams({
      judgement: 'meets',
      evidence: grades[time % 4],
      version: time,
    });
    const sent = { ...headers, 'x-assay-part': 'step', 'sec-fetch-site': 'same-origin' };
    took.push(
      await millisecondsOf(async () => {
        const reply = await fetch(page, { method: 'POST', headers: sent, body });
        const text = await reply.text();
        if (reply.status !== 200) throw new Error(`A judgement was refused: ${text.slice(0, 500)}`);
      }),
    );
  }
  return median(took.slice(took.length / 2));
}

/** An assessment of so many questions: sent, answered, scored, and its first half judged. */
export async function reviewed(built, app, amount) {
  const { Answers, Respondents, Reviews, Scorer, Submissions } = await built.load(
    'src/assessments/index.js',
  );
  const { Questionnaires } = await built.load('src/questionnaires/index.js');
  const { LetterQueries } = await built.load('src/platform/mail/index.js');
  const { allPermissions } = await built.load('src/identity/permissions.js');
  const me = { ...person, role: 'administrator', may: new Set(allPermissions) };
  const questionnaires = app.get(Questionnaires);
  const { versionId } = await questionnaires.create(me, largeQuestionnaire(amount));
  await questionnaires.publish(me, versionId, 1);
  const id = await sent(app, versionId);
  const letters = app.get(LetterQueries);
  const { items } = await letters.page({ size: 1 });
  const { text } = await letters.read(items[0].id);
  const [, secret] = /\/answer\/([\w-]{43})/.exec(text);
  const scope = await app.get(Respondents).peek(secret);
  const keys = Array.from({ length: amount }, (_, at) => keyAt(at));
  const entries = keys.map((key, at) => ({
    key,
    draft: { value: at % 7 === 3 ? 'no' : 'yes', comment: 'See the handbook, chapter 4.' },
  }));
  await app.get(Answers).saveAll(scope, entries);
  await app.get(Submissions).submit(scope);
  await app.get(Scorer).score(id);
  const facts = { judgement: 'meets', evidence: 'document', comment: 'Seen in the handbook.' };
  for (const key of keys.slice(0, amount / 2)) await app.get(Reviews).review(me, id, key, facts);
  return id;
}

async function sent(app, questionnaireVersionId) {
  const server = app.getHttpAdapter().getInstance();
  const post = async (url, payload) => {
    const headers = { authorization: `Bearer ${token}` };
    const reply = await server.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload });
    if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
    return reply.json().id;
  };
  const vendorId = await post('/vendors', { name: 'Corridor Gateway', status: 'active' });
  const engagementId = await post(`/vendors/${vendorId}/engagements`, {
    name: 'Gateway for all prompts',
    data: ['confidential'],
    access: ['write_api'],
    criticality: 'H',
    autonomy: 'none',
    likelihood: {
      internet_exposure: 'H',
      fourth_parties: 'M',
      trains_or_retains: 'L',
      recent_incident: 'H',
      ships_code: 'M',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
  });
  const contact = { name: 'Rui Okafor', email: 'rui.okafor@vendor.example' };
  const contactId = await post(`/vendors/${vendorId}/contacts`, contact);
  const named = { vendorId, engagementId, contactId, questionnaireVersionId };
  const dueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const id = await post('/assessments', { ...named, dueOn });
  await post(`/assessments/${id}/dispatches`);
  return id;
}
