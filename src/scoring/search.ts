import { bandOf, bandRank, type Band } from './bands.js';
import { evidenceGrades, type EvidenceGrade } from './constants.js';
import { assuranceIsLow } from './floors.js';
import { fewestChanges } from './fewest.js';
import {
  candidatesOf,
  holdsAbove,
  outcomeOf,
  type Candidate,
  type MoveInput,
  type Outcome,
} from './plan.js';
import { failsKnockOut, markOf, type Mark } from './question.js';
import { controlStrength, residualRisk } from './strength.js';

type Chosen = Map<number, EvidenceGrade>;

const grades = Object.keys(evidenceGrades) as EvidenceGrade[];

/**
 * Looks for the fewest questions that would bring the band down to a target, and for the weakest
 * evidence on which they still would.
 */
export class Search {
  private readonly candidates: Candidate[];
  private readonly marks: Mark[];

  constructor(
    private readonly input: MoveInput,
    private readonly target: Band,
  ) {
    this.candidates = candidatesOf(input.questions);
    this.marks = input.questions.map(markOf);
  }

  outcome(chosen: Chosen): Outcome {
    return outcomeOf(this.input, this.marks, chosen);
  }

  private moved(outcome: Outcome): boolean {
    return bandRank(outcome.band) <= bandRank(this.target);
  }

  private knockOuts(): Chosen {
    const chosen: Chosen = new Map();
    if (!holdsAbove('F1', this.target, this.input)) return chosen;
    this.input.questions.forEach((question, at) => {
      if (failsKnockOut(question, this.marks[at] as Mark)) chosen.set(at, 'verified');
    });
    return chosen;
  }

  private lowerResidual(chosen: Chosen): Chosen {
    const open = this.candidates.filter(({ at }) => !chosen.has(at));
    const domains = this.outcome(chosen).domains.filter(({ assured }) => assured !== null);
    const inDomain = domains.map(({ domain }) => open.filter((one) => one.domain === domain));
    const rooms = domains.map(({ assured }, at) => ({
      base: assured as number,
      gains: (inDomain[at] as Candidate[]).map(({ gain }) => gain),
    }));
    const { value } = this.input.inherent;
    const counts = fewestChanges(rooms, (mean, weakest) => {
      const residual = residualRisk(value, Math.min(100, controlStrength(mean, weakest)));
      return bandRank(bandOf(residual)) <= bandRank(this.target);
    });
    const more = new Map(chosen);
    counts?.forEach((count, room) => {
      for (const { at } of (inDomain[room] as Candidate[]).slice(0, count))
        more.set(at, 'verified');
    });
    return more;
  }

  private raiseAssurance(chosen: Chosen): Chosen {
    const more = new Map(chosen);
    if (!holdsAbove('F3', this.target, this.input)) return more;
    const byProof = [...this.candidates].sort((one, other) => other.proof - one.proof);
    for (const { at } of byProof) {
      if (!assuranceIsLow(this.outcome(more).assurance)) break;
      more.set(at, 'verified');
    }
    return more;
  }

  private pruned(chosen: Chosen): Chosen | null {
    if (!this.moved(this.outcome(chosen))) return null;
    const kept = new Map(chosen);
    for (const { at } of [...this.candidates].reverse()) {
      const grade = kept.get(at);
      if (grade === undefined) continue;
      kept.delete(at);
      if (!this.moved(this.outcome(kept))) kept.set(at, grade);
    }
    return kept;
  }

  fewest(): Chosen | null {
    const start = this.knockOuts();
    const residualFirst = this.pruned(this.raiseAssurance(this.lowerResidual(start)));
    if (!holdsAbove('F3', this.target, this.input)) return residualFirst;
    const assuranceFirst = this.pruned(this.lowerResidual(this.raiseAssurance(start)));
    if (residualFirst === null) return assuranceFirst;
    if (assuranceFirst === null || residualFirst.size <= assuranceFirst.size) return residualFirst;
    return assuranceFirst;
  }

  /** The same questions, each on the weakest evidence that still moves the band. */
  eased(chosen: Chosen): Chosen {
    const eased = new Map(chosen);
    for (const { at } of [...this.candidates].reverse()) {
      if (!eased.has(at)) continue;
      const { c, e } = this.marks[at] as Mark;
      const possible = grades.filter((grade) =>
        c === 1 ? evidenceGrades[grade] > e : evidenceGrades[grade] >= e,
      );
      for (const grade of possible) {
        eased.set(at, grade);
        if (this.moved(this.outcome(eased))) break;
      }
    }
    return eased;
  }
}
