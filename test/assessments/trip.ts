import { Respondents, Answers, Submissions } from '../../src/assessments/index.js';
import { LetterQueries } from '../../src/platform/mail/index.js';
import {
  Questionnaires,
  questionsOf,
  type AnswerValue,
  type PublishedVersion,
} from '../../src/questionnaires/index.js';
import type { TestAssay, Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';
import { goodAnswer } from './good-answers.js';

export interface Ids {
  vendorId: string;
  engagementId: string;
  contactId: string;
  questionnaireVersionId: string;
}

interface Created {
  id: string;
}

export const dueOn = '2026-12-18';

/** A vendor with an engagement and a contact, and the short questionnaire. */
export async function prepare(
  assay: TestAssay,
  analyst: Visitor,
  engagement: object = {},
): Promise<Ids> {
  const vendorId = await addVendor(analyst);
  const path = `/api/v1/vendors/${vendorId}`;
  const facts = { ...engagementFacts, ...engagement };
  const { body: added } = await analyst.post<Created>(`${path}/engagements`, facts);
  const { body: contact } = await analyst.post<Created>(`${path}/contacts`, contactFacts);
  const { id: questionnaireVersionId } = await shortOne(assay);
  return { vendorId, engagementId: added.id, contactId: contact.id, questionnaireVersionId };
}

export async function shortOne(assay: TestAssay): Promise<PublishedVersion> {
  return assay.app.get(Questionnaires).latestPublished('ai-vendor-short');
}

export async function draft(analyst: Visitor, ids: Ids, facts: object = {}): Promise<string> {
  const { body } = await analyst.post<Created>('/api/v1/assessments', { ...ids, dueOn, ...facts });
  return body.id;
}

export async function send(analyst: Visitor, id: string): Promise<string> {
  return (await analyst.post<Created>(`/api/v1/assessments/${id}/dispatches`)).body.id;
}

/** The secrets in the letters about an assessment, newest letter first, as their readers find them. */
export async function secretsInLetters(assay: TestAssay, id: string): Promise<string[]> {
  const letters = assay.app.get(LetterQueries);
  const { items } = await letters.page({ size: 200 });
  const secrets: string[] = [];
  for (const letter of items.filter(({ about }) => about.id === id)) {
    const { text } = await letters.read(letter.id);
    const [, secret] = /\/answer\/([A-Za-z0-9_-]{43})/.exec(text ?? '') ?? [];
    if (secret) secrets.push(secret);
  }
  return secrets;
}

/** Answers everything well, apart from what is told otherwise (null: left blank), and submits. */
export async function answerAll(
  assay: TestAssay,
  secret: string,
  otherwise: Record<string, AnswerValue | null> = {},
  reasons: Record<string, string> = {},
): Promise<void> {
  const scope = await assay.app.get(Respondents).peek(secret);
  if (!scope) throw new Error('The link does not open anything.');
  const { definition } = await assay.app
    .get(Questionnaires)
    .published(scope.questionnaireVersionId);
  const today = assay.clock.today();
  const entries = questionsOf(definition).flatMap((question) => {
    const { key } = question;
    const value = key in otherwise ? otherwise[key] : goodAnswer(question, today);
    const reason = reasons[key];
    const draft = reason ? { value: null, notApplicableReason: reason } : { value };
    return value === null && !reason ? [] : [{ key, draft }];
  });
  const outcomes = await assay.app.get(Answers).saveAll(scope, entries);
  const refused = outcomes.filter(({ kind }) => kind === 'refused');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await assay.app.get(Submissions).submit(scope);
}

/** From nothing to an assessment that was answered and scored. */
export async function submitted(
  assay: TestAssay,
  analyst: Visitor,
  ids: Ids,
  otherwise: Record<string, AnswerValue | null> = {},
  reasons: Record<string, string> = {},
): Promise<string> {
  const id = await draft(analyst, ids);
  await send(analyst, id);
  const [secret = ''] = await secretsInLetters(assay, id);
  await answerAll(assay, secret, otherwise, reasons);
  await assay.settle();
  return id;
}
