import type { VendorAssessment } from '../../assessments/index.js';
import type { FormBody } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';

interface Pair {
  from: string;
  to: string;
}

type Comparable = VendorAssessment & { submittedAt: string };

/** Those that were submitted, the newest first. */
const comparable = (assessments: readonly VendorAssessment[]): Comparable[] =>
  assessments.filter((one): one is Comparable => one.submittedAt !== undefined);

/** What was chosen; at first the last two. */
export function chosenPair(query: FormBody, assessments: readonly VendorAssessment[]): Pair {
  const [last, before] = comparable(assessments);
  const one = (name: string, usual: string | undefined): string => {
    const sent = [query?.[name] ?? []].flat()[0];
    return sent ?? usual ?? '';
  };
  return { from: one('from', before?.id), to: one('to', last?.id) };
}

export function compareForm(
  vendorId: string,
  assessments: readonly VendorAssessment[],
  { from, to }: Pair,
): object {
  const found = comparable(assessments);
  const field = (name: string, label: string, chosen: string) => ({
    ...{ name, label, type: 'select' },
    options: found.map(({ id, engagement, questionnaire, submittedAt, decidedAt }) => ({
      value: id,
      label: `${dayText((decidedAt ?? submittedAt).slice(0, 10))}: ${engagement}, ${questionnaire}`,
      checked: id === chosen,
    })),
  });
  return {
    choose: {
      action: `/vendors/${vendorId}/compare`,
      few: found.length < 2,
      from: field('from', 'Before', from),
      to: field('to', 'After', to),
    },
  };
}
