import {
  isAnswered,
  longestReply,
  replyFingerprint,
  type Scope,
  type Sheet,
  type SheetQuestion,
  type SheetSection,
  type ThreadEntry,
} from '../assessments/index.js';
import { answerView } from './answers-view.js';
import { places } from './places.js';
import { text } from './section-form.js';
import type { Refused } from './question-view.js';

type Reader = Pick<Scope, 'invitationId'>;

/** Which reply of this person a form was made from. */
export const repliedIn = (reader: Reader, { again }: SheetQuestion): string =>
  replyFingerprint(ownReply(reader, again?.thread ?? [])?.text);

/** Why a question is open in the round, with its thread and the field for a reply. */
export function againView(
  reader: Reader,
  { question: { key }, again }: SheetQuestion,
  refused?: Refused,
): object {
  if (!again) return {};
  const own = ownReply(reader, again.thread);
  const { why, because, before, thread } = again;
  const error = refused?.problems.find(({ path }) => path === 'reply')?.message;
  return {
    again: {
      chosen: why === 'chosen',
      appeared: why === 'appeared',
      because: [...because],
      hadBefore: why === 'chosen' && before !== null,
      thread: threadView(thread.filter((entry) => entry !== own)),
      ...(why === 'chosen'
        ? {
            seen: { name: `${key}:replied`, value: replyFingerprint(own?.text) },
            reply: {
              name: `${key}:reply`,
              label: 'Your reply',
              type: 'textarea',
              rows: 2,
              maxlength: longestReply,
              hint: 'Optional: say what you changed, or why it stays.',
              value: refused ? text(refused.fields, 'reply') : (own?.text ?? ''),
              ...(error === undefined ? {} : { error }),
            },
          }
        : {}),
    },
  };
}

/** A question that stays as it was submitted. */
export function readView(one: SheetQuestion): object {
  const { question, answer, attached, again } = one;
  const { key, text: label, kind } = question;
  return {
    ...{ key, kind, label },
    read: answer ? answerView(question, { ...answer, attached }) : null,
    blank: !isAnswered(answer),
    thread: threadView(again?.thread ?? []),
  };
}

/** The questions of the round, for the head of the overview. */
export function toChangeView(scope: Scope, { sections, round }: Sheet): object {
  if (!round) return {};
  const to = places(scope);
  const open = questionsOf(sections).filter(({ one }) => one.open);
  const line = ({ section, one }: (typeof open)[number]) => ({
    href: to.question(section, one.question.key),
    text: one.question.text,
    because: [...(one.again?.because ?? [])],
    remark: remarkOf(one, round.number),
    ...doneIn(one),
  });
  const chosen = open.filter(({ one }) => one.again?.why === 'chosen');
  const appeared = open.filter(({ one }) => one.again?.why === 'appeared');
  return {
    round: {
      message: round.message,
      count: chosen.length,
      chosen: chosen.map(line),
      appeared: appeared.map(line),
      hidden: round.hidden.map(({ text: label }) => label),
    },
  };
}

/** What the round asks in one section, for the list of sections; nothing where no round is open. */
export function askedAgainIn({ questions }: SheetSection, { round }: Sheet): object {
  if (!round) return {};
  const open = questions.filter((one) => one.open);
  const waiting = open.filter((one) => !doneIn(one).done);
  const again = waiting.filter((one) => one.again?.why === 'chosen').length;
  return { round: { open: open.length, again, appeared: waiting.length - again } };
}

/** What the round changed so far, and what it left, before it is handed over. */
export function changedView(scope: Scope, { sections, round }: Sheet): object {
  if (!round) return {};
  const to = places(scope);
  const open = questionsOf(sections).filter(({ one }) => one.open);
  const changed = open.filter(({ one }) => isTouched(one));
  const untouched = open.filter(({ one }) => one.again?.why === 'chosen' && !isTouched(one));
  return {
    round: {
      changed: changed.map(({ section, one: { question, answer, attached, again } }) => ({
        href: to.question(section, question.key),
        text: question.text,
        before: again?.before ? answerView(question, again.before) : null,
        now: answer ? answerView(question, { ...answer, attached }) : null,
        same: again?.changed.length === 0,
        replies: threadView(
          (again?.thread ?? []).filter((entry) => entry.unsubmitted && entry.kind === 'reply'),
        ),
      })),
      untouched: untouched.map(({ section, one: { question } }) => ({
        href: to.question(section, question.key),
        text: question.text,
      })),
      hidden: round.hidden.map(({ text: label }) => label),
    },
  };
}

const questionsOf = (sections: Sheet['sections']) =>
  sections.flatMap(({ key: section, questions }) => questions.map((one) => ({ section, one })));

const isTouched = ({ again }: SheetQuestion): boolean =>
  again !== null && (again.changed.length > 0 || again.replied);

function doneIn(one: SheetQuestion): { done: boolean; word?: string } {
  if (one.again?.why === 'appeared') return { done: isAnswered(one.answer) };
  const changed = (one.again?.changed.length ?? 0) > 0;
  return { done: isTouched(one), word: changed ? 'Changed' : 'Replied' };
}

const remarkOf = ({ again }: SheetQuestion, round: number): string | undefined =>
  again?.thread.find((entry) => entry.kind === 'remark' && entry.round === round)?.text;

const ownReply = (
  { invitationId }: Reader,
  thread: readonly ThreadEntry[],
): ThreadEntry | undefined =>
  thread.find((entry) => entry.unsubmitted && entry.invitationId === invitationId);

const threadView = (thread: readonly ThreadEntry[]): object[] =>
  thread.map(({ kind, text: said, by, at, round, unsubmitted }) => ({
    reply: kind === 'reply',
    ...{ said, by, at, round, unsubmitted },
  }));
