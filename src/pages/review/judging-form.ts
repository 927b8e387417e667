import { mayTake, type AssessmentView } from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { addressOf } from './addresses.js';
import { judgementWords, type ReviewList } from './review-marks.js';
import type { Step } from './review-walk.js';

type Typed = Form<object>;

export const mayJudge = (me: Caller, { state }: AssessmentView): boolean =>
  me.may.has('assessments.write') && mayTake('review', state);

/** The form in which one answer is judged. */
export function judging(
  { id, vendorId, submission }: AssessmentView,
  list: ReviewList,
  { answer: { key, review }, section, open }: Step,
  fields: Record<string, FieldPlan>,
  form?: Typed,
): object {
  const typed: FormBody = form?.typed ?? {
    judgement: review?.judgement ?? '',
    evidence: review?.evidence ?? 'assertion',
    auditId: review?.auditId ?? '',
    scopeGap: review?.scopeGap ?? '',
    comment: review?.comment ?? '',
    audience: review?.audience ?? 'internal',
  };
  const action = addressOf(id, list, key);
  return {
    action,
    recordAudit: `/vendors/${vendorId}/audits/new`,
    version: String(review?.version ?? 0),
    submissionId: submission?.id,
    outOfScope: Boolean(typed['scopeGap']) || form?.problems['scopeGap'] !== undefined,
    clash: isClash(form, review),
    theirs: action,
    ...(open === undefined
      ? {}
      : { together: `/assessments/${id}/sections/${encodeURIComponent(section.key)}/review` }),
    fields: shownForm(fields, { typed, value: {}, problems: {}, ...form }).fields,
  };
}

type Reviewed = Step['answer']['review'];

/** True if somebody judged it, or took a judgement back, after this form was made. */
const isClash = (form: Typed | undefined, review: Reviewed): boolean =>
  form !== undefined && form.typed['version'] !== String(review?.version ?? 0);

/** A refused form, saying who was faster; the answer that was given anew meanwhile is to be judged afresh. */
export function refusedForm(
  form: Typed,
  { answer: { review } }: Step,
  submissionId: string | undefined,
): Typed {
  const lookedAt = form.typed['submissionId'];
  if (lookedAt !== undefined && lookedAt !== submissionId) {
    return { ...form, typed: { ...form.typed, judgement: '' } };
  }
  if (!isClash(form, review)) return form;
  const message = review
    ? `${review.reviewer} judged this answer meanwhile: ${judgementWords[review.judgement].toLowerCase()}. Yours is not ` +
      'saved. Keep theirs, or save yours over it.'
    : 'The judgement that stood here was undone meanwhile. Yours is not saved: save it again if it still holds.';
  return { ...form, message };
}
