import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  GroundQueries,
  mayTake,
  SubmittedAnswers,
  type AssessmentView,
  type SubmittedAnswerView,
  type SubmittedSectionView,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { evidenceWords, weights } from '../../scoring/index.js';
import { answerShown } from './answer-shown.js';
import { EvidenceOfAnswer } from '../evidence/evidence-of-answer.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { judgementFields } from './judgement-fields.js';
import {
  isIn,
  isJudged,
  judgementWords,
  markOf,
  reviewLists,
  type ReviewList,
} from './review-marks.js';
import { stepAt, type Step } from './review-walk.js';
import { worded } from '../frame/words.js';

const listWords: Readonly<Record<ReviewList, string>> = {
  all: 'All',
  open: 'Not reviewed',
  adverse: 'Adverse',
};

/** The page on which answers are judged one after the other. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly answers: SubmittedAnswers,
    private readonly grounds: GroundQueries,
    private readonly evidence: EvidenceOfAnswer,
  ) {}

  /** The address of the question after this one in a list, if there is one. */
  async next(id: string, list: ReviewList, key: string): Promise<string | undefined> {
    const next = stepAt(await this.answers.sections(id), list, key)?.next;
    return next === undefined ? undefined : addressOf(id, list, next);
  }

  async shown(
    me: Caller,
    id: string,
    list: ReviewList,
    key?: string,
    form?: Form<object>,
  ): Promise<object> {
    const view = await this.queries.view(id);
    const sections = await this.answers.sections(id);
    const step = stepAt(sections, list, key);
    if (!step && (key !== undefined || sections.length > 0)) throw new NotFound('question');
    const head = assessmentHead(view, 'Review');
    const fields = judgementFields(await this.grounds.auditsOf(view.vendorId));
    if (!step) return { ...head, nothing: true };
    const { key: questionKey } = step.answer;
    const place = { vendorId: view.vendorId, assessmentId: id, questionKey };
    return {
      ...head,
      styles: ['/public/css/review.css'],
      scripts: ['/public/js/review.js'],
      lists: reviewLists.map((one) => listLink(id, one, list, sections)),
      sections: sectionsShown(id, list, sections, step.answer.key),
      question: questionShown(id, list, step),
      ...(me.may.has('evidence.read')
        ? {
            attached: {
              ...(await this.evidence.view(me, place)),
              action: `/assessments/${id}/review/${encodeURIComponent(questionKey)}/evidence`,
            },
          }
        : {}),
      strip: stripOf(view, sections),
      ...(form ? { errors: shownForm(fields, form).errors } : {}),
      ...(mayJudge(me, view) ? { judge: judging(view, list, step.answer, fields, form) } : {}),
    };
  }
}

export function addressOf(id: string, list: ReviewList, key: string): string {
  const show = list === 'all' ? '' : `?show=${list}`;
  return `/assessments/${id}/review/${encodeURIComponent(key)}${show}`;
}

const mayJudge = (me: Caller, { state }: AssessmentView): boolean =>
  me.may.has('assessments.write') && mayTake('review', state);

function listLink(
  id: string,
  list: ReviewList,
  current: ReviewList,
  sections: readonly SubmittedSectionView[],
): object {
  const found = sections.flatMap(({ questions }) => questions).filter((one) => isIn(list, one));
  return {
    href: `/assessments/${id}/review?show=${list}`,
    label: listWords[list],
    current: list === current,
    count: String(found.length),
  };
}

function sectionsShown(
  id: string,
  list: ReviewList,
  sections: readonly SubmittedSectionView[],
  current: string,
): object[] {
  return sections
    .map(({ title, questions }) => ({
      title,
      judged: questions.filter(isJudged).length,
      of: questions.length,
      questions: questions
        .filter((answer) => isIn(list, answer) || answer.key === current)
        .map((answer) => ({
          text: answer.text,
          href: addressOf(id, list, answer.key),
          current: answer.key === current,
          mark: markOf(answer),
        })),
    }))
    .filter(({ questions }) => questions.length > 0);
}

function questionShown(id: string, list: ReviewList, step: Step): object {
  const { section, answer, number, of, previous, next } = step;
  const { key, text, weight, domainLabel, knockOut, guidance, evidenceWanted, controls } = answer;
  const { expected, comparison, points, review, reviewOutdated } = answer;
  const { restsOn, evidenceLowered } = answer;
  return {
    key,
    text,
    section: section.title,
    number,
    of,
    domain: domainLabel === section.title ? undefined : domainLabel,
    weight: `${worded(weight)}, weight ${weights[weight]}`,
    knockOut,
    guidance,
    evidenceWanted,
    controls: [...controls],
    expected,
    answer: answerShown(answer),
    compared: comparison.reason,
    points: points?.why,
    restsOn,
    lowered: evidenceLowered,
    unnamed: review?.evidence === 'audit' && restsOn === undefined,
    review: review && {
      ...review,
      word: judgementWords[review.judgement],
      evidence: worded(evidenceWords[review.evidence]),
      outdated: reviewOutdated,
    },
    ...(previous === undefined ? {} : { previous: addressOf(id, list, previous) }),
    ...(next === undefined ? {} : { next: addressOf(id, list, next) }),
  };
}

function judging(
  { id, vendorId }: AssessmentView,
  list: ReviewList,
  { key, review }: SubmittedAnswerView,
  fields: Record<string, FieldPlan>,
  form?: Form<object>,
): object {
  const typed: FormBody = form?.typed ?? {
    judgement: review?.judgement ?? '',
    evidence: review?.evidence ?? 'assertion',
    auditId: review?.auditId ?? '',
    scopeGap: review?.scopeGap ?? '',
    comment: review?.comment ?? '',
  };
  const current = String(review?.version ?? 0);
  return {
    action: addressOf(id, list, key),
    recordAudit: `/vendors/${vendorId}/audits/new`,
    version: current,
    outOfScope: Boolean(typed['scopeGap']) || form?.problems['scopeGap'] !== undefined,
    clash: form !== undefined && form.typed['version'] !== current,
    fields: shownForm(fields, { typed, value: {}, problems: {}, ...form }).fields,
  };
}

function stripOf({ score }: AssessmentView, sections: readonly SubmittedSectionView[]): object {
  const all = sections.flatMap(({ questions }) => questions);
  return {
    judged: all.filter(isJudged).length,
    of: all.length,
    ...(score ? { band: score.band, floored: score.floored, residual: score.residual } : {}),
  };
}
