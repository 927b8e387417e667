import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound, Stale } from '../../platform/errors.js';
import { Transitions } from '../transitions.service.js';
import type { QuestionToChange, SendBackFacts } from './change.dto.js';
import { AskedQuestions } from './asked-questions.queries.js';
import { ListStale } from './list-stale.js';
import { fingerprintOf, SendBackQueries } from './send-backs.queries.js';
import { SendBack } from './send-back.entity.js';

/** The questions that are to go back to the vendor, collected until somebody sends them. */
@Injectable()
export class SendBacks {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly asked: AskedQuestions,
    private readonly queries: SendBackQueries,
  ) {}

  /** Marks a question, or gives it another remark. `expected` is the version that was read, 0 where there was none. */
  async mark(
    me: Caller,
    assessmentId: string,
    questionKey: string,
    { remark }: SendBackFacts,
    expected?: number,
  ): Promise<{ version: number }> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.hold(assessmentId, 'requestChanges');
      await this.asked.mustHave(assessment, questionKey);
      const marks = this.database.repository(SendBack);
      const key = { assessmentId, questionKey };
      const before = await marks.findOneBy(key);
      const version = (before?.version ?? 0) + 1;
      if (expected !== undefined && expected !== version - 1) throw new Stale('remark');
      const written = { remark: remark || null };
      const row = { ...written, markedById: me.userId, markedBy: me.name, version };
      const markedAt = this.clock.now();
      if (before) await marks.update(key, { ...row, markedAt });
      else await marks.insert({ ...key, ...row, markedAt });
      const was = before && { remark: before.remark };
      this.record(me, 'answer.marked_to_go_back', assessmentId, was, { questionKey, ...written });
      return { version };
    });
  }

  /** Keeps the remarks as they were typed over the list that was looked at, and takes one question off it. */
  async keep(
    me: Caller,
    id: string,
    questions: readonly QuestionToChange[],
    seen: string,
    off?: string,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.transitions.hold(id, 'requestChanges');
      const list = await this.queries.list(id);
      if (seen !== fingerprintOf(list)) throw new ListStale();
      const typed = new Map(questions.map(({ questionKey, remark = '' }) => [questionKey, remark]));
      for (const { questionKey, remark = '' } of list) {
        const now = typed.get(questionKey);
        if (questionKey === off || now === undefined || now === remark) continue;
        await this.mark(me, id, questionKey, { remark: now });
      }
      if (off !== undefined) await this.unmark(me, id, off);
    });
  }

  /** Takes a question off the list again. */
  async unmark(me: Caller, assessmentId: string, questionKey: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.transitions.hold(assessmentId, 'requestChanges');
      const marks = this.database.repository(SendBack);
      const { affected } = await marks.delete({ assessmentId, questionKey });
      if (affected !== 1) throw new NotFound('question on this list');
      this.record(me, 'answer.kept_back', assessmentId, { questionKey }, null);
    });
  }

  private record(
    me: Caller,
    action: string,
    id: string,
    before: object | null,
    after: object | null,
  ): void {
    this.journal.record(me, action, { kind: 'assessment', id }, before, after);
  }
}
