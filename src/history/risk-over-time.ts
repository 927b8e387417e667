import { bandWords, figure, type Band } from '../scoring/index.js';

export interface ScoredAt {
  engagementId: string;
  engagement: string;
  /** Instant as ISO 8601 text. */
  at: string;
  /** When the answers it scores were submitted. */
  submittedAt: string;
  band: Band;
  residual: number;
}

/** Of an assessment, whose scores are numbered from 1. */
export interface NumberedScore extends ScoredAt {
  number: number;
}

export interface DecidedAt {
  engagementId: string;
  at: string;
  outcome: string;
}

export interface RiskLine {
  engagementId: string;
  engagement: string;
  /** The message: where it went, from first to last. */
  title: string;
  points: { at: string; value: number; band: Band }[];
  decisions: { at: string; label: string }[];
}

const labels: Readonly<Record<string, string>> = {
  approved: 'approved',
  approved_with_conditions: 'approved with conditions',
  rejected: 'rejected',
};

/** Of each engagement and day the score that counts: of those on the latest answers the last. */
export class LastOfEachDay {
  private readonly kept = new Map<string, NumberedScore>();

  among(scores: Iterable<NumberedScore>): void {
    for (const score of scores) {
      const day = `${score.engagementId} ${score.at.slice(0, 10)}`;
      const known = this.kept.get(day);
      if (!known || isBehind(known, score)) this.kept.set(day, score);
    }
  }

  /** By time; of one moment by the ids of their engagements. */
  get all(): ScoredAt[] {
    return [...this.kept.values()]
      .map(({ number: _, ...score }) => score)
      .sort((one, other) => byTime(one, other) || (one.engagementId < other.engagementId ? -1 : 1));
  }
}

function isBehind(one: NumberedScore, other: NumberedScore): boolean {
  if (one.submittedAt !== other.submittedAt) return one.submittedAt < other.submittedAt;
  return one.at === other.at ? one.number < other.number : one.at < other.at;
}

/**
 * The residual risk of each engagement over time: at most one score a day, the last. A score on answers older than
 * those already scored is left out, as it does not count: scoring an old cycle again does not bring it back.
 * @param scores in any order; of two at one moment the first stays first
 * @param decisions the same
 */
export function riskLines(
  scores: readonly ScoredAt[],
  decisions: readonly DecidedAt[],
): RiskLine[] {
  const lines = new Map<string, ScoredAt[]>();
  for (const score of [...scores].sort(byTime)) {
    const line = lines.get(score.engagementId) ?? [];
    const last = line.at(-1);
    if (last && score.submittedAt < last.submittedAt) continue;
    if (last && last.at.slice(0, 10) === score.at.slice(0, 10)) line.pop();
    lines.set(score.engagementId, [...line, score]);
  }
  return [...lines.entries()].map(([engagementId, line]) => {
    const engagement = line[0]?.engagement ?? '';
    return {
      engagementId,
      engagement,
      title: `${engagement}: ${movement(line)}`,
      points: line.map(({ at, residual: value, band }) => ({ at, value, band })),
      decisions: decisions
        .filter((decision) => decision.engagementId === engagementId)
        .map(({ at, outcome }) => ({ at, label: labels[outcome] ?? outcome }))
        .sort(byTime),
    };
  });
}

const byTime = (one: { at: string }, other: { at: string }): number =>
  one.at === other.at ? 0 : one.at < other.at ? -1 : 1;

function movement(line: readonly ScoredAt[]): string {
  const [first] = line;
  const last = line.at(-1);
  if (!first || !last) return 'not scored yet';
  const now = `${figure(last.residual)} (${bandWords[last.band].toLowerCase()})`;
  if (line.length === 1) return `residual risk is ${now}`;
  const difference = last.residual - first.residual;
  if (Math.abs(difference) < 0.05) return `residual risk is ${now}, as at first`;
  const before = `${figure(first.residual)} (${bandWords[first.band].toLowerCase()})`;
  return `residual risk ${difference < 0 ? 'fell' : 'rose'} from ${before} to ${now}`;
}
