import { weights } from '../../scoring/index.js';
import { changesBetween, saidStanding, type Changes } from './answer-changes.js';
import type { CycleAnswer } from './cycle-answer.js';

/** In the order in which a reviewer looks at them. */
export const changeKinds = [
  'weakened',
  'new',
  'strengthened',
  'changed',
  'confirmed',
  'blank',
  'gone',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeWords: Readonly<Record<ChangeKind, string>> = {
  weakened: 'Weakened',
  new: 'New',
  strengthened: 'Strengthened',
  changed: 'Changed otherwise',
  confirmed: 'The same',
  blank: 'Left blank both times',
  gone: 'No longer asked',
};

/** One question in two cycles. */
export interface CycleChange {
  readonly key: string;
  readonly kind: ChangeKind;
  /** What changed, in sentences, the worst first; empty where nothing did. */
  readonly why: readonly string[];
  /** The question reads otherwise, or offers other choices. */
  readonly reworded: boolean;
  /** Confirmed in so many cycles in a row without evidence that somebody should ask for some. */
  readonly flagged: boolean;
  readonly before: CycleAnswer | null;
  readonly after: CycleAnswer | null;
}

/**
 * What changed between two cycles, a line for each question that either of them asked. Weakened: compliance is lower,
 * evidence is weaker or fell away, it is not applicable where something was met, or blank where it was answered; one
 * such reason is enough, whatever else got better. New: not asked before, or asked in other words. Sorted by kind,
 * then by weight, knock-outs first, then as they are asked.
 * Source: issue “Review, findings, decisions and the next cycle”; c and e are those of VRM-1.
 *
 * @param flagAt cycles in a row, confirmed without evidence, from which on an answer is flagged; whole, at least 1
 * @param changed what became of one question, where it is known already
 * @throws RangeError when a question stands twice in one cycle
 */
export function compareCycles(
  before: readonly CycleAnswer[],
  after: readonly CycleAnswer[],
  flagAt = 5,
  changed = changeOf,
): CycleChange[] {
  const then = byKey(before);
  const now = byKey(after);
  const changes = [
    ...after.map((answer) => changed(then.get(answer.key) ?? null, answer, flagAt)),
    ...before.filter(({ key }) => !now.has(key)).map(gone),
  ];
  const ranks = new Map(changes.map((change) => [change, rankOf(change)]));
  // Sorting is stable: within a kind and weight they stay as they are asked.
  return changes.sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
}

function byKey(answers: readonly CycleAnswer[]): ReadonlyMap<string, CycleAnswer> {
  const found = new Map(answers.map((answer) => [answer.key, answer]));
  if (found.size < answers.length) throw new RangeError('A question stands twice in one cycle');
  return found;
}

/** What became of one question; `before` is null where it was not asked. */
export function changeOf(
  before: CycleAnswer | null,
  after: CycleAnswer,
  flagAt: number,
): CycleChange {
  const flagged = after.unproven >= flagAt;
  const shared = { key: after.key, before, after, flagged };
  if (!before) {
    return { ...shared, kind: 'new', why: ['It was not asked before.'], reworded: false };
  }
  const reworded = before.hash !== after.hash;
  const changes = changesBetween(before, after);
  const judgeable = changes.worse.length + changes.better.length > 0;
  const why = [
    ...changes.worse,
    ...(reworded ? ['The question reads otherwise than before.'] : []),
    ...changes.better,
    ...(judgeable ? [] : changes.other),
  ];
  return { ...shared, kind: kindOf(changes, reworded, after), why, reworded };
}

function kindOf({ worse, better, other }: Changes, reworded: boolean, after: CycleAnswer) {
  if (worse.length > 0) return 'weakened';
  if (reworded) return 'new';
  if (better.length > 0) return 'strengthened';
  if (other.length > 0) return 'changed';
  return saidStanding(after) === 'blank' ? 'blank' : 'confirmed';
}

const gone = (before: CycleAnswer): CycleChange => ({
  key: before.key,
  kind: 'gone',
  why: ['It is no longer asked.'],
  reworded: false,
  flagged: false,
  before,
  after: null,
});

const kindRanks = new Map(changeKinds.map((kind, rank) => [kind, rank]));

function rankOf({ kind, before, after }: CycleChange): number {
  const question = after ?? before;
  const points = question ? weights[question.weight] : 0;
  const knockOut = question?.knockOut ? 0 : 1;
  return (kindRanks.get(kind) ?? 0) * 1_000 + (100 - points) * 2 + knockOut;
}
