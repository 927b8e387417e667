import type { FindingOfAssessment } from '../../findings/index.js';
import type { DomainLine, FindingLine, LedgerLine, QuestionLine } from '../../scoring/index.js';

const isQuestion = (line: LedgerLine): line is QuestionLine => line.kind === 'question';
const isFinding = (line: LedgerLine): line is FindingLine => line.kind === 'finding';
const isDomain = (line: LedgerLine): line is DomainLine => line.kind === 'domain';

/** The ledger by domain: its questions with their points, then the sums they add up to. */
export function ledgerShown(assessmentId: string, ledger: readonly LedgerLine[]): object[] {
  const questions = ledger.filter(isQuestion);
  return ledger.filter(isDomain).map(({ domain, label, why, ...sums }) => ({
    label,
    lines: questions
      .filter((line) => line.domain === domain)
      .map(({ key, text, inSum, w, c, e, wce, lost, why: reason }) => ({
        href: `/assessments/${assessmentId}/review/${encodeURIComponent(key)}`,
        text,
        inSum,
        w,
        c,
        e: e.toFixed(2),
        wce,
        lost,
        why: reason,
      })),
    sum: { weight: sums.weight, proven: sums.proven, lost: lostOf(sums.assured), why },
  }));
}

/** What a domain misses to 100; nothing where nothing of it counts. */
const lostOf = (assured: number | null): number | undefined =>
  assured === null ? undefined : 100 - assured;

/** What each finding does to the score; `about`: its question was asked. */
export function findingsShown(
  ledger: readonly LedgerLine[],
  findings: readonly Pick<FindingOfAssessment, 'id' | 'reference'>[],
): object[] {
  const ids = new Map(findings.map(({ id, reference }) => [reference, id]));
  return ledger.filter(isFinding).map(({ reference, title, state, key, lost, why }) => ({
    reference,
    ...(ids.has(reference) ? { href: `/findings/${ids.get(reference)}` } : {}),
    title,
    state,
    about: key !== null,
    lost,
    why,
  }));
}
