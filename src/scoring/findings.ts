import { evidenceGrades, compliances } from './constants.js';
import type { ScoredQuestion } from './question.js';
import { listed, spokenDay } from './wording.js';

/**
 * What a finding does to the question it is about, by its state: `lost` gives nothing back, `full` lets the question
 * count in full. Source: VRM-1, version 1.1.
 */
export const findingEffects = {
  open: 'lost',
  planned: 'lost',
  resolved: 'lost',
  risk_accepted: 'lost',
  verified: 'full',
} as const;
export type ScoredFindingState = keyof typeof findingEffects;

/** What a question is worth once every finding about it was verified. Source: VRM-1, version 1.1. */
export const verifiedWorth = { c: compliances.meets, e: evidenceGrades.verified } as const;

/** A finding, as far as a score looks at it. */
export interface ScoredFinding {
  /** "F-12"; unique within a score. */
  readonly reference: string;
  readonly title: string;
  readonly state: ScoredFindingState;
  /** Key of the question it is about; null, or one that is not asked: it is about nothing asked. */
  readonly questionKey: string | null;
  /** `YYYY-MM-DD`; needed once it is verified. */
  readonly verifiedOn: string | null;
  /** What was said of the answer after the verification, as a clause; null if nothing was. */
  readonly saidSince: string | null;
  /** `YYYY-MM-DD`, the last day of an acceptance; needed while the risk is accepted. */
  readonly acceptedUntil: string | null;
}

/**
 * Checks findings before they are looked at.
 * @throws RangeError on a reference missing or used twice, an unknown state, a verification without its day, an
 * acceptance without its end
 */
export function checkFindings(findings: readonly ScoredFinding[]): void {
  const seen = new Set<string>();
  for (const { reference, state, verifiedOn, acceptedUntil } of findings) {
    const refuse = (trouble: string): never => {
      throw new RangeError(`Finding "${reference}": ${trouble}`);
    };
    if (!reference) refuse('its reference is missing');
    if (seen.has(reference)) refuse('its reference is used twice');
    seen.add(reference);
    if (!Object.hasOwn(findingEffects, state)) refuse(`unknown state "${state}"`);
    if (state === 'verified' && !verifiedOn) refuse('it was verified on no day');
    if (state === 'risk_accepted' && !acceptedUntil) refuse('its risk is accepted without an end');
  }
}

/** In the order of their numbers, so that the order in which they are given does not matter. */
export function inOrder(findings: readonly ScoredFinding[]): ScoredFinding[] {
  return [...findings].sort(
    ({ reference: one }, { reference: other }) =>
      one.length - other.length || (one < other ? -1 : 1),
  );
}

/** The findings by the question they are about, each list in order. */
export function byQuestion(findings: readonly ScoredFinding[]): Map<string, ScoredFinding[]> {
  const found = new Map<string, ScoredFinding[]>();
  for (const finding of inOrder(findings)) {
    if (finding.questionKey === null) continue;
    const about = found.get(finding.questionKey);
    if (about) about.push(finding);
    else found.set(finding.questionKey, [finding]);
  }
  return found;
}

const isVerified = ({ state }: ScoredFinding): boolean => findingEffects[state] === 'full';

/** Whether the answer alone, without any verification, is met in full. */
const isMet = ({ answered, notApplicable, compliance }: ScoredQuestion): boolean =>
  answered && notApplicable === 'none' && compliances[compliance] === compliances.meets;

/**
 * Whether a verification lets the question count in full: every finding about it is verified, and nothing that was said
 * after the last verification falls short of what is expected. A question that left the sum stays out of it.
 */
function isLifted(question: ScoredQuestion, about: readonly ScoredFinding[]): boolean {
  if (question.notApplicable === 'approved' || about.length === 0) return false;
  if (!about.every(isVerified)) return false;
  return isMet(question) || about.some(({ saidSince }) => saidSince === null);
}

/**
 * The questions as they count once findings are looked at: where every finding about one was verified, it meets what is
 * expected on our own verification. Nothing else changes a question, so verifying never makes a score worse.
 * Source: VRM-1, version 1.1.
 */
export function withFindings(
  questions: readonly ScoredQuestion[],
  findings: readonly ScoredFinding[],
): ScoredQuestion[] {
  const about = byQuestion(findings);
  return questions.map((question): ScoredQuestion => {
    const own = about.get(question.key) ?? [];
    if (!isLifted(question, own)) return question;
    return {
      ...question,
      answered: true,
      compliance: 'meets',
      evidence: 'verified',
      evidenceLowered: null,
      notApplicable: 'none',
      notApplicableReason: null,
      verified: listed(
        own.map(({ reference, verifiedOn }) => `${reference} on ${spokenDay(verifiedOn ?? '')}`),
      ),
    };
  });
}
