import { mayTake, type AssessmentView, type SubmittedAnswerView } from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { addressOf } from './addresses.js';
import type { ReviewList } from './review-marks.js';

export const mayJudge = (me: Caller, { state }: AssessmentView): boolean =>
  me.may.has('assessments.write') && mayTake('review', state);

/** The form in which one answer is judged. */
export function judging(
  { id, vendorId, submission }: AssessmentView,
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
    audience: review?.audience ?? 'internal',
  };
  const current = String(review?.version ?? 0);
  return {
    action: addressOf(id, list, key),
    recordAudit: `/vendors/${vendorId}/audits/new`,
    version: current,
    submissionId: submission?.id,
    outOfScope: Boolean(typed['scopeGap']) || form?.problems['scopeGap'] !== undefined,
    clash: form !== undefined && form.typed['version'] !== current,
    fields: shownForm(fields, { typed, value: {}, problems: {}, ...form }).fields,
  };
}
