import {
  compliances,
  evidenceGrades,
  weights,
  type Compliance,
  type EvidenceGrade,
  type Weight,
} from './constants.js';

export type NotApplicable = 'none' | 'claimed' | 'approved';

/** One question as asked, and where its answer stands. Questions that were hidden are left out. */
export interface ScoredQuestion {
  readonly key: string;
  readonly text: string;
  readonly domain: string;
  readonly domainLabel: string;
  readonly weight: Weight;
  readonly knockOut: boolean;
  /** The gap in a clause, for reasons: "dependencies are not pinned and hash-checked". */
  readonly gap: string | null;
  readonly answered: boolean;
  /** Not looked at while the question is unanswered or not applicable. */
  readonly compliance: Compliance;
  readonly evidence: EvidenceGrade;
  /** Why the evidence counts as an assertion only (expired, out of scope, auditor in doubt). */
  readonly evidenceLowered: string | null;
  /** What the answer rests on, in words: "SOC 2 Type II, to 30 Sep 2026". */
  readonly restsOn: string | null;
  readonly notApplicable: NotApplicable;
  /** Required once not-applicable is approved. */
  readonly notApplicableReason: string | null;
  /** The findings whose verification it rests on, each with its day; the model itself puts it there. */
  readonly verified?: string;
}

export type Standing = 'answered' | 'blank' | 'claimed' | 'approved';

/** What a question is worth: w 5 to 20 (0 once it left the sum), c 0 to 1, e 0 or 0.5 to 1. */
export interface Mark {
  readonly standing: Standing;
  readonly w: number;
  readonly c: number;
  readonly e: number;
}

function refuse(key: string, trouble: string): never {
  throw new RangeError(`Question "${key}": ${trouble}`);
}

function known(key: string, what: string, table: object, code: string): void {
  if (Object.hasOwn(table, code)) return;
  refuse(key, `unknown ${what} "${code}"; known are ${Object.keys(table).join(', ')}`);
}

const notApplicables: Readonly<Record<NotApplicable, true>> = {
  none: true,
  claimed: true,
  approved: true,
};

/**
 * Checks questions before they are scored.
 * @throws RangeError naming the question: key missing or used twice, domain missing, unknown code,
 * not-applicable approved, or evidence lowered, without a reason
 */
export function checkQuestions(questions: readonly ScoredQuestion[]): void {
  const seen = new Set<string>();
  for (const question of questions) {
    const { key } = question;
    if (!key) refuse('', 'its key is missing');
    if (seen.has(key)) refuse(key, 'its key is used twice');
    seen.add(key);
    if (!question.domain) refuse(key, 'its domain is missing');
    known(key, 'weight', weights, question.weight);
    known(key, 'compliance', compliances, question.compliance);
    known(key, 'evidence grade', evidenceGrades, question.evidence);
    known(key, 'not-applicable state', notApplicables, question.notApplicable);
    if (question.notApplicable === 'approved' && !question.notApplicableReason?.trim()) {
      refuse(key, 'not-applicable was approved without a reason');
    }
    if (question.evidenceLowered?.trim() === '') {
      refuse(key, 'its evidence was lowered without a reason');
    }
  }
}

function standingOf({ notApplicable, answered }: ScoredQuestion): Standing {
  if (notApplicable !== 'none') return notApplicable;
  return answered ? 'answered' : 'blank';
}

/** The evidence grade that counts: assertion if a reason lowered it, else the grade given. */
export function effectiveEvidence(question: ScoredQuestion): EvidenceGrade {
  return question.evidenceLowered === null ? question.evidence : 'assertion';
}

/**
 * What one question is worth. Not applicable leaves the sum (w 0) only once approved; blank and
 * merely claimed count c 0, and e 0 because nothing was said that could be proven.
 * Source: VRM-1.
 */
export function markOf(question: ScoredQuestion): Mark {
  const standing = standingOf(question);
  if (standing === 'approved') return { standing, w: 0, c: 0, e: 0 };
  const w = weights[question.weight];
  if (standing !== 'answered') return { standing, w, c: 0, e: 0 };
  const c = compliances[question.compliance];
  return { standing, w, c, e: evidenceGrades[effectiveEvidence(question)] };
}

/** Proven points are added in these parts of a point: whole numbers, so that order cannot matter. */
export const partsOfPoint = 200;

/** w·c·e in two-hundredths of a point, a whole number. */
export function provenParts({ w, c, e }: Mark): number {
  return Math.round(w * c * e * partsOfPoint);
}

/** True if a knock-out question is answered adversely (c 0), blank, or only claimed not applicable. */
export function failsKnockOut({ knockOut }: ScoredQuestion, { standing, c }: Mark): boolean {
  return knockOut && standing !== 'approved' && c === 0;
}
