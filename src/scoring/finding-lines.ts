import { byQuestion, inOrder, type ScoredFinding, type ScoredFindingState } from './findings.js';
import type { QuestionLine } from './ledger.js';
import { figure } from './rounding.js';
import { listed, spokenDay } from './wording.js';

/** What one finding does to the score. */
export interface FindingLine {
  readonly kind: 'finding';
  readonly reference: string;
  readonly title: string;
  readonly state: ScoredFindingState;
  /** The question it is about; null if it is about nothing that was asked. */
  readonly key: string | null;
  readonly domain: string | null;
  /** Points of 100 that the domain loses at its question, told once a question; 0 where nothing is lost. */
  readonly lost: number;
  readonly why: string;
}

function standingWords({ state, verifiedOn, acceptedUntil }: ScoredFinding): string {
  switch (state) {
    case 'open':
      return 'Open';
    case 'planned':
      return 'Planned';
    case 'resolved':
      return 'Resolved, and not verified yet';
    case 'verified':
      return `Verified by us on ${spokenDay(verifiedOn ?? '')}`;
    case 'risk_accepted':
      return `Risk accepted until ${spokenDay(acceptedUntil ?? '')}, which gives nothing back`;
  }
}

const lossOf = ({ text, lost, domainLabel }: QuestionLine): string =>
  lost > 0 ? `“${text}” loses ${figure(lost)} points of ${domainLabel}` : `“${text}” loses nothing`;

function aboutQuestion(
  finding: ScoredFinding,
  line: QuestionLine,
  about: readonly ScoredFinding[],
): Pick<FindingLine, 'lost' | 'why'> {
  const standing = standingWords(finding);
  const { text } = line;
  if (!line.inSum) return { lost: 0, why: `${standing}; “${text}” left the sum.` };
  const unverified = about.filter(({ state }) => state !== 'verified');
  const teller = unverified[0] ?? about[0];
  if (line.verified) return { lost: 0, why: `${standing}, so “${text}” counts in full.` };
  if (finding.state === 'verified' && unverified.length > 0) {
    const others = listed(unverified.map(({ reference }) => reference));
    const are = unverified.length === 1 ? 'is' : 'are';
    const why = `${standing}; “${text}” counts in full once ${others} ${are} verified too.`;
    return { lost: 0, why };
  }
  if (teller !== finding) {
    return { lost: 0, why: `${standing}; what “${text}” loses stands with ${teller?.reference}.` };
  }
  const { lost } = line;
  if (finding.state === 'verified') {
    return { lost, why: `${standing}, but ${finding.saidSince}: ${lossOf(line)}.` };
  }
  return { lost, why: `${standing}: ${lossOf(line)}.` };
}

/**
 * A line for every finding, in the order of their numbers. The points are those of the question lines, not further ones:
 * of several findings about one question the first that is not verified tells them. Findings about nothing asked move
 * no points. Source: VRM-1, version 1.1.
 */
export function findingLines(
  findings: readonly ScoredFinding[],
  lines: readonly QuestionLine[],
): FindingLine[] {
  const lineOf = new Map(lines.map((line) => [line.key, line]));
  const about = byQuestion(findings);
  return inOrder(findings).map((finding): FindingLine => {
    const { reference, title, state, questionKey } = finding;
    const head = { kind: 'finding', reference, title, state } as const;
    const line = questionKey === null ? undefined : lineOf.get(questionKey);
    if (!line) {
      const why = `${standingWords(finding)}; it is about nothing that was asked, so it moves no points.`;
      return { ...head, key: null, domain: null, lost: 0, why };
    }
    const { key, domain } = line;
    return { ...head, key, domain, ...aboutQuestion(finding, line, about.get(key) ?? []) };
  });
}
