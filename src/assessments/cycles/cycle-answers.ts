import {
  compare,
  textHash,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import { effectiveEvidence, markOf, type ScoredQuestion } from '../../scoring/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { askedQuestions, isAnswered } from '../answering/answered.js';
import { basisAfterReview, type Grounds, type Rested } from '../grounds/basis.js';
import type { CycleAnswer, Worth } from './cycle-answer.js';

export interface Cycle {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
  /** The day of submission, from which ages are counted. */
  day: string;
  /** What went into the score that counts, by question. */
  scored: ReadonlyMap<string, ScoredQuestion>;
  /** Keys of the answers that somebody judged, as they stand. */
  judged: ReadonlySet<string>;
}

/** What the last judgements rested on, and what that is worth in the cycle after. */
export interface Leaning {
  reviews: ReadonlyMap<string, Rested>;
  grounds: Grounds;
}

/** A cycle as it is compared with another: the questions that were asked, in order. */
export function cycleAnswers(cycle: Cycle, leaning?: Leaning): CycleAnswer[] {
  const { definition, answers, scored } = cycle;
  const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
  const labels = new Map(definition.domains.map(({ key, label }) => [key, label]));
  return askedQuestions(definition, answers).map((question) => {
    const { key, text, domain, weight, knockOut = false } = question;
    const answer = given.get(key);
    const judged = cycle.judged.has(key) ? scored.get(key) : undefined;
    return {
      ...{ key, text, domain, weight, knockOut },
      hash: hashOf(question),
      domainLabel: labels.get(domain) ?? domain,
      standing: judged ? markOf(judged).standing : standingOf(answer),
      byRule: byRule(question, answer, cycle.day),
      judged: judged ? asJudged(judged) : null,
      leaning: judged || !leaning ? null : leaningOn(key, leaning),
      value: answer?.value ?? null,
      notApplicableReason: answer?.notApplicableReason ?? null,
      comment: answer?.comment ?? null,
      unproven: answer?.confirmed?.unproven ?? 0,
    };
  });
}

const hashes = new WeakMap<Question, string>();

/** Published questions are shared and frozen, so each is hashed once. */
function hashOf(question: Question): string {
  const known = hashes.get(question);
  if (known !== undefined) return known;
  const hash = textHash(question);
  hashes.set(question, hash);
  return hash;
}

function standingOf(answer: FrozenAnswer | undefined): CycleAnswer['standing'] {
  if (!answer || !isAnswered(answer)) return 'blank';
  return answer.notApplicableReason === null ? 'answered' : 'claimed';
}

function byRule(question: Question, answer: FrozenAnswer | undefined, day: string): Worth {
  const { compliance } = compare(question, answer?.value ?? undefined, day);
  const evidence = (answer?.attached ?? []).length > 0 ? 'document' : 'assertion';
  return { compliance, evidence, lowered: null };
}

function asJudged(question: ScoredQuestion): Worth {
  const { c: compliance } = markOf(question);
  return { compliance, evidence: effectiveEvidence(question), lowered: question.evidenceLowered };
}

function leaningOn(key: string, { reviews, grounds }: Leaning): CycleAnswer['leaning'] {
  const review = reviews.get(key);
  if (!review) return null;
  const { evidence, evidenceLowered: lowered } = basisAfterReview(key, review, grounds);
  return { evidence: lowered === null ? evidence : 'assertion', lowered };
}
