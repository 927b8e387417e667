import type { Problem } from './problem.js';
import { choicesOf, type Condition, type Question, type Section } from './question.js';

interface Placed {
  question: Question;
  path: string;
  position: number;
}

type Leaf = Extract<Condition, { question: string }>;

/** The single tests a condition is made of. */
function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}

/** Checks that every condition names an earlier question and choices it offers, and that none goes in a circle. */
export function checkReferences(sections: readonly Section[]): Problem[] {
  const placed = place(sections);
  const byKey = new Map(placed.map((entry) => [entry.question.key, entry]));
  return placed.flatMap((from) => {
    if (!from.question.when) return [];
    const messages = leavesOf(from.question.when).flatMap((leaf) => complaints(leaf, from, byKey));
    return [...new Set(messages)].map((message) => ({ path: `${from.path}.when`, message }));
  });
}

function place(sections: readonly Section[]): Placed[] {
  return sections
    .flatMap((section, s) =>
      section.questions.map((question, q) => ({
        question,
        path: `sections.${s}.questions.${q}`,
      })),
    )
    .map((entry, position) => ({ ...entry, position }));
}

function complaints(leaf: Leaf, from: Placed, byKey: ReadonlyMap<string, Placed>): string[] {
  const target = byKey.get(leaf.question);
  if (!target) return [`names “${leaf.question}”, which is no question here`];
  if (target.position >= from.position) {
    return reaches(target, from.question.key, byKey)
      ? [`goes in a circle through “${leaf.question}”`]
      : [`names “${leaf.question}”, which is asked later; a condition can only look back`];
  }
  return 'is' in leaf ? unknownChoices(leaf.is, target.question) : [];
}

function unknownChoices(is: string | string[], question: Question): string[] {
  const offered = choicesOf(question).map((choice) => choice.value);
  if (offered.length === 0) {
    return [`compares “${question.key}”, which has no choices; use “answered”`];
  }
  return [is]
    .flat()
    .filter((value) => !offered.includes(value))
    .map((value) => `names “${value}”, which “${question.key}” does not offer`);
}

function reaches(start: Placed, goal: string, byKey: ReadonlyMap<string, Placed>): boolean {
  const seen = new Set<string>();
  const waiting = [start.question.key];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (key === goal) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    const when = byKey.get(key)?.question.when;
    if (when) waiting.push(...leavesOf(when).map((leaf) => leaf.question));
  }
  return false;
}
