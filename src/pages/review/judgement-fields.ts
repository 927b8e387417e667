import { audiences, judgements, type Audience, type Footing } from '../../assessments/index.js';
import { evidenceGrades, evidenceWords, type EvidenceGrade } from '../../scoring/index.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { worded } from '../frame/words.js';
import { judgementWords } from './review-marks.js';

const audienceWords: Readonly<Record<Audience, { label: string; hint: string }>> = {
  internal: { label: 'Internal', hint: 'For us and our report.' },
  vendor: { label: 'For the vendor', hint: 'They read it when the question goes back.' },
};

/** The form of a judgement; audits to rest on are offered where the vendor has some. */
export function judgementFields(audits: ReadonlyMap<string, Footing>): Record<string, FieldPlan> {
  return {
    judgement: {
      label: 'The answer',
      type: 'radios',
      options: judgements.map((value) => ({ value, label: judgementWords[value] })),
    },
    evidence: {
      label: 'It rests on',
      type: 'select',
      options: (Object.keys(evidenceGrades) as EvidenceGrade[]).map((value) => ({
        value,
        label: `${worded(evidenceWords[value])} (${evidenceGrades[value].toFixed(2)})`,
      })),
    },
    ...(audits.size > 0 ? auditFields(audits) : {}),
    comment: {
      label: 'Comment',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
    },
    audience: {
      label: 'The comment is',
      type: 'radios',
      options: audiences.map((value) => ({ value, ...audienceWords[value] })),
    },
  };
}

const auditFields = (audits: ReadonlyMap<string, Footing>): Record<string, FieldPlan> => ({
  auditId: {
    label: 'Which audit',
    type: 'select',
    hint: 'The score then follows it: stale or in doubt, it proves nothing.',
    options: [
      { value: '', label: 'None named' },
      ...[...audits].map(([value, { words, grade, lowered }]) => ({
        value,
        label: `${words} (${lowered === null ? evidenceGrades[grade].toFixed(2) : 'proves nothing today'})`,
      })),
    ],
  },
  scopeGap: {
    label: 'What it does not cover',
    maxlength: 500,
    hint: 'It then proves nothing for this answer.',
  },
});
