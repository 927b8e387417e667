import {
  isAnswered,
  isWaiting,
  type Carried,
  type SheetAnswer,
  type SheetQuestion,
} from '../assessments/index.js';
import { present } from '../platform/present.js';
import { formatAnswer } from '../questionnaires/index.js';
import type { SheetView } from './answering.dto.js';

type LastCycleView = NonNullable<SheetView['sections'][0]['questions'][0]['lastCycle']>;

/** The vendor's own files only: what we attached is not theirs to see. */
const ownFiles = ({ files }: Carried) => files.filter(({ own }) => own);

const linesOf = ({ question, value }: Carried): string[] =>
  value === null ? [] : formatAnswer(question, value);

/** What was said in an earlier cycle, for programs. */
export function lastCycleView(carried: Carried, toConfirm: boolean): LastCycleView {
  const { state, value, notApplicableReason, comment, givenBy, givenAt, question } = carried;
  return {
    state,
    toConfirm,
    ...(state === 'reworded' ? { question: question.text } : {}),
    ...present({ value, notApplicableReason, comment }),
    lines: linesOf(carried),
    givenBy,
    givenAt,
    files: ownFiles(carried).map(({ id, title, standing, since }) => ({
      ...{ id, title, standing },
      ...(since === null ? {} : { since }),
    })),
  };
}

/** The same for the pages. */
export function lastCycleShown(carried: Carried): object {
  const { state, notApplicableReason, comment, givenBy, givenAt, confirmed, question } = carried;
  const files = ownFiles(carried);
  return {
    by: givenBy,
    at: givenAt,
    confirmed: confirmed && { by: confirmed.by, at: confirmed.at },
    question: state === 'reworded' ? question.text : null,
    unfit: state === 'unfit',
    lines: linesOf(carried),
    reason: notApplicableReason,
    comment,
    files: files.filter(({ standing }) => standing === 'valid').map(({ title }) => title),
    left: files
      .filter(({ standing }) => standing !== 'valid')
      .map(({ title, standing, since }) => ({ title, expired: standing === 'expired', since })),
  };
}

/** Where a question stands against what was said in an earlier cycle: `open` waits to be confirmed. */
export type CycleStanding = 'open' | 'confirmed' | 'changed';

/** Undefined where nothing could be confirmed: nothing was said, or the question is asked afresh. */
export function standingIn(one: SheetQuestion): CycleStanding | undefined {
  const { carried, answer } = one;
  if (carried?.state !== 'same') return undefined;
  if (isWaiting(one)) return 'open';
  if (!isAnswered(answer)) return undefined;
  return answer?.confirmedAt ? 'confirmed' : 'changed';
}

/** What stands in the fields of a question: what was said, or what waits to be confirmed. */
export function shownAnswer(one: SheetQuestion): SheetAnswer | null {
  const { carried, answer } = one;
  // What was emptied stays empty, though it can still be confirmed.
  if (carried === null || answer !== null || !isWaiting(one)) return answer;
  const { value, notApplicableReason, comment, givenBy: answeredBy, givenAt: answeredAt } = carried;
  const said = { value, notApplicableReason, comment, answeredBy, answeredAt };
  return { ...said, confirmedAt: null, version: 0 };
}

/** The box of a question that says what was told the last time; nothing where nothing was. */
export function carriedBox(one: SheetQuestion): object {
  const { carried, question } = one;
  if (carried === null) return {};
  const { key, text: label } = question;
  const afresh = carried.state !== 'same';
  const standing = standingIn(one);
  // It was given back for other questions, and nothing was said to this one.
  if (!afresh && standing === undefined) return {};
  return {
    carried: {
      ...lastCycleShown(carried),
      ...{ key, label, standing: standing ?? 'afresh', afresh },
    },
  };
}
