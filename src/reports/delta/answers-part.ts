import {
  changeKinds,
  changeWords,
  type CycleAnswer,
  type CycleChange,
  type CycleReading,
} from '../../assessments/index.js';
import { formatAnswer, questionsOf, type Question } from '../../questionnaires/index.js';
import { cut } from '../views/words.js';
import type { DeltaList, DeltaView } from './delta.view.js';

/** The answers by what became of them: all but those that are the same and those left blank, which are counted. */
export function changeLists(
  changes: readonly CycleChange[],
  before: CycleReading,
  after: CycleReading,
): DeltaList[] {
  const then = new Map(questionsOf(before.questionnaire.definition).map((one) => [one.key, one]));
  const now = new Map(questionsOf(after.questionnaire.definition).map((one) => [one.key, one]));
  const kinds = changeKinds.filter((kind) => kind !== 'blank');
  return kinds.flatMap((kind) => {
    const lines = changes
      .filter((change) => change.kind === kind)
      .map((change) => lineOf(change, then.get(change.key), now.get(change.key)))
      .map((line) => (kind === 'confirmed' ? inShort(line) : line));
    return lines.length > 0 ? [{ kind, word: changeWords[kind], lines }] : [];
  });
}

const longestSame = 240;

/** What stayed as it was can be read in full elsewhere. */
const inShort = <L extends { after: string | null }>(line: L): L => ({
  ...line,
  after: line.after && cut(line.after, longestSame),
});

export const changeCounts = (changes: readonly CycleChange[]): DeltaView['counts'] =>
  changeKinds.map((kind) => ({
    word: changeWords[kind],
    count: changes.filter((change) => change.kind === kind).length,
  }));

function lineOf(
  { key, why, flagged, before, after }: CycleChange,
  then: Question | undefined,
  now: Question | undefined,
): DeltaList['lines'][0] {
  const asked = after ?? before;
  return {
    key,
    text: asked?.text ?? key,
    knockOut: asked?.knockOut ?? false,
    critical: asked?.weight === 'critical',
    why: [...why],
    before: before && said(before, then ?? now),
    after: after && said(after, now ?? then),
    flagged: flagged ? (after?.unproven ?? 0) : 0,
  };
}

function said(answer: CycleAnswer, question: Question | undefined): string {
  if (answer.notApplicableReason !== null) return `Not applicable: ${answer.notApplicableReason}`;
  if (answer.value === null || !question) return 'left blank';
  return formatAnswer(question, answer.value).join('; ');
}
