import type { Band } from './bands.js';
import { higherBand } from './bands.js';
import {
  assuranceWanted,
  expiryGraceDays,
  floorBands,
  floorIds,
  type FloorId,
} from './constants.js';
import type { Tier } from './levels.js';
import { failsKnockOut, type Mark, type ScoredQuestion } from './question.js';
import { EDGE, figure } from './rounding.js';

/** A fact from outside the questionnaire, as a clause without a full stop. */
export interface Condition {
  readonly reason: string;
}

export interface ExpiredEvidence extends Condition {
  /** Whole days since the evidence expired. */
  readonly daysExpired: number;
}

/** The facts behind floors F2, F4 and F5; the caller finds them. */
export interface FloorConditions {
  /** Tools in use that match a malware advisory which no dated statement closes. */
  readonly openMalwareMatches: readonly Condition[];
  readonly expiredKeyEvidence: readonly ExpiredEvidence[];
  /** Open, confirmed incidents that touch our data. */
  readonly openIncidents: readonly Condition[];
}

export const noConditions: FloorConditions = {
  openMalwareMatches: [],
  expiredKeyEvidence: [],
  openIncidents: [],
};

export interface Floor {
  readonly id: FloorId;
  readonly atLeast: Band;
  /** One clause for each thing that raises this floor, without a full stop. */
  readonly reasons: readonly string[];
  /** Keys of the questions behind it (F1 only). */
  readonly questions: readonly string[];
}

/** The clause that says why a failing knock-out fails. */
function knockOutReason({ text, gap, compliance }: ScoredQuestion, mark: Mark): string {
  if (mark.standing === 'blank') return `“${text}” was left blank`;
  if (mark.standing === 'claimed') {
    return `“${text}” was claimed not applicable and nobody approved that`;
  }
  if (compliance === 'insufficient')
    return `the answer to “${text}” does not say enough to be judged`;
  return gap ?? `the answer to “${text}” does not meet what is expected`;
}

/** True if overall assurance (0 to 100) is below what floor F3 wants. */
export function assuranceIsLow(assurance: number): boolean {
  return assurance < assuranceWanted - EDGE;
}

/** True if evidence expired longer ago than floor F4 tolerates. */
export function expiredTooLong({ daysExpired }: ExpiredEvidence): boolean {
  return daysExpired > expiryGraceDays;
}

interface Grounds {
  readonly questions: readonly ScoredQuestion[];
  readonly marks: readonly Mark[];
  readonly conditions: FloorConditions;
  readonly tier: Tier;
  readonly assurance: number;
}

function reasonsFor(id: FloorId, failing: readonly number[], grounds: Grounds): string[] {
  const { questions, marks, conditions, tier, assurance } = grounds;
  switch (id) {
    case 'F1':
      return failing.map((at) =>
        knockOutReason(questions[at] as ScoredQuestion, marks[at] as Mark),
      );
    case 'F2':
      return conditions.openMalwareMatches.map(({ reason }) => reason);
    case 'F3':
      if (!assuranceIsLow(assurance)) return [];
      return [
        `overall assurance is ${figure(assurance)}, below the ${assuranceWanted} wanted for tier ${tier}`,
      ];
    case 'F4':
      return conditions.expiredKeyEvidence.filter(expiredTooLong).map(({ reason }) => reason);
    case 'F5':
      return conditions.openIncidents.map(({ reason }) => reason);
  }
}

/**
 * The floors that apply, F1 to F5, each with its reasons. They are applied after the arithmetic and
 * are never averaged away. Source: VRM-1.
 * @param grounds marks in the order of questions; assurance overall, 0 to 100
 */
export function floorsOf(grounds: Grounds): Floor[] {
  const { questions, marks, tier } = grounds;
  const failing: number[] = [];
  questions.forEach((question, at) => {
    if (failsKnockOut(question, marks[at] as Mark)) failing.push(at);
  });
  const floors: Floor[] = [];
  for (const id of floorIds) {
    const atLeast = floorBands[id][tier];
    if (atLeast === null) continue;
    const reasons = reasonsFor(id, failing, grounds);
    if (reasons.length === 0) continue;
    const keys = id === 'F1' ? failing.map((at) => (questions[at] as ScoredQuestion).key) : [];
    floors.push({ id, atLeast, reasons, questions: keys });
  }
  return floors;
}

/** The band once the floors have been applied: the highest of all. */
export function afterFloors(band: Band, floors: readonly Floor[]): Band {
  return floors.reduce((top, { atLeast }) => higherBand(top, atLeast), band);
}
