import { bandRank, bandWords, type Band } from './bands.js';
import type { FloorId } from './constants.js';
import type { Floor } from './floors.js';
import { levelWords, type Tier } from './levels.js';
import { setByHand } from './override.js';
import { figure } from './rounding.js';
import type { Score } from './score.js';
import { counted } from './wording.js';

type Explained = Pick<
  Score,
  'inherent' | 'strength' | 'bandFromAnswers' | 'floors' | 'bandAfterFloors' | 'override'
>;

const toldFirst: readonly FloorId[] = ['F2', 'F5', 'F1', 'F4', 'F3'];
const CLAUSES = 2;

function clausesOf({ id, reasons }: Floor, tier: Tier): string[] {
  if (id !== 'F1') return [...reasons];
  return reasons.map((reason) => `${reason}, a knock-out for tier ${tier}`);
}

function floorClauses(floors: readonly Floor[], band: Band, tier: Tier): string {
  const deciding = toldFirst.flatMap((id) =>
    floors.filter((floor) => floor.id === id && floor.atLeast === band),
  );
  const clauses = deciding.flatMap((floor) => clausesOf(floor, tier));
  const shown = clauses.slice(0, CLAUSES);
  const rest = clauses.length - shown.length;
  if (rest > 0) shown.push(`${counted(rest, 'more reason')} of the same weight`);
  return shown.join('; ');
}

function answersSentence({ inherent, strength, floors, bandAfterFloors }: Explained): string {
  const weakest =
    strength.weakestLabel === null
      ? ''
      : `, weakest in ${strength.weakestLabel} (${figure(strength.weakest)})`;
  const sentence =
    `inherent risk is ${levelWords[inherent.level]} and control strength ` +
    `${figure(strength.control)} of 100${weakest}`;
  const held = floorClauses(floors, bandAfterFloors, inherent.tier);
  return held === '' ? sentence : `${sentence}; it could not be lower in any case: ${held}`;
}

function modelSentence(score: Explained): string {
  const { bandFromAnswers, floors, bandAfterFloors, inherent } = score;
  if (bandRank(bandAfterFloors) <= bandRank(bandFromAnswers)) return answersSentence(score);
  const why = floorClauses(floors, bandAfterFloors, inherent.tier);
  return `${why}; the answers alone would give ${bandWords[bandFromAnswers]}`;
}

/**
 * Why a score has its band, in one sentence: "High: dependencies are not pinned and hash-checked, a
 * knock-out for tier 1; the answers alone would give Moderate." An override adds a sentence before
 * it, so that both bands are shown.
 */
export function bandReason(score: Explained): string {
  const given = `${bandWords[score.bandAfterFloors]}: ${modelSentence(score)}.`;
  if (score.override === null) return given;
  return `${setByHand(score.override)}. The model gives ${given}`;
}
