import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Forbidden } from '../../platform/errors.js';
import { newId, sha256 } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Webhooks } from '../../webhooks/index.js';
import { ChangeRound } from '../changes/round.entity.js';
import { Rounds, type OpenRound } from '../changes/rounds.queries.js';
import { Submission, type Confirmed, type FrozenAnswer } from './answer.entity.js';
import { assessmentSubmitted, submittedNews } from '../events.js';
import { Openness } from './openness.service.js';
import { Respondents } from './respondents.service.js';
import { newReceiptCode } from './receipt-code.js';
import { daysLate, type Scope } from './scope.js';
import { isBlank } from './draft.js';
import type { Sheet, SheetAnswer, SheetFile, SheetQuestion } from './sheet.js';
import { Sheets } from './sheets.queries.js';

type Said = Omit<SheetAnswer, 'version'>;

function countsOf({ answered, asked, cycle }: Sheet): object {
  const counts = { answered, asked };
  if (cycle === null) return counts;
  return { ...counts, confirmed: cycle.confirmed, unconfirmed: cycle.toConfirm };
}

@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
    private readonly sheets: Sheets,
    private readonly openness: Openness,
    private readonly respondents: Respondents,
    private readonly rounds: Rounds,
  ) {}

  /** Freezes the answers as they are and closes the assessment: all of it happens, or nothing. */
  async submit(scope: Scope): Promise<{ id: string; receipt: string }> {
    if (scope.sections !== null) {
      throw new Forbidden(
        'You were asked for some of the sections. Who asked you submits the whole.',
      );
    }
    const id = newId();
    const { assessmentId, actor } = scope;
    return this.database.transaction(async () => {
      const submittedAt = this.clock.now();
      const { dueOn } = await this.openness.close(scope, submittedAt);
      await this.respondents.mustStand(scope);
      const round = await this.rounds.open(assessmentId);
      const sheet = await this.sheets.final(scope);
      const answers = frozenAnswers(sheet);
      const written = {
        number: (await this.lastNumber(assessmentId)) + 1,
        sha256: sha256(JSON.stringify(answers)),
        receipt: newReceiptCode(),
        submittedAt,
        daysLate: daysLate(dueOn, this.clock.today()),
      };
      await this.database.repository(Submission).insert({
        id,
        assessmentId,
        answers,
        ...written,
        invitationId: scope.invitationId,
        submittedBy: actor.name,
      });
      const closed = round ? await this.closeRound(round, id, submittedAt) : {};
      const after = { submissionId: id, ...written, ...countsOf(sheet), ...closed };
      const subject = { kind: 'assessment', id: assessmentId };
      this.journal.record(actor, 'assessment.submitted', subject, null, after);
      await this.jobs.enqueue(assessmentSubmitted, { assessmentId, submissionId: id });
      await this.webhooks.announce(submittedNews, { assessmentId, submissionId: id });
      return { id, receipt: written.receipt };
    });
  }

  /** What was asked again is answered by this submission, whatever was touched. */
  private async closeRound(
    round: OpenRound,
    submissionId: string,
    closedAt: Date,
  ): Promise<object> {
    const open = { id: round.id, closedAt: IsNull() };
    const rounds = this.database.repository(ChangeRound);
    const { affected } = await rounds.update(open, { submissionId, closedAt });
    if (affected !== 1) throw new Conflict('These changes were submitted meanwhile.');
    return { round: round.number, untouched: await this.rounds.leftIn(submissionId) };
  }

  private async lastNumber(assessmentId: string): Promise<number> {
    const [row] = await this.database.sql<{ last: number | null }[]>`
      SELECT max(number) AS last FROM submission WHERE assessment_id = ${assessmentId}`;
    return row?.last ?? 0;
  }
}

/** What was said to the questions asked, in their order; a question left open without a word is not in it. */
function frozenAnswers(sheet: Sheet): FrozenAnswer[] {
  return sheet.sections.flatMap(({ questions }) =>
    questions.flatMap((one) => {
      const { question, answer, attached } = one;
      const [first] = attached;
      if (!first)
        return answer && !isBlank(answer)
          ? [{ ...frozen(question.key, answer), ...confirmedIn(one) }]
          : [];
      const files = attached.map(({ evidenceId, name, sha256: hash, bytes }) => ({
        ...{ evidenceId, name, sha256: hash, bytes },
      }));
      const said = frozen(question.key, answer ?? nothingSaid(first));
      return [{ ...said, attached: files, ...confirmedIn(one) }];
    }),
  );
}

function frozen(questionKey: string, answer: Said): FrozenAnswer {
  const { value, notApplicableReason, comment, answeredBy, answeredAt } = answer;
  return { questionKey, value, notApplicableReason, comment, answeredBy, answeredAt };
}

/** Who said when that the answer of the last cycle is still true, and for how many cycles it has been so. */
function confirmedIn({ answer, carried, attached }: SheetQuestion): { confirmed?: Confirmed } {
  if (!answer?.confirmedAt || !carried) return {};
  const { givenBy, givenAt, unproven } = carried;
  return {
    confirmed: {
      by: answer.answeredBy,
      at: answer.confirmedAt,
      givenBy,
      givenAt,
      times: (carried.confirmed?.times ?? 0) + 1,
      unproven: attached.length > 0 ? 0 : unproven + 1,
    },
  };
}

/** Only a file was given: by whom and when is that of the file. */
const nothingSaid = ({ givenBy, givenAt }: SheetFile): Said => ({
  value: null,
  notApplicableReason: null,
  comment: null,
  answeredBy: givenBy,
  answeredAt: givenAt,
  confirmedAt: null,
});
