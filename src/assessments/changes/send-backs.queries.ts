import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { sha256 } from '../../platform/ids.js';
import { Assessment } from '../assessment.entity.js';
import { AskedQuestions } from './asked-questions.queries.js';
import type { SendBackView } from './change.dto.js';
import { SendBack } from './send-back.entity.js';
import { CommentsToVendor } from './comments-to-vendor.queries.js';

@Injectable()
export class SendBackQueries {
  constructor(
    private readonly database: Database,
    private readonly asked: AskedQuestions,
    private readonly comments: CommentsToVendor,
  ) {}

  /** What is to go back, in the order of the questions, each with the remark as it would be sent. */
  async list(assessmentId: string): Promise<SendBackView[]> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id: assessmentId });
    if (!assessment) throw new NotFound('assessment');
    const marks = await this.database.repository(SendBack).findBy({ assessmentId });
    if (marks.length === 0) return [];
    const marked = new Map(marks.map((mark) => [mark.questionKey, mark]));
    const comments = await this.comments.of(assessmentId);
    return [...(await this.asked.of(assessment))].flatMap(([questionKey, { question }]) => {
      const mark = marked.get(questionKey);
      if (!mark) return [];
      const { remark: own, markedBy, markedAt, version } = mark;
      const remark = own ?? comments.get(questionKey);
      return {
        questionKey,
        text: question.text,
        ...(remark === undefined ? {} : { remark }),
        fromComment: own === null && remark !== undefined,
        ...{ markedBy, markedAt: markedAt.toISOString(), version },
      };
    });
  }

  /** The bare marks, for the desk, which shows one question at a time. */
  async marked(assessmentId: string): Promise<SendBack[]> {
    return this.database.repository(SendBack).findBy({ assessmentId });
  }

  /** What would stand as the remark of a question: what it was marked with, else the comment to the vendor. */
  async remarksOf(assessmentId: string): Promise<Map<string, string>> {
    const remarks = await this.comments.of(assessmentId);
    for (const { questionKey, remark } of await this.list(assessmentId)) {
      if (remark !== undefined) remarks.set(questionKey, remark);
    }
    return remarks;
  }
}

/** Tells whether a list is still the one that somebody looked at. */
export const fingerprintOf = (list: readonly SendBackView[]): string =>
  sha256(JSON.stringify(list.map(({ questionKey, version }) => [questionKey, version]))).slice(
    0,
    16,
  );
