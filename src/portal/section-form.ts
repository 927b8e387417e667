import { sha256 } from '../platform/ids.js';
import type { FormBody } from '../platform/http/index.js';
import { readDraft, type Draft, type SheetAnswer } from '../assessments/index.js';
import {
  isListKind,
  readAnswerForm,
  type FlatForm,
  type Problem,
  type Question,
} from '../questionnaires/index.js';

export type ReadQuestion = { ok: true; draft: Draft } | { ok: false; problems: Problem[] };

/** What a form knows of an answer as it was shown: its version, and a fingerprint of what it said. */
export interface Seen {
  version: number;
  fingerprint: string;
}

/** The fields of each question in the form of a section, by key: they are named `<key>:<field>`. */
export function formsIn(body: FormBody): Map<string, FlatForm> {
  const forms = new Map<string, Record<string, string | string[]>>();
  for (const [name, value] of Object.entries(body)) {
    const at = name.indexOf(':');
    if (at < 1 || value === undefined) continue;
    const key = name.slice(0, at);
    const fields = forms.get(key) ?? (Object.create(null) as Record<string, string | string[]>);
    fields[name.slice(at + 1)] = value;
    forms.set(key, fields);
  }
  return forms;
}

/**
 * Reads one question's fields: `value` or `rows.<n>.<column>`, `none` (an empty list on purpose), `na` with
 * `reason`, `comment`. What does not apply has no value, whatever else stands in the form.
 */
export function readQuestion(question: Question, fields: FlatForm): ReadQuestion {
  const problems: Problem[] = [];
  const notApplicable = question.allowNotApplicable && text(fields, 'na') !== '';
  const reason = text(fields, 'reason');
  if (notApplicable && reason.trim() === '') {
    problems.push({ path: 'reason', message: 'Say why it does not apply.' });
  }
  const value = notApplicable ? null : valueIn(question, fields, problems);
  const notes = {
    ...(notApplicable ? { notApplicableReason: reason } : {}),
    comment: text(fields, 'comment'),
  };
  const read = readDraft(question, { value, ...notes });
  if (!read.ok) problems.push(...read.problems.map(asFormField));
  return read.ok && problems.length === 0 ? read : { ok: false, problems };
}

export function seenOf(answer: SheetAnswer | null): string {
  const { value = null, notApplicableReason = null, comment = null, version = 0 } = answer ?? {};
  return `${version}.${fingerprintOf({ value, notApplicableReason, comment })}`;
}

export function readSeen(fields: FlatForm): Seen {
  const [, version = '0', fingerprint = ''] =
    /^(\d{1,9})\.([0-9a-f]{16})$/.exec(text(fields, 'seen')) ?? [];
  return { version: Number(version), fingerprint };
}

/** Short hash of an answer: two devices that show the same and change nothing have nothing to save. */
export function fingerprintOf({ value, notApplicableReason, comment }: Draft): string {
  return sha256(JSON.stringify([value, notApplicableReason, comment])).slice(0, 16);
}

function valueIn(question: Question, fields: FlatForm, problems: Problem[]): Draft['value'] {
  const read = readAnswerForm(question, fields);
  if (!read.ok) {
    problems.push(...read.problems);
    return null;
  }
  const none = isListKind(question.kind) && text(fields, 'none') !== '';
  if (none && read.value !== null) {
    problems.push({ path: 'none', message: 'There are rows too: empty them or untick this.' });
  }
  return none ? [] : read.value;
}

const asFormField = ({ path, message }: Problem): Problem => ({
  path: path === 'notApplicableReason' ? 'reason' : path,
  message,
});

/** One field's text; what was sent twice counts as it stands first. */
export function text(fields: FlatForm, name: string): string {
  return [fields[name] ?? ''].flat()[0] ?? '';
}
