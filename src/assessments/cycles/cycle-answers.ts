import {
  textHash,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import { effectiveEvidence, markOf, type ScoredQuestion } from '../../scoring/index.js';
import type { FrozenAnswer, Submission } from '../answering/answer.entity.js';
import { isAnswered } from '../answering/answered.js';
import { basisAfterReview, type Grounds, type Rested } from '../grounds/basis.js';
import { comparedOf, type Compared } from '../reviewing/compared.js';
import type { CycleAnswer, Worth } from './cycle-answer.js';

export interface Cycle {
  definition: QuestionnaireDefinition;
  submission: Submission;
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

/**
 * A cycle as it is compared with another: the questions that were asked, in order. What did not change since the last
 * time is the same object again.
 */
export function cycleAnswers({ definition, submission, ...now }: Cycle, leaning?: Leaning) {
  return submittedIn(submission, definition).map((given) => {
    const { key } = given.told;
    const judged = now.judged.has(key) ? now.scored.get(key) : undefined;
    return answerNow(given, {
      standing: judged ? markOf(judged).standing : given.standing,
      judged: judged ? asJudged(judged) : null,
      leaning: judged || !leaning ? null : leaningOn(key, leaning),
    });
  });
}

type Moving = Pick<CycleAnswer, 'standing' | 'judged' | 'leaning'>;

/** What was submitted to a question, which no judgement changes. */
interface Given {
  readonly told: Omit<CycleAnswer, keyof Moving>;
  /** Until somebody judges it. */
  readonly standing: CycleAnswer['standing'];
  last?: CycleAnswer;
}

const submitted = new WeakMap<Submission, Given[]>();

/** A submission never changes, so that this is found out once for each. */
function submittedIn(submission: Submission, definition: QuestionnaireDefinition): Given[] {
  const known = submitted.get(submission);
  if (known) return known;
  const labels = new Map(definition.domains.map(({ key, label }) => [key, label]));
  const all = [...comparedOf(submission, definition).values()].map((compared) =>
    givenIn(compared, labels),
  );
  submitted.set(submission, all);
  return all;
}

function givenIn(compared: Compared, labels: ReadonlyMap<string, string>): Given {
  const { question, answer } = compared;
  const { key, text, domain, weight, knockOut = false } = question;
  const told = {
    ...{ key, text, domain, weight, knockOut },
    hash: hashOf(question),
    domainLabel: labels.get(domain) ?? domain,
    byRule: byRule(compared),
    value: answer?.value ?? null,
    notApplicableReason: answer?.notApplicableReason ?? null,
    comment: answer?.comment ?? null,
    unproven: answer?.confirmed?.unproven ?? 0,
  };
  return { told, standing: standingOf(answer) };
}

function answerNow(given: Given, moving: Moving): CycleAnswer {
  const { last } = given;
  if (last && isSame(last, moving)) return last;
  return (given.last = { ...given.told, ...moving });
}

const isSame = (one: Moving, other: Moving): boolean =>
  one.standing === other.standing &&
  one.judged?.compliance === other.judged?.compliance &&
  one.judged?.evidence === other.judged?.evidence &&
  one.judged?.lowered === other.judged?.lowered &&
  one.leaning?.evidence === other.leaning?.evidence &&
  one.leaning?.lowered === other.leaning?.lowered;

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

function byRule({ answer, comparison: { compliance } }: Compared): Worth {
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
