import { Injectable } from '@nestjs/common';
import {
  Answers,
  spokenInstant,
  type Entry,
  type Outcome,
  type Scope,
} from '../assessments/index.js';
import type { FlatForm, Question } from '../questionnaires/index.js';
import type { Refused } from './question-view.js';
import { fingerprintOf, readQuestion, readSeen } from './section-form.js';

export interface SectionSaved {
  /** How many answers were written. */
  saved: number;
  /** Whether everything that was sent is asked at the moment. */
  asked: boolean;
  /** What was typed and could not be saved, by question. */
  refused: Map<string, Refused>;
}

/** Saves what a form says of some questions: what is in order is kept, the rest is told. */
@Injectable()
export class SectionSave {
  constructor(private readonly answers: Answers) {}

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
    return { saved, asked: !kinds.includes('not asked'), refused };
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

function problemsOf(outcome: Outcome): Refused['problems'] | undefined {
  if (outcome.kind === 'refused') return outcome.problems;
  if (outcome.kind !== 'stale') return undefined;
  const { by, at } = outcome;
  const message = `${by} changed this on ${spokenInstant(at)}, after you opened this page. Yours is shown and not saved: save again to replace theirs, or open the page anew to see it.`;
  return [{ path: 'value', message }];
}
