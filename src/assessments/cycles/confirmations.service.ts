import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { AnswerStale } from '../answering/answer-stale.js';
import { Answers, type Outcome, type Saved } from '../answering/answers.service.js';
import type { Scope } from '../answering/scope.js';
import { isAnswered, type SheetQuestion } from '../answering/sheet.js';
import { Sheets } from '../answering/sheets.queries.js';

/** Respondents say of answers of the last cycle that they are still true. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly sheets: Sheets,
    private readonly answers: Answers,
  ) {}

  /** Confirms one; confirmed already: nothing changes. */
  async confirm(scope: Scope, key: string): Promise<Saved> {
    const asked = (await this.askedNow(scope)).find(({ question }) => question.key === key);
    if (!asked) throw new NotFound('question');
    const { answer, carried } = asked;
    if (carried?.state !== 'same') {
      throw new Conflict('There is no answer of the last time that could be confirmed: answer it.');
    }
    if (answer && isAnswered(answer)) {
      if (answer.confirmedAt === null) throw new AnswerStale(answer.answeredBy, answer.answeredAt);
      return { kind: 'saved', key, version: answer.version, at: answer.answeredAt };
    }
    const [outcome] = await this.save(scope, [asked]);
    if (outcome?.kind === 'stale') throw new AnswerStale(outcome.by, outcome.at);
    if (outcome?.kind !== 'saved') throw new Conflict('This answer cannot be confirmed now.');
    return outcome;
  }

  /** Confirms those of `keys` that are still to be confirmed, and says how many that were; the others stay as they are. */
  async confirmAll(scope: Scope, keys: readonly string[]): Promise<number> {
    const waiting = (await this.askedNow(scope)).filter(
      ({ question, answer, carried }) =>
        keys.includes(question.key) && carried?.state === 'same' && !isAnswered(answer),
    );
    const outcomes = await this.save(scope, waiting);
    return outcomes.filter(({ kind }) => kind === 'saved').length;
  }

  private async askedNow(scope: Scope): Promise<SheetQuestion[]> {
    const { sections } = await this.sheets.read(scope);
    return sections.flatMap(({ questions }) => questions);
  }

  private async save(scope: Scope, questions: readonly SheetQuestion[]): Promise<Outcome[]> {
    if (questions.length === 0) return [];
    return this.database.transaction(async () => {
      const outcomes = await this.answers.saveAll(
        scope,
        questions.map(({ question, answer, carried }) => ({
          key: question.key,
          draft: {
            value: carried?.value,
            notApplicableReason: carried?.notApplicableReason,
            comment: carried?.comment,
          },
          expectedVersion: answer?.version ?? 0,
          confirms: true,
        })),
      );
      const saved = outcomes.filter(({ kind }) => kind === 'saved').map(({ key }) => key);
      const subject = { kind: 'assessment', id: scope.assessmentId };
      if (saved.length > 0) {
        this.journal.record(scope.actor, 'answer.confirmed', subject, null, {
          questionKeys: saved,
        });
      }
      return outcomes;
    });
  }
}
