import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Webhooks } from '../../webhooks/index.js';
import { Assessment } from '../assessment.entity.js';
import { checkDueOn } from '../draft.js';
import { changesRequestedNews } from '../events.js';
import { Transitions } from '../transitions.service.js';
import { AskedQuestions } from './asked-questions.queries.js';
import type { ChangeRequest, QuestionToChange } from './change.dto.js';
import { ChangeLetters, type Remarked } from './change-letters.service.js';
import { ListStale } from './list-stale.js';
import { ChangeQuestion, ChangeRound } from './round.entity.js';
import { SendBack } from './send-back.entity.js';
import { fingerprintOf, SendBackQueries } from './send-backs.queries.js';

/** Gives chosen questions back to the vendor. */
@Injectable()
export class Changes {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
    private readonly transitions: Transitions,
    private readonly asked: AskedQuestions,
    private readonly marks: SendBackQueries,
    private readonly letters: ChangeLetters,
  ) {}

  /**
   * Opens a round: only its questions can be answered until the vendor submits again. Whoever may submit gets a letter
   * with a new link. `seen` is the fingerprint of the list of marked questions that was looked at.
   */
  async request(
    me: Caller,
    id: string,
    { questions, message, dueOn }: ChangeRequest,
    seen?: string,
  ): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      const was = await this.before(id);
      const due = { dueOn: dueOn || was.dueOn };
      const assessment = await this.transitions.move(id, 'requestChanges', due);
      this.checkDue(due.dueOn, dueOn);
      const marked = await this.marks.list(id);
      if (seen !== undefined && seen !== fingerprintOf(marked)) throw new ListStale();
      const chosen = await this.chosen(assessment, questions ?? marked);
      const remarkedBy = await this.nameOf(me);
      const round = {
        id: newId(),
        assessmentId: id,
        number: (await this.lastNumber(id)) + 1,
        message: message || null,
        ...due,
        askedById: me.userId,
        askedBy: me.name,
        askedAt: this.clock.now(),
        submissionId: null,
        closedAt: null,
      };
      await this.database.repository(ChangeRound).insert(round);
      await this.database.repository(ChangeQuestion).insert(
        chosen.map(({ key, remark }) => ({
          ...{ roundId: round.id, questionKey: key, assessmentId: id },
          ...{ remark, remarkedBy },
        })),
      );
      const questionKey = In(chosen.map(({ key }) => key));
      await this.database.repository(SendBack).delete({ assessmentId: id, questionKey });
      await this.letters.send(me, assessment, { message: round.message, remarks: chosen });
      const remarks = Object.fromEntries(chosen.map(({ key, remark }) => [key, remark]));
      const { number } = round;
      const after = {
        state: assessment.state,
        ...due,
        round: number,
        message: round.message,
        remarks,
      };
      const [subject, before] = [
        { kind: 'assessment', id },
        { state: was.state, dueOn: was.dueOn },
      ];
      this.journal.record(me, 'assessment.changes_requested', subject, before, after);
      await this.webhooks.announce(changesRequestedNews, {
        assessmentId: id,
        changeRequestId: round.id,
      });
      return { id: round.id };
    });
  }

  private async before(id: string): Promise<Assessment> {
    await this.database.hold('assessment', id);
    const assessment = await this.database.repository(Assessment).findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return assessment;
  }

  /** The name alone: what a token is called is no business of the vendor's. */
  private async nameOf({ userId }: Caller): Promise<string> {
    const [user] = await this.database.sql<{ name: string }[]>`
      SELECT name FROM app_user WHERE id = ${userId}`;
    return user?.name ?? '';
  }

  private checkDue(dueOn: string, chosen: string | undefined): void {
    const today = this.clock.today();
    if (!chosen && dueOn < today) throw new Invalid({ dueOn: 'has passed: set another one' });
    checkDueOn(dueOn, today);
  }

  /** The questions with their sections and remarks, in their order. */
  private async chosen(
    assessment: Assessment,
    sent: readonly QuestionToChange[],
  ): Promise<Remarked[]> {
    if (sent.length === 0) throw new Invalid({ questions: 'needs at least one question' });
    const asked = await this.asked.of(assessment);
    const marked = await this.marks.remarksOf(assessment.id);
    const problems: Record<string, string> = {};
    const remarks = new Map<string, string>();
    sent.forEach(({ questionKey, remark: own }, at) => {
      const remark = own ?? marked.get(questionKey);
      if (!asked.has(questionKey)) {
        problems[`questions.${at}.questionKey`] = 'is no question that this vendor was asked';
      } else if (remarks.has(questionKey)) {
        problems[`questions.${at}.questionKey`] = 'is named twice';
      } else if (!remark) {
        problems[`questions.${at}.remark`] = 'is missing: say what the vendor is to change';
      } else remarks.set(questionKey, remark);
    });
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
    return [...asked].flatMap(([key, { question, section }]) => {
      const remark = remarks.get(key);
      return remark === undefined ? [] : { key, section, question: question.text, remark };
    });
  }

  private async lastNumber(assessmentId: string): Promise<number> {
    const [row] = await this.database.sql<{ last: number | null }[]>`
      SELECT max(number) AS last FROM change_round WHERE assessment_id = ${assessmentId}`;
    return row?.last ?? 0;
  }
}
