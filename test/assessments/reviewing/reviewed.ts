import { Answers, Respondents, Submissions, type Scope } from '../../../src/assessments/index.js';
import type { TestAssay, Visitor } from '../../support/app.js';
import { publish, send, type Sent } from '../../portal/respondent.js';
import { keyAt, largeQuestionnaire } from './large-questionnaire.js';

type Entry = Parameters<Answers['saveAll']>[1][number];
export type Said = 'yes' | 'no' | 'blank' | 'not applicable';

/** An assessment of so many questions, submitted and scored; everything yes apart from what is told by number. */
export async function submittedLarge(
  assay: TestAssay,
  staff: Visitor,
  amount: number,
  otherwise: Readonly<Record<number, Said>> = {},
): Promise<Sent & { path: string }> {
  const sent = await send(staff, await publish(assay, largeQuestionnaire(amount)));
  const said = Array.from({ length: amount }, (_, at) => otherwise[at] ?? 'yes');
  await answer(assay, sent.secret, said);
  return { ...sent, path: `/api/v1/assessments/${sent.assessmentId}` };
}

/** Answers by number, and submits. */
export async function answer(
  assay: TestAssay,
  secret: string,
  said: readonly (Said | undefined)[],
): Promise<void> {
  const scope = (await assay.app.get(Respondents).peek(secret)) as Scope;
  const entries = said.flatMap<Entry>((one, at) => {
    const key = keyAt(at);
    if (one === undefined || one === 'blank') return [];
    if (one !== 'not applicable') return [{ key, draft: { value: one } }];
    return [{ key, draft: { notApplicableReason: 'We do not build anything.' } }];
  });
  const outcomes = await assay.app.get(Answers).saveAll(scope, entries);
  const refused = outcomes.filter(({ kind }) => kind === 'refused');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await assay.app.get(Submissions).submit(scope);
  await assay.settle();
}
