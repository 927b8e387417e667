import { Injectable } from '@nestjs/common';
import {
  Answers,
  NotAskedAgain,
  Replies,
  replyFingerprint,
  spokenInstant,
  type Entry,
  type Outcome,
  type Scope,
} from '../assessments/index.js';
import { Invalid, Stale } from '../platform/errors.js';
import type { FlatForm, Question } from '../questionnaires/index.js';
import type { Refused } from './question-view.js';
import { fingerprintOf, readQuestion, readSeen, text } from './section-form.js';

export interface SectionSaved {
  /** How many answers were written. */
  saved: number;
  /** Whether everything that was sent is asked at the moment. */
  asked: boolean;
  /** Keys of questions that stay as they were submitted, though something was sent for them. */
  closed: Set<string>;
  /** What was typed and could not be saved, by question. */
  refused: Map<string, Refused>;
}

/** Saves what a form says of some questions: what is in order is kept, the rest is told. */
@Injectable()
export class SectionSave {
  constructor(
    private readonly answers: Answers,
    private readonly replies: Replies,
  ) {}

  async save(
    scope: Scope,
    questions: readonly Question[],
    forms: ReadonlyMap<string, FlatForm>,
  ): Promise<SectionSaved> {
    const refused = new Map<string, Refused>();
    const entries: Entry[] = [];
    for (const question of questions) {
      const fields = forms.get(question.key);
      const read = fields && this.entryFor(question, fields);
      if (fields && read?.kind === 'refused') {
        refused.set(question.key, { fields, problems: read.problems });
      } else if (read?.kind === 'entry') entries.push(read.entry);
    }
    const outcomes = await this.answers.saveAll(scope, entries);
    for (const outcome of outcomes) {
      const problems = problemsOf(outcome);
      if (problems) refused.set(outcome.key, { fields: forms.get(outcome.key) ?? {}, problems });
    }
    const kinds = outcomes.map(({ kind }) => kind);
    const saved = kinds.filter((kind) => kind === 'saved').length;
    const replied = await this.saveReplies(scope, forms, refused);
    return {
      saved: saved + replied,
      asked: !kinds.includes('not asked'),
      closed: new Set(outcomes.filter(({ kind }) => kind === 'not open').map(({ key }) => key)),
      refused,
    };
  }

  /** Replies to our remarks stand in the form of their question. */
  private async saveReplies(
    scope: Scope,
    forms: ReadonlyMap<string, FlatForm>,
    refused: Map<string, Refused>,
  ): Promise<number> {
    let saved = 0;
    for (const [key, fields] of forms) {
      if (fields['reply'] === undefined) continue;
      const seen = text(fields, 'replied');
      const typed = text(fields, 'reply').replace(/\r\n?/g, '\n').trim();
      if (replyFingerprint(typed) === seen) continue;
      try {
        await this.replies.save(scope, key, { text: typed, seen });
        saved += 1;
      } catch (error) {
        const problems = [...(refused.get(key)?.problems ?? []), ...replyProblems(error)];
        refused.set(key, { fields, problems });
      }
    }
    return saved;
  }

  private entryFor(question: Question, fields: FlatForm) {
    const read = readQuestion(question, fields);
    if (!read.ok) return { kind: 'refused', problems: read.problems } as const;
    const { version, fingerprint } = readSeen(fields);
    if (fingerprintOf(read.draft) === fingerprint) return { kind: 'unchanged' } as const;
    const entry = { key: question.key, draft: read.draft, expectedVersion: version };
    return { kind: 'entry', entry } as const;
  }
}

function replyProblems(error: unknown): Refused['problems'] {
  const said = (message: string) => [{ path: 'reply', message }];
  if (error instanceof Invalid) return said(error.problems['reply'] ?? error.message);
  if (error instanceof Stale || error instanceof NotAskedAgain) return said(error.message);
  throw error;
}

function problemsOf(outcome: Outcome): Refused['problems'] | undefined {
  if (outcome.kind === 'refused') return outcome.problems;
  if (outcome.kind === 'not open') return [{ path: 'value', message: new NotAskedAgain().message }];
  if (outcome.kind !== 'stale') return undefined;
  const { by, at } = outcome;
  const message = `${by} changed this on ${spokenInstant(at)}, after you opened this page. Yours is shown and not saved: save again to replace theirs, or open the page anew to see it.`;
  return [{ path: 'value', message }];
}
