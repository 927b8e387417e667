import { bandOf, bandRank, type Band } from './bands.js';
import {
  assuranceWanted,
  compliances,
  evidenceGrades,
  floorBands,
  type EvidenceGrade,
  type FloorId,
} from './constants.js';
import { afterFloors, floorsOf, type FloorConditions } from './floors.js';
import { markOf, type Mark, type ScoredQuestion } from './question.js';
import type { ScoreInput } from './score.js';
import { domainResults, residualRisk, strengthOf, type DomainResult } from './strength.js';

export type MoveInput = Pick<ScoreInput, 'inherent' | 'questions' | 'conditions'> & {
  readonly findings?: ScoreInput['findings'];
};

/** Questions that would meet what is expected, by position, with the evidence they would rest on. */
export type Plan = ReadonlyMap<number, EvidenceGrade>;

export interface Outcome {
  readonly band: Band;
  readonly residual: number;
  readonly assurance: number;
  readonly marks: readonly Mark[];
  readonly domains: readonly DomainResult[];
}

/** Where an assessment would stand if the planned questions met what is expected. */
export function outcomeOf(input: MoveInput, marksNow: readonly Mark[], plan: Plan): Outcome {
  const { inherent, questions, conditions } = input;
  const marks = marksNow.map((mark, at): Mark => {
    const grade = plan.get(at);
    if (grade === undefined) return mark;
    return { standing: 'answered', w: mark.w, c: compliances.meets, e: evidenceGrades[grade] };
  });
  const domains = domainResults(questions, marks);
  const { control, assurance } = strengthOf(domains);
  const residual = residualRisk(inherent.value, control);
  const floors = floorsOf({ questions, marks, conditions, tier: inherent.tier, assurance });
  return { band: afterFloors(bandOf(residual), floors), residual, assurance, marks, domains };
}

/** True if a floor would keep the band above the target. */
export function holdsAbove(id: FloorId, target: Band, { inherent }: MoveInput): boolean {
  const atLeast = floorBands[id][inherent.tier];
  return atLeast !== null && bandRank(atLeast) > bandRank(target);
}

/** The conditions without those whose floor would keep the band above the target. */
export function conditionsLeft(input: MoveInput, target: Band): FloorConditions {
  const { openMalwareMatches, expiredKeyEvidence, openIncidents } = input.conditions;
  return {
    openMalwareMatches: holdsAbove('F2', target, input) ? [] : openMalwareMatches,
    expiredKeyEvidence: holdsAbove('F4', target, input) ? [] : expiredKeyEvidence,
    openIncidents: holdsAbove('F5', target, input) ? [] : openIncidents,
  };
}

/** What a question could still add. */
export interface Candidate {
  readonly at: number;
  readonly domain: string;
  /** Points that the domain's C would gain at best. */
  readonly gain: number;
  /** Points by which proof would outgrow what floor F3 wants at best. */
  readonly proof: number;
}

/** Every question that could still gain, the largest gain first. */
export function candidatesOf(questions: readonly ScoredQuestion[]): Candidate[] {
  const marks = questions.map(markOf);
  const weightOf = new Map<string, number>();
  for (const { domain, weight } of domainResults(questions, marks)) weightOf.set(domain, weight);
  const found: Candidate[] = [];
  questions.forEach(({ domain }, at) => {
    const { w, c, e } = marks[at] as Mark;
    if (w === 0 || c * e === 1) return;
    const share = (100 * w) / (weightOf.get(domain) as number);
    const gain = share * (1 - c * e);
    found.push({ at, domain, gain, proof: gain - (assuranceWanted / 100) * share * (1 - c) });
  });
  return found.sort((one, other) => other.gain - one.gain || one.at - other.at);
}
