import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  Revisions,
  Threads,
  type PartOfAnswer,
  type RevisionView,
} from '../../assessments/index.js';
import { spokenSize } from '../../evidence/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { addressOf } from '../review/addresses.js';

const partWords: Readonly<Record<PartOfAnswer, string>> = {
  value: 'the answer',
  not_applicable: 'why it does not apply',
  comment: 'the comment',
  files: 'the files',
};

/** How one answer came to read as it does. */
@Injectable()
export class AnswerHistoryPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly revisions: Revisions,
    private readonly threads: Threads,
  ) {}

  async of(id: string, key: string): Promise<object> {
    const view = await this.queries.view(id);
    const { question } = await this.revisions.question(id, key);
    const revisions = await this.revisions.of(id, key);
    const thread = await this.threads.ofQuestion(id, key);
    return {
      ...assessmentHead(view, 'History of an answer'),
      styles: ['/public/css/again.css'],
      question: question.text,
      back: addressOf(id, 'all', key),
      revisions: revisions.map(revisionShown).reverse(),
      thread: thread.map(({ kind, text, by, at, round }) => ({
        reply: kind === 'reply',
        ...{ said: text, by, at, round },
      })),
    };
  }
}

function revisionShown({ number, answer, asked, changed, ...handed }: RevisionView): object {
  const { submission, until, submittedAt, submittedBy } = handed;
  return {
    number,
    asked,
    changed: changed.map((part) => partWords[part]),
    ...{ submission, submittedAt, submittedBy },
    ...(until > submission ? { lastSubmission: until } : {}),
    answer: answer && {
      ...answer,
      files: answer.attached?.map(({ name, bytes }) => ({ name, size: spokenSize(bytes) })),
    },
  };
}
