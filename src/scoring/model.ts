import { bandOf } from './bands.js';
import { changeSince } from './change.js';
import { driversShown } from './constants.js';
import { bandReason } from './explain.js';
import { findingLines } from './finding-lines.js';
import { checkFindings, withFindings } from './findings.js';
import { afterFloors, floorsOf } from './floors.js';
import { ledgerOf, questionLine, type QuestionLine } from './ledger.js';
import { model } from './model-identity.js';
import { checkOverride } from './override.js';
import { checkQuestions, effectiveEvidence, markOf, type Mark } from './question.js';
import type { Driver, Score, ScoreInput } from './score.js';
import { domainResults, residualRisk, strengthOf } from './strength.js';
import { vectorOf } from './vector.js';

function checkInput({ inherent, questions, conditions, findings, override }: ScoreInput): void {
  checkQuestions(questions);
  checkFindings(findings);
  if (![1, 2, 3, 4].includes(inherent.tier)) {
    throw new RangeError(`A tier is 1, 2, 3 or 4, not ${inherent.tier}`);
  }
  for (const { daysExpired } of conditions.expiredKeyEvidence) {
    if (!Number.isFinite(daysExpired)) {
      throw new RangeError(`Days since evidence expired must be a number, not ${daysExpired}`);
    }
  }
  if (override) checkOverride(override);
}

function driversOf(lines: readonly QuestionLine[]): Driver[] {
  return lines
    .filter(({ lost }) => lost > 0)
    .sort(
      (one, other) => other.lost - one.lost || other.w - one.w || (one.key < other.key ? -1 : 1),
    )
    .slice(0, driversShown)
    .map(({ key, text, domain, domainLabel, lost, why }) => ({
      key,
      text,
      domain,
      domainLabel,
      lost,
      why,
    }));
}

/** What the vendor answered: that we have verified something answers nothing. */
function coverageOf(marks: readonly Mark[]) {
  const asked = marks.length;
  const answered = marks.filter(({ standing }) => standing !== 'blank').length;
  return { answered, asked, percent: asked === 0 ? 0 : (100 * answered) / asked };
}

/**
 * Scores one assessment by VRM-1: conformance S, assured C and assurance A per domain, control
 * strength K and residual R (0 to 100, unrounded), the band from the answers, floors, override, and
 * a ledger line for every point and every finding. The order of questions and findings changes no
 * figure. Nothing is read or
 * remembered: the same input gives the same score.
 * @throws RangeError on an unknown code, a key or reference used twice, an inherent value outside 0 to 100, a
 * tier outside 1 to 4, not-applicable approved or evidence lowered without a reason, or an
 * incomplete override
 */
export function scoreAssessment(input: ScoreInput): Score {
  checkInput(input);
  const { inherent, conditions, findings, previous, override } = input;
  const questions = withFindings(input.questions, findings);
  const marks = questions.map(markOf);
  const domains = domainResults(questions, marks);
  const strength = strengthOf(domains);
  const residual = residualRisk(inherent.value, strength.control);
  const bandFromAnswers = bandOf(residual);
  const { assurance } = strength;
  const floors = floorsOf({ questions, marks, conditions, tier: inherent.tier, assurance });
  const bandAfterFloors = afterFloors(bandFromAnswers, floors);
  const band = override?.band ?? bandAfterFloors;

  const weightOf = new Map(domains.map(({ domain, weight }) => [domain, weight]));
  const lines = questions.map((question, at) =>
    questionLine(question, marks[at] as Mark, weightOf.get(question.domain) ?? 0),
  );
  const ledger = ledgerOf(lines, {
    domains,
    strength,
    inherent: inherent.value,
    residual,
    band: bandFromAnswers,
    floors,
    findings: findingLines(findings, lines),
    override,
    bandAfterFloors,
  });
  const assertionOnly = questions
    .filter(
      (question, at) => (marks[at] as Mark).c > 0 && effectiveEvidence(question) === 'assertion',
    )
    .map(({ key }) => key);
  const decided = { inherent, strength, bandFromAnswers, floors, bandAfterFloors, override };
  return {
    model,
    domains,
    residual,
    ...decided,
    band,
    needsException: floors.some(({ id }) => id === 'F1'),
    coverage: coverageOf(input.questions.map(markOf)),
    assertionOnly,
    drivers: driversOf(lines),
    change: previous && changeSince(previous, { model, inherent, residual, band, floors, ledger }),
    vector: vectorOf(inherent, strength, floors),
    reason: bandReason(decided),
    ledger,
  };
}
