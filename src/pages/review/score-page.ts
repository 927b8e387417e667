import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  Assessments,
  isFloored,
  mayTake,
  OverrideQueries,
  ScoreInputs,
  Scores,
  type NewScore,
  type StoredScore,
} from '../../assessments/index.js';
import { FindingQueries } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import {
  bandWords,
  changeSince,
  levelWords,
  overriddenOf,
  signedFigure,
  type Change,
  type LedgerLine,
  type Moves,
  type Score,
} from '../../scoring/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { findingsShown, ledgerShown } from './score-ledger.js';
import { scoreGlance } from './score-shown.js';
import { shownForm } from '../frame/form-fields.js';
import { worded } from '../frame/words.js';

/** The page on which every point of a score is explained. */
@Injectable()
export class ScorePage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly assessments: Assessments,
    private readonly scores: Scores,
    private readonly inputs: ScoreInputs,
    private readonly overrides: OverrideQueries,
    private readonly findings: FindingQueries,
  ) {}

  async of(me: Caller, id: string, form: Form<NewScore> = blankForm()): Promise<object> {
    const view = await this.queries.view(id);
    const score = await this.scores.latest(id);
    if (!score) throw new NotFound('score yet');
    const { result } = score;
    const { change } = result;
    return {
      ...assessmentHead(view, 'Score'),
      styles: ['/public/css/review.css'],
      score: scoreGlance(score),
      scale: scaleOf(result),
      sums: sumsOf(result),
      drivers: result.drivers.map(({ key, text, domainLabel, lost, why }) => ({
        href: `/assessments/${id}/review/${encodeURIComponent(key)}`,
        text,
        domain: domainLabel,
        lost,
        why,
      })),
      ...movesShown(this.scores.whatWouldMove(score)),
      ...(change ? { change: changeShown(change) } : {}),
      ledger: ledgerShown(id, result.ledger),
      findings: findingsShown(result.ledger, await this.findings.ofAssessment(id)),
      overrides: await this.overrides.list(id),
      mayOverride: me.may.has('assessments.decide') && mayTake('override', view.state),
      model: modelOf(score),
      scores: (await this.scores.list(id)).map((one) => ({
        ...one,
        latest: one.id === score.id,
        decided: one.id === view.decision?.scoreId,
      })),
      ...(await this.again(me, id, score, form)),
    };
  }

  /** Offers to score it again where something it leans on has changed since. */
  private async again(me: Caller, id: string, score: StoredScore, form: Form<NewScore>) {
    const assessment = await this.assessments.byId(id);
    if (!mayTake('rescore', assessment.state)) return {};
    const { result, differs } = await this.inputs.toBe(assessment, score);
    if (!differs) return {};
    const { band, residual } = result;
    const since = {
      ...changeSince(score.result, result),
      band,
      residual,
      floored: isFloored(result),
      ...present({ overridden: overriddenOf(result) }),
    };
    const may = me.may.has('assessments.write');
    return { since, ...(may ? { rescore: shownForm(causeFields, form) } : {}) };
  }
}

const causeFields = {
  cause: {
    label: 'Why it is scored again',
    required: true,
    maxlength: 1_000,
    hint: 'Stands in the journal.',
  },
};

function scaleOf(result: Score): object {
  const { residual, band, bandFromAnswers, bandAfterFloors, override } = result;
  const floored = isFloored(result);
  const answers = bandWords[bandFromAnswers];
  const row = { value: residual, band, floored };
  if (override) {
    const model = bandWords[bandAfterFloors].toLowerCase();
    return {
      row: { ...row, modelBand: bandAfterFloors },
      title: `${bandWords[band]}, set by a person: the model gives ${model}`,
    };
  }
  return {
    row,
    title: floored
      ? `${bandWords[band]}: the answers alone would give ${answers.toLowerCase()}, a floor holds it up`
      : `${bandWords[band]}, as the answers give it`,
  };
}

/** Inherent risk, control strength and residual, with the arithmetic as the ledger has it. */
function sumsOf({ inherent, ledger, strength, residual }: Score): object {
  const why = (kind: LedgerLine['kind']) => ledger.find((line) => line.kind === kind)?.why;
  return {
    inherent: inherent.value,
    level: worded(levelWords[inherent.level]),
    tier: inherent.tier,
    control: strength.control,
    controlWhy: why('strength'),
    residual,
    residualWhy: why('residual'),
  };
}

function movesShown(moves: Moves | null): object {
  if (!moves) return {};
  const { from, to, residual } = moves;
  return {
    moves: {
      from: bandWords[from],
      to: bandWords[to],
      residual,
      steps: moves.moves.map(({ words }) => words),
    },
  };
}

function changeShown({ residual, bandBefore, bandAfter, reasons }: Change): object {
  return {
    residual: signedFigure(residual),
    before: bandWords[bandBefore],
    after: bandWords[bandAfter],
    moved: bandBefore !== bandAfter,
    reasons: [...reasons],
  };
}

function modelOf({
  modelId,
  modelVersion,
  modelHash,
  result,
  number,
  scoredAt,
}: StoredScore): object {
  return {
    name: modelId,
    version: modelVersion,
    hash: modelHash,
    vector: result.vector,
    number,
    scoredAt,
  };
}
