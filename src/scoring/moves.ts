import { bandBelow, type Band } from './bands.js';
import { evidenceWords, type EvidenceGrade } from './constants.js';
import { withFindings } from './findings.js';
import { expiredTooLong, type FloorConditions } from './floors.js';
import { conditionsLeft, holdsAbove, outcomeOf, type MoveInput } from './plan.js';
import { checkQuestions, failsKnockOut, markOf, type ScoredQuestion } from './question.js';
import { Search } from './search.js';

/** A question that would have to meet what is expected, on at least this evidence. */
export interface QuestionMove {
  readonly kind: 'question';
  readonly key: string;
  readonly evidence: EvidenceGrade;
  readonly closesKnockOut: boolean;
  readonly words: string;
}

/** A fact behind a floor that would have to be closed. */
export interface ConditionMove {
  readonly kind: 'condition';
  readonly floor: 'F2' | 'F4' | 'F5';
  readonly reason: string;
  readonly words: string;
}

export type Move = QuestionMove | ConditionMove;

export interface Moves {
  readonly from: Band;
  readonly to: Band;
  /** R after the moves, 0 to 100. */
  readonly residual: number;
  readonly moves: readonly Move[];
}

function conditionMoves(input: MoveInput, target: Band): ConditionMove[] {
  const { openMalwareMatches, expiredKeyEvidence, openIncidents } = input.conditions;
  const rows = [
    ['F2', openMalwareMatches, 'Get a dated statement that closes this'],
    ['F5', openIncidents, 'Close this incident'],
    ['F4', expiredKeyEvidence.filter(expiredTooLong), 'Get current evidence'],
  ] as const;
  return rows
    .filter(([floor]) => holdsAbove(floor, target, input))
    .flatMap(([floor, conditions, act]) =>
      conditions.map(({ reason }) => ({
        kind: 'condition' as const,
        floor,
        reason,
        words: `${act}: ${reason}`,
      })),
    );
}

function questionMove(question: ScoredQuestion, evidence: EvidenceGrade): QuestionMove {
  const { key, text } = question;
  const mark = markOf(question);
  const closesKnockOut = failsKnockOut(question, mark);
  const proof = evidenceWords[evidence];
  const meeting = closesKnockOut ? 'Close the knock-out' : 'Meet what is expected in';
  const words =
    mark.c === 1 ? `Prove “${text}” by ${proof}` : `${meeting} “${text}”, on ${proof} at least`;
  return { kind: 'question', key, evidence, closesKnockOut, words };
}

/**
 * The shortest list of changes that would bring the model's band down by a step: facts behind a
 * floor to close, knock-outs to close, answers to bring to what is expected, each on the weakest
 * evidence that is enough. The number of answers is the least possible, except where floor F3 has
 * to be lifted as well: there a greedy choice is pruned. Questions count as their findings let them;
 * overrides play no part.
 * @returns null if the band is very low already, or nothing that is asked could move it
 * @throws RangeError as scoreAssessment does for its questions and its inherent value
 */
export function whatWouldMove(given: MoveInput): Moves | null {
  checkQuestions(given.questions);
  const questionsNow = withFindings(given.questions, given.findings ?? []);
  const input = { ...given, questions: questionsNow };
  const from = outcomeOf(input, input.questions.map(markOf), new Map()).band;
  const target = bandBelow(from);
  if (target === null) return null;
  const search = new Search({ ...input, conditions: conditionsLeft(input, target) }, target);
  const chosen = search.fewest();
  if (chosen === null) return null;
  const eased = search.eased(chosen);
  const { band: to, residual } = search.outcome(eased);
  const questions = [...eased].map(([at, grade]) =>
    questionMove(input.questions[at] as ScoredQuestion, grade),
  );
  const closing = questions.filter(({ closesKnockOut }) => closesKnockOut);
  const others = questions.filter(({ closesKnockOut }) => !closesKnockOut);
  const moves = [...conditionMoves(input, target), ...closing, ...others];
  return { from, to, residual, moves };
}

function without<C extends { readonly reason: string }>(
  conditions: readonly C[],
  floor: ConditionMove['floor'],
  moves: readonly Move[],
): C[] {
  const closed = new Set(
    moves.map((move) => (move.kind === 'condition' && move.floor === floor ? move.reason : null)),
  );
  return conditions.filter(({ reason }) => !closed.has(reason));
}

/** The same input with the moves made, to score what would be. */
export function withMoves<Input extends MoveInput>(input: Input, moves: readonly Move[]): Input {
  const planned = new Map<string, EvidenceGrade>();
  for (const move of moves) if (move.kind === 'question') planned.set(move.key, move.evidence);
  const questions = input.questions.map((question): ScoredQuestion => {
    const evidence = planned.get(question.key);
    if (evidence === undefined) return question;
    return {
      ...question,
      answered: true,
      compliance: 'meets',
      evidence,
      evidenceLowered: null,
      notApplicable: 'none',
    };
  });
  const { openMalwareMatches, expiredKeyEvidence, openIncidents } = input.conditions;
  const conditions: FloorConditions = {
    openMalwareMatches: without(openMalwareMatches, 'F2', moves),
    expiredKeyEvidence: without(expiredKeyEvidence, 'F4', moves),
    openIncidents: without(openIncidents, 'F5', moves),
  };
  const findings = input.findings?.filter(({ questionKey }) => !planned.has(questionKey ?? ''));
  return { ...input, questions, conditions, ...(findings ? { findings } : {}) };
}
