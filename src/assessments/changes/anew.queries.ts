import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { FrozenAnswer, Submission } from '../answering/answer.entity.js';
import { differences } from './difference.js';

type Last = Pick<Submission, 'id' | 'assessmentId' | 'number' | 'answers'>;

/** Which answers a further submission brought anew. */
@Injectable()
export class Anew {
  constructor(private readonly database: Database) {}

  /** Keys of the questions that it answers otherwise than the one before, or whose remark was replied to; none in the first. */
  async in({ id, assessmentId, number, answers }: Last): Promise<Set<string>> {
    if (number === 1) return new Set();
    const [previous] = await this.database.sql<{ answers: string }[]>`
      SELECT answers FROM submission WHERE assessment_id = ${assessmentId} AND number = ${number - 1}`;
    const before = (JSON.parse(previous?.answers ?? '[]') as FrozenAnswer[]).map(
      (answer) => [answer.questionKey, answer] as const,
    );
    const [was, is] = [
      new Map(before),
      new Map(answers.map((answer) => [answer.questionKey, answer])),
    ];
    const replied = await this.database.sql<{ key: string }[]>`
      SELECT p.question_key AS key FROM change_reply p JOIN change_round r ON r.id = p.round_id
      WHERE r.submission_id = ${id}`;
    const keys = new Set([...was.keys(), ...is.keys()]);
    const changed = [...keys].filter((key) => differences(was.get(key), is.get(key)).length > 0);
    return new Set([...changed, ...replied.map(({ key }) => key)]);
  }
}
