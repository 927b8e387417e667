import { bandWords } from './bands.js';
import { floorWords } from './constants.js';
import type { LedgerLine, OverrideLine, QuestionLine } from './ledger.js';
import { EDGE, figure } from './rounding.js';
import type { Change, PreviousScore } from './score.js';

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

interface Difference {
  readonly size: number;
  readonly sentence: string;
}

function questionLines(ledger: readonly LedgerLine[]): Map<string, QuestionLine> {
  const lines = new Map<string, QuestionLine>();
  for (const line of ledger) if (line.kind === 'question') lines.set(line.key, line);
  return lines;
}

function differenceOf(line: QuestionLine, before: QuestionLine | undefined): Difference | null {
  const name = `“${line.text}”`;
  if (before === undefined) {
    return { size: line.lost, sentence: `${name} is new, and loses ${figure(line.lost)} points.` };
  }
  if (line.inSum !== before.inSum) {
    const sentence = line.inSum
      ? `${name} counts again.`
      : `${name} no longer counts: it does not apply.`;
    return { size: Math.max(line.lost, before.lost), sentence };
  }
  const gained =
    (line.w === 0 ? 0 : line.wce / line.w) - (before.w === 0 ? 0 : before.wce / before.w);
  if (Math.abs(gained) < EDGE) return null;
  const points = line.wce - before.wce;
  const direction = gained > 0 ? 'better' : 'worse';
  const sentence = `${name} is ${direction} by ${figure(Math.abs(points))} of ${line.w} points: ${line.why}`;
  return { size: Math.abs(before.lost - line.lost), sentence };
}

function questionReasons(now: PreviousScore, before: PreviousScore): string[] {
  const lines = questionLines(now.ledger);
  const earlier = questionLines(before.ledger);
  const differences: Difference[] = [];
  for (const line of lines.values()) {
    const difference = differenceOf(line, earlier.get(line.key));
    if (difference) differences.push(difference);
  }
  for (const line of earlier.values()) {
    if (lines.has(line.key)) continue;
    differences.push({ size: line.lost, sentence: `“${line.text}” is no longer asked.` });
  }
  differences.sort(
    (one, other) => other.size - one.size || (one.sentence < other.sentence ? -1 : 1),
  );
  return differences.map(({ sentence }) => sentence);
}

function floorReasons(now: PreviousScore, before: PreviousScore): string[] {
  const held = new Set(before.floors.map(({ id }) => id));
  const holds = new Set(now.floors.map(({ id }) => id));
  const raised = now.floors.filter(({ id }) => !held.has(id));
  const gone = before.floors.filter(({ id }) => !holds.has(id));
  return [
    ...raised.map(
      ({ id, atLeast, reasons }) =>
        `Floor ${id} now applies (at least ${bandWords[atLeast].toLowerCase()}): ${reasons.join('; ')}.`,
    ),
    ...gone.map(({ id }) => `Floor ${id} no longer applies: ${lowerFirst(floorWords[id])}.`),
  ];
}

function overrideReasons(now: PreviousScore, before: PreviousScore): string[] {
  const lineOf = ({ ledger }: PreviousScore): OverrideLine | undefined =>
    ledger.find((line) => line.kind === 'override');
  const line = lineOf(now);
  const earlier = lineOf(before);
  if (line && line.why !== earlier?.why) return [`A person has set the band: ${line.why}`];
  return earlier && !line ? ['The band is no longer set by a person.'] : [];
}

/** What changed between two scores of the same engagement, and why, without scoring either again. */
export function changeSince(before: PreviousScore, now: PreviousScore): Change {
  const sameModel = now.model.hash === before.model.hash;
  const reasons: string[] = [];
  if (!sameModel) {
    const named = ({ id, version }: { id: string; version: string }) => `${id} ${version}`;
    reasons.push(
      `The earlier score was made by ${named(before.model)} with other constants than ${named(now.model)}.`,
    );
  }
  if (now.inherent.value !== before.inherent.value) {
    reasons.push(`Inherent risk went from ${before.inherent.value} to ${now.inherent.value}.`);
  }
  if (now.inherent.tier !== before.inherent.tier) {
    reasons.push(`The tier went from ${before.inherent.tier} to ${now.inherent.tier}.`);
  }
  reasons.push(...overrideReasons(now, before));
  reasons.push(...floorReasons(now, before), ...questionReasons(now, before));
  return {
    residual: now.residual - before.residual,
    bandBefore: before.band,
    bandAfter: now.band,
    sameModel,
    reasons,
  };
}
