import type { SubmittedAnswerView } from '../../../assessments/index.js';
import {
  complianceWords,
  effectiveEvidence,
  evidenceWords,
  markOf,
  type QuestionLine,
  type ScoredQuestion,
} from '../../../scoring/index.js';
import type { Assessed } from './assessed.js';

/** How far an answer meets what is expected, and how well that is proven: 0 to 1 each, with the reason in words. */
export interface AnswerStanding {
  /** Without a figure where a reviewer took the question out of the sum. */
  conformance: { score?: number; rationale: string };
  confidence: { score?: number; rationale: string };
}

/** As the score has it; before there is one, as the answers and judgements stand. */
export function standingsOf({ score, snapshot }: Pick<Assessed, 'score' | 'snapshot'>) {
  const ledger = score?.result.ledger ?? [];
  const lines = new Map(
    ledger
      .filter((line): line is QuestionLine => line.kind === 'question')
      .map((line) => [line.key, line]),
  );
  const questions = new Map(
    [...snapshot.questions, ...(score?.input.questions ?? [])].map((one) => [one.key, one]),
  );
  return (answer: SubmittedAnswerView): AnswerStanding =>
    standingOf(answer, questions.get(answer.key), lines.get(answer.key));
}

function standingOf(
  { comparison, review, reviewOutdated }: SubmittedAnswerView,
  question: ScoredQuestion | undefined,
  line: QuestionLine | undefined,
): AnswerStanding {
  if (!question) return unknown;
  if (line?.verified !== undefined) {
    const told = { score: 1, rationale: line.why };
    return { conformance: told, confidence: told };
  }
  const { standing, c, e } = markOf(question);
  switch (standing) {
    case 'approved':
      return both('Not applicable, which a reviewer approved: it leaves the sum.');
    case 'claimed':
      return both('Claimed not applicable, which no reviewer has approved.', 0);
    case 'blank':
      return both('Left blank.', 0);
    case 'answered': {
      const judged = `The answer ${complianceWords[question.compliance]}`;
      const why = review && !reviewOutdated ? `, as a reviewer judged.` : `: ${comparison.reason}`;
      return {
        conformance: { score: c, rationale: judged + why },
        confidence: { score: e, rationale: groundOf(question) },
      };
    }
  }
}

const both = (rationale: string, score?: number): AnswerStanding => {
  const told = { ...(score !== undefined && { score }), rationale };
  return { conformance: told, confidence: told };
};

const unknown = both('Nothing is known of it yet.');

function groundOf(question: ScoredQuestion): string {
  const { restsOn, evidenceLowered } = question;
  const grade = evidenceWords[effectiveEvidence(question)];
  const resting = restsOn === null ? '' : ` (${restsOn})`;
  if (evidenceLowered === null) return `It rests on ${grade}${resting}.`;
  return `It rests on ${grade} only${resting}: ${evidenceLowered}.`;
}
