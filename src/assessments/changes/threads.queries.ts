import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { RemarkKind, RemarkView } from './change.dto.js';

/** An entry of a thread, and whose link a reply came by. */
export interface ThreadEntry extends RemarkView {
  invitationId: string | null;
  /** A reply that the vendor has not submitted yet: ours to read only afterwards. */
  unsubmitted: boolean;
}

interface Row {
  questionKey: string;
  kind: RemarkKind;
  round: number;
  text: string;
  by: string;
  at: string;
  invitationId: string | null;
  closedAt: string | null;
}

/**
 * What was said to and fro about single questions: our remarks that were sent, and the respondents' replies. Comments of a
 * review are another matter and never in it.
 */
@Injectable()
export class Threads {
  constructor(private readonly database: Database) {}

  /** For the vendor: by question, oldest first, with the replies that are not submitted yet. */
  async ofVendor(assessmentId: string): Promise<Map<string, ThreadEntry[]>> {
    const threads = new Map<string, ThreadEntry[]>();
    for (const { questionKey, closedAt, ...row } of await this.rows(assessmentId)) {
      const entry = { ...row, unsubmitted: row.kind === 'reply' && closedAt === null };
      const known = threads.get(questionKey);
      if (known) known.push(entry);
      else threads.set(questionKey, [entry]);
    }
    return threads;
  }

  /** For us: what the vendor has not submitted is its own. */
  async ofQuestion(assessmentId: string, questionKey: string): Promise<RemarkView[]> {
    const threads = await this.ofVendor(assessmentId);
    return (threads.get(questionKey) ?? [])
      .filter(({ unsubmitted }) => !unsubmitted)
      .map(({ kind, round, text, by, at }) => ({ kind, round, text, by, at }));
  }

  private async rows(assessmentId: string): Promise<Row[]> {
    return this.database.sql<Row[]>`
      SELECT q.question_key AS "questionKey", 'remark' AS kind, r.number AS round, q.remark AS text,
        q.remarked_by AS "by", r.asked_at AS "at", NULL AS "invitationId", r.closed_at AS "closedAt"
      FROM change_question q JOIN change_round r ON r.id = q.round_id
      WHERE q.assessment_id = ${assessmentId}
      UNION ALL
      SELECT p.question_key, 'reply', r.number, p.text, p.replied_by, p.replied_at, p.invitation_id, r.closed_at
      FROM change_reply p JOIN change_round r ON r.id = p.round_id
      WHERE p.assessment_id = ${assessmentId}
      ORDER BY round, "at", kind, "questionKey", "invitationId"`;
  }
}
