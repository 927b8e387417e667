import { Injectable } from '@nestjs/common';
import {
  mayTake,
  SendBackQueries,
  Threads,
  type AssessmentView,
  type SubmittedAnswerView,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';

/** Beside an answer on the review desk: what was said to and fro about it, its history, and whether it goes back. */
@Injectable()
export class ChangesOfAnswer {
  constructor(
    private readonly marks: SendBackQueries,
    private readonly threads: Threads,
  ) {}

  async of(
    me: Caller,
    { id, state, submission }: AssessmentView,
    { key, review }: SubmittedAnswerView,
  ): Promise<object> {
    const thread = await this.threads.ofQuestion(id, key);
    const marked = await this.marks.marked(id);
    const mark = marked.find(({ questionKey }) => questionKey === key);
    const comment = review?.audience === 'vendor' ? (review.comment ?? '') : '';
    const may = me.may.has('assessments.write') && mayTake('requestChanges', state);
    const action = `/assessments/${id}/send-backs/${encodeURIComponent(key)}`;
    return {
      thread: thread.map(({ kind, text, by, at, round }) => ({
        reply: kind === 'reply',
        ...{ said: text, by, at, round },
      })),
      ...((submission?.number ?? 0) > 1
        ? { history: `/assessments/${id}/review/${encodeURIComponent(key)}/history` }
        : {}),
      ...(mark ? { mark: { remark: mark.remark ?? comment, by: mark.markedBy } } : {}),
      count: marked.length,
      list: `/assessments/${id}/changes`,
      ...(may
        ? {
            form: {
              action,
              removal: `${action}/removal`,
              version: String(mark?.version ?? 0),
              remark: {
                name: 'remark',
                label: 'What the vendor is to change',
                type: 'textarea',
                rows: 3,
                maxlength: 4_000,
                value: mark?.remark ?? comment,
                hint: 'It stands in the letter and beside the question. Nothing is sent yet.',
              },
            },
          }
        : {}),
    };
  }
}
