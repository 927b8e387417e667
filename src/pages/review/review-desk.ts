import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  GroundQueries,
  ReviewSheets,
  type Comparison,
  type Judged,
  type SectionLines,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { Form } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm } from '../frame/form-fields.js';
import { addressOf } from './addresses.js';
import { DeskParts } from './desk-parts.js';
import { judgementFields } from './judgement-fields.js';
import { judging, mayJudge, refusedForm } from './judging-form.js';
import { movementOf } from './movement.js';
import { listLinks, sectionsShown } from './question-list.js';
import { questionShown } from './question-shown.js';
import { isIn, type ReviewList } from './review-marks.js';
import { stepAt } from './review-walk.js';
import { besideAnswer, byChange, changedCount, SinceLast, takeoverOffered } from './since-last.js';
import { stripOf } from './score-strip.js';
import { whatChanged } from './what-changed.js';

/** Where somebody stands in the walk through the answers. */
export interface Place {
  id: string;
  /** Left out: what the vendor answered anew, where it did; else what changed since the cycle before; else all. */
  list?: ReviewList | undefined;
  key?: string | undefined;
}

interface Wanted extends Place {
  form?: Form<object>;
  /** Only what differs from the question before: no list, no frame. */
  step?: boolean;
  /** The answer judged just now: the one after it is shown. */
  after?: { key: string; judged: Judged };
}

/** The page on which answers are judged one after the other. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly sheets: ReviewSheets,
    private readonly grounds: GroundQueries,
    private readonly parts: DeskParts,
    private readonly since: SinceLast,
    private readonly clock: Clock,
  ) {}

  /** The address of the question after this one in a list, if there is one. */
  async next(id: string, list: ReviewList, key: string): Promise<string | undefined> {
    const view = await this.queries.view(id);
    const { sections } = await this.sheets.of(view);
    const last = list === 'since' && (await this.since.of(view));
    const next = stepAt(last ? byChange(last, sections) : sections, list, key)?.next;
    return next === undefined ? undefined : addressOf(id, list, next);
  }

  async shown(me: Caller, wanted: Wanted): Promise<object> {
    const { id, key, form, step: alone, after } = wanted;
    const view = await this.queries.view(id);
    const { sections, answer } = await this.sheets.of(view);
    const last = await this.since.of(view);
    const list = listOf(wanted.list, sections, last);
    const walked = list === 'since' && last ? byChange(last, sections) : sections;
    const next = after && stepAt(walked, list, after.key)?.next;
    const place = stepAt(walked, list, next ?? after?.key ?? key);
    if (!place && (key !== undefined || sections.length > 0)) throw new NotFound('question');
    const head = assessmentHead(view, 'Review');
    if (!place) return { ...head, nothing: true };
    const { key: shownKey } = place.line;
    const section = sections.find(({ questions }) => questions.includes(place.line));
    const step = { ...place, section: section ?? place.section, answer: await answer(shownKey) };
    const fields = judgementFields(await this.grounds.auditsOf(view.vendorId));
    const refused = form && refusedForm(form, step, view.submission?.id);
    const changed = new Set([shownKey, ...(after ? [after.key] : [])]);
    return {
      ...head,
      styles: ['/public/css/review.css', '/public/css/again.css'],
      scripts: ['/public/js/review.js'],
      today: this.clock.today(),
      lists: listLinks(id, list, sections, last && changedCount(last)),
      ...(alone
        ? { changed: whatChanged(walked, changed) }
        : { sections: sectionsShown(id, list, walked, shownKey) }),
      question: questionShown(id, list, step),
      ...(await this.parts.of(me, view, step, sections)),
      ...(last ? besideAnswer(last, shownKey) : {}),
      ...(last && mayJudge(me, view) ? takeoverOffered(last, step.section.key) : {}),
      strip: stripOf(view, sections),
      ...(after ? { moved: movedShown(after.judged, next !== undefined) } : {}),
      ...(refused ? { errors: shownForm(fields, refused).errors } : {}),
      ...(mayJudge(me, view) ? { judge: judging(view, list, step, fields, refused) } : {}),
    };
  }
}

function listOf(
  wanted: ReviewList | undefined,
  sections: readonly SectionLines[],
  last: Comparison | undefined,
): ReviewList {
  if (wanted === 'since') return last ? 'since' : 'all';
  if (wanted) return wanted;
  const isAnew = sections.some(({ questions }) => questions.some((line) => isIn('anew', line)));
  return isAnew ? 'anew' : last ? 'since' : 'all';
}

const movedShown = ({ scoring }: Judged, goesOn: boolean): object => ({
  ...movementOf(scoring),
  said: goesOn ? 'Saved.' : 'Saved. That was the last one of this list.',
});
