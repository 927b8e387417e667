import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goodAnswer } from '../assessments/good-answers.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { readPdf } from '../support/pdf-text.js';
import { contactFacts, engagementFacts, vendorFacts } from '../vendors/examples.js';
import {
  questionsOf,
  type Question,
  type QuestionnaireDefinition,
} from '../../src/questionnaires/index.js';
import { judgeAnswer } from '../assessments/judge-answer.js';

interface Created {
  id: string;
}

interface Sheet {
  sections: { questions: { key: string }[] }[];
}

/** What an integrator does: nothing but requests that openapi.json describes. */
describe('the main trip through the API alone', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api('administrator');
  });
  afterAll(() => assay.close());

  const create = async (path: string, body: object = {}): Promise<string> => {
    const reply = await staff.post<Created>(`/api/v1/${path}`, body);
    expect([path, reply.status]).toEqual([path, 201]);
    return reply.body.id;
  };

  it('goes from a vendor to a PDF risk report', async () => {
    const vendorId = await create('vendors', vendorFacts);
    const engagementId = await create(`vendors/${vendorId}/engagements`, engagementFacts);
    const contactId = await create(`vendors/${vendorId}/contacts`, contactFacts);
    const { body: questionnaires } =
      await staff.get<{ key: string; publishedId: string }[]>('/api/v1/questionnaires');
    const full = questionnaires.find(({ key }) => key === 'ai-vendor');
    const assessment = await create('assessments', {
      vendorId,
      engagementId,
      contactId,
      questionnaireVersionId: full?.publishedId,
      dueOn: '2026-12-18',
    });
    await create(`assessments/${assessment}/dispatches`);

    const [letter] = (await staff.get<Created[]>('/api/v1/letters')).body;
    const { text } = (await staff.get<{ text: string }>(`/api/v1/letters/${letter?.id}`)).body;
    const [, secret = ''] = /\/answer\/([\w-]{43})/.exec(text) ?? [];
    const authorization = { authorization: `Bearer ${secret}` };
    const { body: version } = await staff.get<{ definition: QuestionnaireDefinition }>(
      `/api/v1/questionnaire-versions/${full?.publishedId}`,
    );
    const known = new Map(questionsOf(version.definition).map((one) => [one.key, one]));
    const sheet = await assay.stranger.get<Sheet>('/api/v1/answering', authorization);
    for (const { key } of sheet.body.sections.flatMap(({ questions }) => questions)) {
      const good = goodAnswer(known.get(key) as Question, '2026-11-23');
      const reply = await assay.stranger.put(
        `/api/v1/answering/questions/${key}`,
        { value: key === 'supply.pinned' ? 'no' : good },
        { ...authorization, 'if-match': '"0"' },
      );
      expect([key, reply.status]).toEqual([key, 200]);
    }
    const submitted = await assay.stranger.post('/api/v1/answering/submission', {}, authorization);
    expect(submitted.status).toBe(201);
    await assay.settle();

    const score = await staff.get<{ result: { band: string; floors: { id: string }[] } }>(
      `/api/v1/assessments/${assessment}/scores/latest`,
    );
    expect(score.text).toContain('"F1"');
    const review = { judgement: 'meets', evidence: 'artefact', comment: 'Seen in the console.' };
    const judged = await judgeAnswer(
      staff,
      `/api/v1/assessments/${assessment}`,
      'access.mfa',
      review,
    );
    expect(judged.status).toBe(204);
    await create(`assessments/${assessment}/decision`, {
      outcome: 'rejected',
      reason: 'Dependencies are not pinned, and nothing says by when they will be.',
    });

    const report = await create(`assessments/${assessment}/reports`, { format: 'A4' });
    await assay.settle();
    const pdf = await staff.get(`/api/v1/reports/${report}/pdf`);
    const { pages } = await readPdf(pdf.bytes);
    expect(pages[0]).toMatch(/Rejected/);
    expect(pages[0]).toMatch(/pinned/);
  });
});
