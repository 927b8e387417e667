import type { RaisedFacts, Severity } from '../../findings/index.js';
import {
  textHash,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import type { Assessment } from '../assessment.entity.js';

type About = Pick<Assessment, 'id' | 'vendorId' | 'engagementId'>;

/** Where a questionnaire does not say how grave it is. */
const usual: Readonly<Record<Question['weight'], Severity>> = {
  critical: 'high',
  standard: 'moderate',
  minor: 'low',
};

/**
 * Names what a question is about at an engagement. The same question in another questionnaire, or in the next cycle, is
 * the same gap; one that was worded anew under its old key is another.
 */
export const gapOf = (engagementId: string, question: Question): string =>
  `${engagementId} ${question.key} ${textHash(question)}`;

/** What a finding about a question says unless somebody says otherwise. */
export function factsOf(
  { id, vendorId, engagementId }: About,
  question: Question,
  { domains }: Pick<QuestionnaireDefinition, 'domains'>,
): RaisedFacts {
  const { key, text, gap, finding, knockOut, weight } = question;
  const domain = domains.find((one) => one.key === question.domain)?.label;
  return {
    vendorId,
    engagementId,
    assessmentId: id,
    originKind: 'answer',
    originId: id,
    originPart: key,
    gap: gapOf(engagementId, question),
    domain,
    title: gap ? sentence(gap) : shortened(text),
    detail: `Asked: “${text}”`,
    severity: finding?.severity ?? (knockOut ? 'very_high' : usual[weight]),
    ...(finding ? { proposedRemediation: finding.remediation } : {}),
  };
}

const sentence = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);
const longest = 300;
const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
