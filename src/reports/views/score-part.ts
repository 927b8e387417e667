import {
  bandWords,
  changeSince,
  compliances,
  evidenceGrades,
  floorWords,
  signedFigure,
  withFindings,
  type EvidenceGrade,
  type Moves,
  type Score,
  type ScoredFinding,
  type ScoredQuestion,
} from '../../scoring/index.js';
import type { DomainView, ScoreView } from './vendor-risk.view.js';
import { capital, cut } from './words.js';

const longestWhy = 160;

interface Scored {
  result: Score;
  questions: readonly ScoredQuestion[];
  findings: readonly ScoredFinding[];
  moves: Moves | null;
  /** Instant. */
  at: string;
  /** The score that was decided on before this assessment, if there was one. */
  before: { result: Score; on: string } | null;
}

/** The score as the first pages tell it. */
export function scorePart({ result, questions, findings, moves, at, before }: Scored): ScoreView {
  const { band, strength, residual, floors, override, coverage } = result;
  const change = before && changeSince(before.result, result);
  const isFloored = result.bandFromAnswers !== result.bandAfterFloors;
  return {
    at,
    band,
    bandWord: bandWords[band],
    bandFromAnswersWord: bandWords[result.bandFromAnswers],
    reason: shortReason(result),
    isFloored,
    scale: {
      value: residual,
      band,
      floored: isFloored,
      ...(override ? { modelBand: result.bandAfterFloors } : {}),
    },
    residual,
    inherentValue: result.inherent.value,
    control: strength.control,
    conformance: strength.conformance,
    assured: strength.assured,
    assurance: strength.assurance,
    weakestLabel: strength.weakestLabel,
    weakest: strength.weakest,
    vector: result.vector,
    override: override && {
      bandWord: bandWords[override.band],
      modelBand: result.bandAfterFloors,
      by: override.by,
      until: override.until,
      reason: override.reason,
    },
    floors: floors.map(({ id, atLeast, reasons }) => ({
      id,
      name: floorWords[id],
      atLeastWord: bandWords[atLeast],
      reasons: reasons.map(capital),
    })),
    drivers: result.drivers.map(({ text, domainLabel, lost, why }) => ({
      label: text,
      note: domainLabel,
      value: lost,
      why,
    })),
    moves: moves && {
      toWord: bandWords[moves.to],
      residual: moves.residual,
      steps: moves.moves.map(({ words }) => words),
    },
    change: change && {
      before: bandWords[change.bandBefore],
      beforeOn: before.on,
      residual: signedFigure(change.residual),
      reasons: [...change.reasons],
    },
    coverage: {
      answered: coverage.answered,
      asked: coverage.asked,
      assertionOnly: result.assertionOnly.length,
    },
    evidence: evidencePart(withFindings(questions, findings)),
  };
}

/** Why this band, on the first page: what a person wrote stands in full where the band is explained. */
function shortReason({ reason, override }: Score): string {
  if (!override) return reason;
  const why = override.reason.trim().replace(/\.+$/, '');
  return reason.replace(why, () => cut(why, longestWhy));
}

const gradeLabels: Readonly<Record<EvidenceGrade, string>> = {
  assertion: 'vendor’s word',
  document: 'own document',
  artefact: 'artefact inspected',
  audit: 'independent audit',
  verified: 'verified by us',
};

function evidencePart(questions: readonly ScoredQuestion[]): ScoreView['evidence'] {
  const inSum = questions.filter(({ notApplicable }) => notApplicable !== 'approved');
  const earning = inSum.filter(
    ({ answered, notApplicable, compliance }) =>
      answered && notApplicable === 'none' && compliances[compliance] > 0,
  );
  const grades = Object.keys(evidenceGrades) as EvidenceGrade[];
  return [
    ...grades.map((grade) => ({
      label: gradeLabels[grade],
      count: earning.filter(({ evidence }) => evidence === grade).length,
    })),
    { label: 'earns nothing', count: inSum.length - earning.length, unknown: true },
  ];
}

/** The domains in the order of the questionnaire. */
export function domainsPart(
  { domains, strength }: Score,
  questions: readonly ScoredQuestion[],
): DomainView[] {
  return domains.map(({ domain, label, asked, conformance, assurance, assured }) => ({
    label,
    asked,
    answered: questions.filter(
      (question) =>
        question.domain === domain && (question.answered || question.notApplicable !== 'none'),
    ).length,
    says: conformance,
    shows: assurance,
    assured,
    isWeakest: label === strength.weakestLabel,
  }));
}
