import { evidenceGrades, evidenceWords, type Standing } from '../../scoring/index.js';
import type { CycleAnswer, Worth } from './cycle-answer.js';

/** What changed of one answer, in sentences. */
export interface Changes {
  worse: string[];
  better: string[];
  /** Neither. */
  other: string[];
}

/** What changed between the answers of two cycles to one question. Source: as of `compareCycles`. */
export function changesBetween(before: CycleAnswer, after: CycleAnswer): Changes {
  const changes: Changes = { worse: [], better: [], other: [] };
  const [then, now] = worths(before, after);
  const [was, is] = standings(before, after);
  if (was !== is) standingChanged(before, after, [then, now], changes);
  else if (is === 'answered' && then.compliance !== now.compliance) {
    const words = `Before, it ${metWords(then.compliance, true)}; now it ${metWords(now.compliance)}.`;
    const lower = now.compliance < then.compliance;
    const aged = lower && now === after.byRule && saysTheSame(before, after);
    const why = aged ? ' The answer is the same: it has aged.' : '';
    (lower ? changes.worse : changes.better).push(`${words}${why}`);
  }
  const bothCount = was === 'answered' && is === 'answered';
  if (bothCount && now.compliance > 0) evidenceChanged(before, after, changes);
  if (!saysTheSame(before, after)) changes.other.push('The answer reads otherwise.');
  return changes;
}

/** Judgements where both were judged, else what the rule says of both: never one against the other. */
const worths = (before: CycleAnswer, after: CycleAnswer): [Worth, Worth] =>
  before.judged && after.judged ? [before.judged, after.judged] : [before.byRule, after.byRule];

/** Where only one was judged, what was said counts: the same said again is the same, whoever has agreed to it. */
function standings(before: CycleAnswer, after: CycleAnswer): [Standing, Standing] {
  const same = saidStanding(before) === saidStanding(after);
  if (same && !(before.judged && after.judged)) return [saidStanding(before), saidStanding(after)];
  return [before.standing, after.standing];
}

export function saidStanding({ standing, notApplicableReason, value }: CycleAnswer): Standing {
  if (standing !== 'approved') return standing;
  if (notApplicableReason !== null) return 'claimed';
  return value === null ? 'blank' : 'answered';
}

function standingChanged(
  before: CycleAnswer,
  after: CycleAnswer,
  [then, now]: [Worth, Worth],
  { worse, better, other }: Changes,
): void {
  if (after.standing === 'blank') {
    worse.push('It is left blank, and was answered before.');
  } else if (after.standing === 'answered') {
    const words = `Before, it ${standingWords[before.standing]}; now it ${metWords(now.compliance)}.`;
    const was = before.standing === 'approved';
    if (was && now.compliance < 1) worse.push(words);
    else if (now.compliance > 0) better.push(words);
    else other.push(words);
  } else if (before.standing === 'answered') {
    const words = `It is said not to apply; before, it ${metWords(then.compliance, true)}.`;
    (then.compliance > 0 ? worse : other).push(words);
  } else if (after.standing === 'approved') better.push('We agree by now that it does not apply.');
  else if (before.standing === 'approved') {
    worse.push('It is said not to apply; nobody has agreed to that this time.');
  } else other.push('It is said not to apply, and was left blank before.');
}

function evidenceChanged(before: CycleAnswer, after: CycleAnswer, changes: Changes): void {
  const [then, now] = evidences(before, after);
  const gained = evidenceGrades[now.evidence] - evidenceGrades[then.evidence];
  if (gained === 0) return;
  const why = gained < 0 && now.lowered !== null ? `: ${now.lowered}` : '';
  const words = `Before, it rested on ${evidenceWords[then.evidence]}; now on ${evidenceWords[now.evidence]}${why}.`;
  (gained < 0 ? changes.worse : changes.better).push(words);
}

type Proof = Pick<Worth, 'evidence' | 'lowered'>;

function evidences(before: CycleAnswer, after: CycleAnswer): [Proof, Proof] {
  if (before.judged && !after.judged && after.leaning) return [before.judged, after.leaning];
  return worths(before, after);
}

const standingWords = {
  answered: 'was answered',
  blank: 'was left blank',
  claimed: 'was said not to apply',
  approved: 'did not apply, as we agreed',
} as const;

function metWords(compliance: number, past = false): string {
  if (compliance === 0) return `${past ? 'did' : 'does'} not meet what is expected`;
  return `${past ? 'met' : 'meets'}${compliance < 1 ? ' part of' : ''} what is expected`;
}

/** Choices of several and rows are compared whatever their order. */
function saysTheSame(before: CycleAnswer, after: CycleAnswer): boolean {
  return (
    before.notApplicableReason === after.notApplicableReason &&
    before.comment === after.comment &&
    inOrder(before.value) === inOrder(after.value)
  );
}

const inOrder = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value);
