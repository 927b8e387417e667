import type { AuditLine } from '../../../audits/index.js';
import type { StoredScore } from '../../../assessments/index.js';
import { withoutNames } from '../assessment/answers-part.js';
import type { Assessed } from '../assessment/assessed.js';
import { namelessEvidence } from './evidence-parts.service.js';

/** Texts of a score that are codes, figures or the questionnaire’s own: all others may be somebody’s words. */
const ours = new Set([
  ...['id', 'assessmentId', 'submissionId', 'previousId', 'modelId', 'modelVersion', 'modelHash'],
  ...['version', 'hash', 'scoredAt', 'kind', 'key', 'text', 'domain', 'domainLabel', 'label'],
  ...['weakestLabel', 'weight', 'gap', 'evidence', 'compliance', 'notApplicable', 'level', 'codes'],
  ...['because', 'impact', 'likelihood', 'questions', 'assertionOnly', 'floors', 'atLeast', 'band'],
  ...[
    'bandFromAnswers',
    'bandAfterFloors',
    'bandBefore',
    'bandAfter',
    'modelBand',
    'vector',
    'reference',
  ],
  ...['state', 'questionKey', 'severity', 'until', 'verified'],
  ...['verifiedOn', 'acceptedUntil', 'saidSince', 'forced', 'from', 'to'],
]);

/** Plain data in which every other text is withheld; a new one is until it is listed. */
export function withoutWords<T>(value: T, key = ''): T {
  const walk = (one: unknown, under: string): unknown => {
    if (typeof one === 'string') return ours.has(under) ? one : '[withheld]';
    if (Array.isArray(one)) return one.map((item) => walk(item, under));
    if (one === null || typeof one !== 'object' || one instanceof Date) return one;
    return Object.fromEntries(Object.entries(one).map(([name, held]) => [name, walk(held, name)]));
  };
  return walk(value, key) as T;
}

export const namelessScore = (score: StoredScore | null): StoredScore | null => withoutWords(score);

export const namelessAudit = (audit: AuditLine): AuditLine => ({ ...audit, scope: '[withheld]' });

/** All that is known of an assessment, without what people typed of people or of themselves. */
export const nameless = (facts: Assessed): Assessed => ({
  ...facts,
  engagement: { ...facts.engagement, purpose: null },
  snapshot: { ...facts.snapshot, questions: withoutWords(facts.snapshot.questions) },
  sections: withoutNames(facts.sections),
  score: namelessScore(facts.score),
  audits: facts.audits.map(namelessAudit),
  evidence: facts.evidence.map(namelessEvidence),
  tools: {
    ...facts.tools,
    uses: facts.tools.uses.map(({ purpose: _, ...use }) => use),
  },
});
