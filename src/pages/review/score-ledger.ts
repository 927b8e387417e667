import type { DomainLine, LedgerLine, QuestionLine } from '../../scoring/index.js';

const isQuestion = (line: LedgerLine): line is QuestionLine => line.kind === 'question';
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
