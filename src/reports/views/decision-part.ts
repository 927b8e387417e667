import type {
  DecisionView as Decided,
  FrozenFinding,
  StoredScore,
} from '../../assessments/index.js';
import type { Borne } from '../../findings/index.js';
import { spokenDay } from '../../scoring/index.js';
import { present } from '../../platform/present.js';
import type { ConditionView, DecisionView, FindingView } from './vendor-risk.view.js';
import { capital, cut } from './words.js';

const onFirstPage = 3;
const longestGist = 70;

const worded = (word: string): string => capital(word.replaceAll('_', ' '));

/** What is asked for, or what was decided. */
export function decisionPart({ result }: StoredScore, decision: Decided | null): DecisionView {
  const { needsException } = result;
  if (!decision) {
    const what = needsException
      ? 'Reject, or approve by exception'
      : 'Approve, approve with conditions, or reject';
    return { asked: { what, by: null }, made: null, needsException };
  }
  const { outcome, decider, decidedAt, reason, validUntil } = decision;
  return {
    asked: null,
    made: {
      outcome: worded(outcome),
      by: decider,
      at: decidedAt,
      reason,
      conditions: conditionLines(decision),
      validUntil,
    },
    needsException,
  };
}

/** As the first page tells them, in short; old decisions have them as one text. */
function conditionLines({ conditions, conditionsText = '' }: Decided): string[] {
  if (conditions.length === 0) {
    return conditionsText.split('\n').filter((line) => line.trim() !== '');
  }
  const lines = conditions.slice(0, onFirstPage).map(({ text, dueOn, reference }) => {
    const [line = ''] = text.trim().split('\n');
    const what = cut(line, longestGist).replace(/\.+$/, '');
    return `${what}, by ${spokenDay(dueOn)} (${reference})`;
  });
  const more = conditions.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more, under “Findings”`] : lines;
}

/** What stands beside the decision, and the instant as of which it does. */
export function findingsBeside(
  decision: Decided | null,
  today: readonly FrozenFinding[],
  now: string,
): { findings: readonly FrozenFinding[]; at: string } {
  const frozen = decision?.openFindings;
  return decision && frozen
    ? { findings: frozen, at: decision.decidedAt }
    : { findings: today, at: now };
}

/** The findings beside the decision, frozen as they stood; those of today while none is made. */
export function findingsPart(
  decision: Decided | null,
  findings: readonly FrozenFinding[],
  borne: readonly Borne[],
): { findings: FindingView[]; findingsFrozenOn: string | null; conditions: ConditionView[] } {
  const accepted = new Map(borne.map(({ findingId, until, by }) => [findingId, { until, by }]));
  return {
    findings: findings.map(({ id, reference, title, severity, state, owner, dueOn }) => ({
      reference,
      title,
      severity: worded(severity),
      state: worded(state),
      owner,
      dueOn,
      ...(state === 'risk_accepted' ? present({ accepted: accepted.get(id) ?? null }) : {}),
    })),
    findingsFrozenOn: decision?.openFindings ? decision.decidedAt.slice(0, 10) : null,
    conditions: (decision?.conditions ?? []).map(({ text, reference, severity, state, dueOn }) => ({
      text,
      reference,
      severity: worded(severity),
      state: worded(state),
      dueOn,
    })),
  };
}
