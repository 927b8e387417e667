import type { AssessmentView } from '../../assessments/index.js';

type Head = Pick<AssessmentView, 'id' | 'vendorId' | 'vendor'>;

function assessmentCrumbs({ id, vendorId, vendor }: Head, last?: string): object[] {
  const up = [
    { href: '/vendors', label: 'Vendors' },
    { href: `/vendors/${vendorId}`, label: vendor },
  ];
  if (last === undefined) return [...up, { label: 'Assessment' }];
  return [...up, { href: `/assessments/${id}`, label: 'Assessment' }, { label: last }];
}

/** What stands above every page of an assessment. */
export function assessmentHead(view: AssessmentView, last?: string): object {
  const { id, vendor, engagement, questionnaire, questionnaireNumber, state, overdue } = view;
  const title = last === undefined ? `${vendor}: assessment` : `${vendor}: ${last.toLowerCase()}`;
  const daysLate = view.submission?.daysLate ?? 0;
  return {
    title,
    crumbs: assessmentCrumbs(view, last),
    assessment: {
      id,
      href: `/assessments/${id}`,
      vendor,
      engagement,
      questionnaire,
      questionnaireNumber,
      state,
      overdue,
      late: daysLate > 0 ? `${daysLate} ${daysLate === 1 ? 'day' : 'days'} late` : undefined,
    },
  };
}
