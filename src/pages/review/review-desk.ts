import { Injectable } from '@nestjs/common';
import { AssessmentQueries, GroundQueries, SubmittedAnswers } from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import type { Form } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm } from '../frame/form-fields.js';
import { addressOf } from './addresses.js';
import { DeskParts } from './desk-parts.js';
import { judgementFields } from './judgement-fields.js';
import { judging, mayJudge } from './judging-form.js';
import { listLinks, sectionsShown } from './question-list.js';
import { questionShown } from './question-shown.js';
import type { ReviewList } from './review-marks.js';
import { stepAt } from './review-walk.js';
import { stripOf } from './score-strip.js';

/** The page on which answers are judged one after the other. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly answers: SubmittedAnswers,
    private readonly grounds: GroundQueries,
    private readonly parts: DeskParts,
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
    if (!step) return { ...head, nothing: true };
    const fields = judgementFields(await this.grounds.auditsOf(view.vendorId));
    return {
      ...head,
      styles: ['/public/css/review.css'],
      scripts: ['/public/js/review.js'],
      lists: listLinks(id, list, sections),
      sections: sectionsShown(id, list, sections, step.answer.key),
      question: questionShown(id, list, step),
      ...(await this.parts.of(me, view, step)),
      strip: stripOf(view, sections),
      ...(form ? { errors: shownForm(fields, form).errors } : {}),
      ...(mayJudge(me, view) ? { judge: judging(view, list, step.answer, fields, form) } : {}),
    };
  }
}
