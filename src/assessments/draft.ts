import { addMonths } from '../platform/clock.js';
import { Invalid } from '../platform/errors.js';
import type { QuestionnaireDefinition } from '../questionnaires/index.js';

const furthestMonths = 24;

/** Refuses a due day that has passed or is more than two years away. */
export function checkDueOn(dueOn: string, today: string): void {
  if (dueOn < today) throw new Invalid({ dueOn: 'is in the past' });
  if (dueOn > addMonths(today, furthestMonths)) {
    throw new Invalid({ dueOn: 'is more than two years away' });
  }
}

/** Section keys as they were sent, checked against the questionnaire; null opens all of them. */
export function sectionsOf(definition: QuestionnaireDefinition, raw: unknown): string[] | null {
  if (raw === undefined || raw === null || raw === '') return null;
  const sent: unknown[] = [raw].flat();
  const known = definition.sections.map(({ key }) => key);
  if (sent.length === 0) throw new Invalid({ sections: 'names no section' });
  if (!sent.every((key) => known.includes(key as string))) {
    throw new Invalid({ sections: `has something other than: ${known.join(', ')}` });
  }
  return known.filter((key) => sent.includes(key));
}
