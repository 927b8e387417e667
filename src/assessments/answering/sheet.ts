import {
  type Answers,
  type AnswerValue,
  type Question,
  type QuestionnaireDefinition,
  questionsOf,
  visibleQuestions,
} from '../../questionnaires/index.js';
import { differences, type PartOfAnswer } from '../changes/difference.js';
import { hangsOn, whyOpen, type WhyOpen } from '../changes/given-back.js';
import type { OpenRound } from '../changes/rounds.queries.js';
import type { ThreadEntry } from '../changes/threads.queries.js';
import type { FrozenAnswer } from './answer.entity.js';
import type { AssessmentState } from '../assessment.entity.js';
import type { Carried } from '../cycles/carried-answers.queries.js';
import { cycleOf, isWaiting, type CycleProgress } from '../cycles/cycle-progress.js';
import { daysLate, isOpen, sectionsIn, type Scope } from './scope.js';

export interface SheetAnswer {
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
  answeredBy: string;
  answeredAt: string;
  /** When the answer of the last cycle was confirmed; null where it was given in this one. */
  confirmedAt: string | null;
  version: number;
}

/** A file that the vendor's people attached to a question. */
export interface SheetFile {
  evidenceId: string;
  title: string;
  name: string;
  sha256: string;
  bytes: number;
  givenBy: string;
  givenAt: string;
}

export interface SheetQuestion {
  question: Question;
  /** Null until something was saved. */
  answer: SheetAnswer | null;
  attached: readonly SheetFile[];
  /** Whether the answer may change. */
  open: boolean;
  /** In an assessment that was given back; null where no round is open. */
  again: SheetAgain | null;
  /** What was said in an earlier cycle. */
  carried: Carried | null;
}

/** How a question stands in the open round. */
export interface SheetAgain {
  /** Null: it stays as it was submitted. */
  why: WhyOpen | null;
  /** Texts of the questions whose answers brought it up. */
  because: readonly string[];
  /** As submitted last; null where nothing was said or it was not asked. */
  before: FrozenAnswer | null;
  /** In what it differs from that by now. */
  changed: readonly PartOfAnswer[];
  /** Our remarks and the replies, of all rounds, oldest first. */
  thread: readonly ThreadEntry[];
  replied: boolean;
}

/** The open round, as far as the link opens its sections. */
export interface SheetRound {
  number: number;
  message: string | null;
  /** Chosen questions that other answers hide now. */
  hidden: readonly Question[];
}

export interface GivenBackSheet {
  round: OpenRound;
  threads: ReadonlyMap<string, readonly ThreadEntry[]>;
}

export interface SheetSection {
  key: string;
  title: string;
  intro: string;
  /** Those asked, given the answers so far. */
  questions: SheetQuestion[];
  answered: number;
  /** Answers of the last cycle that nobody has confirmed or changed yet. */
  toConfirm: number;
}

/** An assessment as its respondent sees it: the sections their link opens, with the answers so far. */
export interface Sheet {
  title: string;
  purpose: string;
  minutes: number;
  state: AssessmentState;
  open: boolean;
  dueOn: string;
  /** Days after the due day, today. */
  daysLate: number;
  sections: SheetSection[];
  answered: number;
  asked: number;
  /** Null where all questions are open, or none. */
  round: SheetRound | null;
  /** How far the answers of the last cycle are gone through; null where there was none. */
  cycle: CycleProgress | null;
}

export const isAnswered = (answer: SheetAnswer | null | undefined): boolean =>
  answer != null && (answer.value !== null || answer.notApplicableReason !== null);

/** The values given, for the conditions of other questions. */
export function valuesOf(answers: ReadonlyMap<string, Pick<SheetAnswer, 'value'>>): Answers {
  const values = new Map<string, AnswerValue>();
  for (const [key, { value }] of answers) if (value !== null) values.set(key, value);
  return values;
}

/** All that was said, attached, and carried over, by question. */
export interface Said {
  answers: ReadonlyMap<string, SheetAnswer>;
  attached: ReadonlyMap<string, readonly SheetFile[]>;
  carried: ReadonlyMap<string, Carried>;
}

/**
 * The values that decide what is asked: those given and, until somebody says otherwise, those that wait to be
 * confirmed; so whoever confirms them sees what hangs on them too.
 */
export function standingValues({ answers, carried }: Omit<Said, 'attached'>): Answers {
  const values = new Map(valuesOf(answers));
  for (const [key, { state, value }] of carried) {
    if (state === 'same' && value !== null && !answers.has(key)) values.set(key, value);
  }
  return values;
}

export function sheetOf(
  scope: Scope,
  definition: QuestionnaireDefinition,
  said: Said,
  /** What decides which questions are asked. */
  values: Answers,
  today: string,
  givenBack?: GivenBackSheet,
): Sheet {
  const visible = new Set(visibleQuestions(definition, values));
  const sections = sectionsIn(definition, scope).map(({ key, title, intro, questions }) => {
    const asked = questions
      .filter((question) => visible.has(question))
      .map((question) => {
        const answer = said.answers.get(question.key) ?? null;
        const files = said.attached.get(question.key) ?? [];
        const carried = said.carried.get(question.key) ?? null;
        const again = givenBack ? againOf(definition, question, answer, files, givenBack) : null;
        const open = isOpen(scope) && (again === null || again.why !== null);
        return { question, answer, attached: files, open, again, carried };
      });
    const answered = asked.filter(({ answer }) => isAnswered(answer)).length;
    const toConfirm = asked.filter(isWaiting).length;
    return { key, title, intro, questions: asked, answered, toConfirm };
  });
  return {
    title: definition.title,
    purpose: definition.purpose,
    minutes: definition.minutes,
    state: scope.state,
    open: isOpen(scope),
    dueOn: scope.dueOn,
    daysLate: daysLate(scope.dueOn, today),
    sections,
    answered: sections.reduce((sum, { answered }) => sum + answered, 0),
    asked: sections.reduce((sum, { questions }) => sum + questions.length, 0),
    round: givenBack ? roundOf(scope, definition, visible, givenBack.round) : null,
    cycle: cycleOf(sections.flatMap(({ questions }) => questions)),
  };
}

function roundOf(
  scope: Scope,
  definition: QuestionnaireDefinition,
  visible: ReadonlySet<Question>,
  { number, message, chosen }: OpenRound,
): SheetRound {
  const own = sectionsIn(definition, scope).flatMap(({ questions }) => questions);
  const hidden = own.filter((question) => chosen.has(question.key) && !visible.has(question));
  return { number, message, hidden };
}

function againOf(
  definition: QuestionnaireDefinition,
  { key, when }: Question,
  answer: SheetAnswer | null,
  attached: readonly SheetFile[],
  { round, threads }: GivenBackSheet,
): SheetAgain {
  const before = round.before.get(key) ?? null;
  const thread = threads.get(key) ?? [];
  const why = whyOpen(round, key) ?? null;
  const now = { ...(answer ?? nothingSaid), attached };
  const upon = why === 'appeared' ? hangsOn(when) : [];
  return {
    why,
    because: questionsOf(definition)
      .filter((question) => upon.includes(question.key))
      .map(({ text }) => text),
    before,
    changed: differences(before ?? undefined, now),
    thread,
    replied: thread.some((entry) => entry.kind === 'reply' && entry.round === round.number),
  };
}

const nothingSaid = { value: null, notApplicableReason: null, comment: null };
