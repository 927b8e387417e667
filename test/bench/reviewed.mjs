import { keyAt, largeQuestionnaire } from './large-questionnaire.mjs';
import { token, userId } from './register.mjs';

const person = { kind: 'user', id: userId, userId, name: 'Ada Moreau' };
const seen = { judgement: 'meets', evidence: 'document', comment: 'Seen in the handbook.' };

/** An assessment of so many questions: sent, answered, scored, and its first half judged. */
export async function reviewed(built, app, amount) {
  const desk = await deskOf(built, app, amount);
  const id = await drafted(app, await engaged(app), desk.versionId);
  await desk.answer(id, (scope) => desk.answers.saveAll(scope, keysOf(amount).map(answerTo)));
  await desk.judgeHalf(id);
  return id;
}

/**
 * Two cycles of so many answers: the first judged throughout and decided, the second with four of five answers confirmed
 * and the others given anew, scored, and half of it judged.
 */
export async function reassessed(built, app, amount) {
  const desk = await deskOf(built, app, amount);
  const engagement = await engaged(app);
  const keys = keysOf(amount);
  const before = await drafted(app, engagement, desk.versionId);
  await desk.answer(before, (scope) => desk.answers.saveAll(scope, keys.map(answerTo)));
  await desk.judgeAll(before);
  await desk.decide(before);
  const after = await drafted(app, engagement, desk.versionId);
  await desk.answer(after, async (scope) => {
    const anew = keys.map(answerTo).filter((_, at) => at % 5 === 2);
    const now = anew.map(({ key, draft }, at) => ({
      key,
      draft: { value: at % 4 === 0 ? 'no' : draft.value, comment: 'Otherwise since May.' },
    }));
    await desk.answers.saveAll(scope, now);
    await desk.confirmations.confirmAll(scope, keys);
  });
  await desk.judgeHalf(after);
  return { before, after };
}

const keysOf = (amount) => Array.from({ length: amount }, (_, at) => keyAt(at));

const answerTo = (key, at) => ({
  key,
  draft: { value: at % 7 === 3 ? 'no' : 'yes', comment: 'See the handbook, chapter 4.' },
});

/** What people do on both sides, on a questionnaire of so many questions. */
async function deskOf(built, app, amount) {
  const assessments = await built.load('src/assessments/index.js');
  const { Questionnaires } = await built.load('src/questionnaires/index.js');
  const { LetterQueries } = await built.load('src/platform/mail/index.js');
  const { allPermissions } = await built.load('src/identity/permissions.js');
  const part = (name) => app.get(assessments[name]);
  const me = { ...person, role: 'administrator', may: new Set(allPermissions) };
  const questionnaires = app.get(Questionnaires);
  const definition = largeQuestionnaire(amount);
  const known = await questionnaires.latestPublished(definition.key).catch(() => undefined);
  const versionId = known?.id ?? (await publish(questionnaires, me, definition));
  const submissionOf = async (id) => (await part('AssessmentQueries').view(id)).submission.id;

  return {
    versionId,
    answers: part('Answers'),
    confirmations: part('Confirmations'),
    async answer(id, work) {
      const letters = app.get(LetterQueries);
      const { items } = await letters.page({ size: 1 });
      const { text } = await letters.read(items[0].id);
      const [, secret] = /\/answer\/([\w-]{43})/.exec(text);
      const scope = await part('Respondents').peek(secret);
      await work(scope);
      await part('Submissions').submit(scope);
      await part('Scorer').score(id);
    },
    async judgeHalf(id) {
      const facts = { ...seen, submissionId: await submissionOf(id) };
      for (const key of keysOf(amount / 2)) await part('Reviews').review(me, id, key, facts);
    },
    async judgeAll(id) {
      const submissionId = await submissionOf(id);
      for (const { key: section, questions } of definition.sections) {
        const asked = questions.map(({ key }) => key);
        await part('SectionReviews').review(me, id, {
          ...seen,
          section,
          questions: asked,
          submissionId,
        });
      }
    },
    async decide(id) {
      const facts = { outcome: 'approved', reason: 'It will do.', conditions: [] };
      await part('Decisions').decide(me, id, facts);
    },
  };
}

async function publish(questionnaires, me, definition) {
  const { versionId } = await questionnaires.create(me, definition);
  await questionnaires.publish(me, versionId, 1);
  return versionId;
}

async function post(app, url, payload) {
  const headers = { authorization: `Bearer ${token}` };
  const server = app.getHttpAdapter().getInstance();
  const reply = await server.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload });
  if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
  return reply.json().id;
}

async function engaged(app) {
  const vendorId = await post(app, '/vendors', { name: 'Corridor Gateway', status: 'active' });
  const engagementId = await post(app, `/vendors/${vendorId}/engagements`, {
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
  const contactId = await post(app, `/vendors/${vendorId}/contacts`, contact);
  return { vendorId, engagementId, contactId };
}

/** Drafted and sent. */
async function drafted(app, engagement, questionnaireVersionId) {
  const dueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const id = await post(app, '/assessments', { ...engagement, questionnaireVersionId, dueOn });
  await post(app, `/assessments/${id}/dispatches`);
  return id;
}
