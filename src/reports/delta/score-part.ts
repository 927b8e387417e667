import {
  bandWords,
  floorWords,
  levelWords,
  figure,
  signedFigure,
  type Floor,
  type LedgerLine,
  type QuestionLine,
  type Score,
} from '../../scoring/index.js';
import { capital } from '../views/words.js';
import type { DeltaDomain, DeltaFloor, DeltaQuestion, DeltaView } from './delta.view.js';

type Frame = Pick<Score, 'inherent'>;

/** What changed of the engagement itself: nothing an answer could change. */
export function frameChanges({ inherent: then }: Frame, { inherent: now }: Frame): string[] {
  const words = (what: string, before: string, after: string): string[] =>
    before === after ? [] : [`${what} went from ${before} to ${after}.`];
  return [
    ...words('Inherent risk', inherentWords({ inherent: then }), inherentWords({ inherent: now })),
    ...words('The tier', String(then.tier), String(now.tier)),
    ...words('Data', levelWords[then.data.level], levelWords[now.data.level]),
    ...words('Access', levelWords[then.access.level], levelWords[now.access.level]),
    ...words('Criticality', levelWords[then.criticality.level], levelWords[now.criticality.level]),
    ...words('AI autonomy', levelWords[then.autonomy.level], levelWords[now.autonomy.level]),
    ...words('Likelihood', levelWords[then.likelihood], levelWords[now.likelihood]),
  ];
}

const inherentWords = ({ inherent: { level, value } }: Frame): string =>
  `${levelWords[level]} (${value})`;

export function floorChanges(then: Score, now: Score): DeltaView['floors'] {
  const held = new Set(then.floors.map(({ id }) => id));
  const holds = new Set(now.floors.map(({ id }) => id));
  return {
    gained: now.floors.filter(({ id }) => !held.has(id)).map(floorOf),
    lost: then.floors.filter(({ id }) => !holds.has(id)).map(floorOf),
    kept: now.floors.filter(({ id }) => held.has(id)).map(floorOf),
  };
}

const floorOf = ({ id, reasons, atLeast }: Floor): DeltaFloor => ({
  id,
  name: `${floorWords[id]}, at least ${bandWords[atLeast].toLowerCase()}`,
  reasons: reasons.map(capital),
});

export function domainChanges(then: Score, now: Score): DeltaDomain[] {
  const known = new Map(then.domains.map((domain) => [domain.domain, domain]));
  const mine = new Set(now.domains.map(({ domain }) => domain));
  const both = [
    ...now.domains.map(({ domain, label, assured }) => ({
      label,
      before: known.get(domain)?.assured ?? null,
      after: assured,
    })),
    ...then.domains
      .filter(({ domain }) => !mine.has(domain))
      .map(({ label, assured }) => ({ label, before: assured, after: null })),
  ];
  return both.map(({ label, before, after }) => {
    const gained = before === null || after === null ? 0 : after - before;
    const difference = before === null || after === null ? '' : signedFigure(gained);
    return { label, before, after, difference, better: gained > 0.05, worse: gained < -0.05 };
  });
}

/** Questions whose points differ, the largest difference first; what only one of the two asked is among them. */
export function questionChanges(then: Score, now: Score): DeltaQuestion[] {
  const before = linesOf(then.ledger);
  const after = linesOf(now.ledger);
  const keys = new Set([...after.keys(), ...before.keys()]);
  return [...keys]
    .flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)];
      const gained = (is?.wce ?? 0) - (was?.wce ?? 0);
      const same = was?.inSum === is?.inSum && was?.w === is?.w && Math.abs(gained) < 0.005;
      const line = is ?? was;
      if (same || !line) return [];
      return [{ size: Math.abs(gained), shown: questionOf(line, was, is, gained) }];
    })
    .sort((one, other) => other.size - one.size)
    .map(({ shown }) => shown);
}

function questionOf(
  { text, domainLabel, why }: QuestionLine,
  was: QuestionLine | undefined,
  is: QuestionLine | undefined,
  gained: number,
): DeltaQuestion {
  return {
    text,
    domain: domainLabel,
    before: pointsOf(was),
    after: pointsOf(is),
    difference: signedFigure(gained),
    worse: gained < 0,
    why: is ? why : 'It is no longer asked.',
  };
}

const pointsOf = (line: QuestionLine | undefined): string | null =>
  line?.inSum ? `${figure(line.wce)} of ${line.w}` : null;

const linesOf = (ledger: readonly LedgerLine[]): Map<string, QuestionLine> =>
  new Map(ledger.flatMap((line) => (line.kind === 'question' ? [[line.key, line] as const] : [])));
