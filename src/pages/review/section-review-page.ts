import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  GroundQueries,
  inBulk,
  judgements,
  SubmittedAnswers,
  type Judgement,
  type SubmittedAnswerView,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm } from '../frame/form-fields.js';
import { addressOf } from './addresses.js';
import { judgementFields } from './judgement-fields.js';
import { mayJudge } from './judging-form.js';
import { isJudged, judgementWords, markOf } from './review-marks.js';

interface Wanted {
  id: string;
  section: string;
  judgement: Judgement;
  form?: Form<object>;
}

/** The page on which the rest of a section is judged together: what it touches, and what it leaves out and why. */
@Injectable()
export class SectionReviewPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly answers: SubmittedAnswers,
    private readonly grounds: GroundQueries,
  ) {}

  async of(me: Caller, { id, section: key, judgement, form }: Wanted): Promise<object> {
    const view = await this.queries.view(id);
    const section = (await this.answers.sections(id)).find((one) => one.key === key);
    if (!section) throw new NotFound('section');
    const asked = section.questions.map((answer) => ({ ...answer, judged: isJudged(answer) }));
    const { touched, leftOut } = inBulk(asked, judgement);
    const { judgement: _, ...fields } = judgementFields(await this.grounds.auditsOf(view.vendorId));
    const blank: FormBody = { evidence: 'assertion', audience: 'internal' };
    const shown = shownForm(fields, form ?? { typed: blank, value: {}, problems: {} });
    const chosen = form && new Set([form.typed['questions'] ?? []].flat());
    const contradicts = ({ comparison: { compliance } }: SubmittedAnswerView): boolean =>
      judgement === 'meets' && compliance < 1;
    const action = `/assessments/${id}/sections/${encodeURIComponent(key)}/review`;
    return {
      ...assessmentHead(view, 'Judge a section'),
      styles: ['/public/css/review.css'],
      section: { title: section.title, open: touched.length, of: asked.length },
      back: addressOf(id, 'all', section.questions[0]?.key ?? ''),
      choices: judgements.map((one) => ({
        href: `${action}?judgement=${one}`,
        label: judgementWords[one],
        current: one === judgement,
      })),
      touched: touched.map((answer) => ({
        ...touchedShown(answer),
        href: addressOf(id, 'all', answer.key),
        checked: chosen ? chosen.has(answer.key) : !contradicts(answer),
      })),
      adverse: touched.some(contradicts),
      leftOut: leftOut.map((one) => ({ ...one, href: addressOf(id, 'all', one.key) })),
      errors: shown.errors,
      ...(mayJudge(me, view)
        ? {
            judge: {
              action: `${action}?judgement=${judgement}`,
              judgement,
              word: judgementWords[judgement].toLowerCase(),
              submissionId: form?.typed['submissionId'] ?? view.submission?.id,
              fields: shown.fields,
            },
          }
        : {}),
    };
  }
}

const touchedShown = (answer: SubmittedAnswerView): object => ({
  key: answer.key,
  text: answer.text,
  said: answer.lines.join('; ').slice(0, 160),
  knockOut: answer.knockOut,
  mark: markOf(answer),
});
