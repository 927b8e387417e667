import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Kept } from '../../platform/kept.js';
import { Submission } from '../answering/answer.entity.js';

const mostKept = 16;

/** Submissions as they were frozen. */
@Injectable()
export class FrozenSubmissions {
  private readonly kept = new Kept<Submission>(mostKept);

  constructor(private readonly database: Database) {}

  /** Whoever goes through many says that they are only `passing`. */
  async latest(assessmentId: string, passing?: 'passing'): Promise<Submission | undefined> {
    const [newest] = await this.database.sql<{ id: string; purged: string | null }[]>`
      SELECT s.id, p.at AS purged FROM submission s LEFT JOIN answer_purge p ON p.assessment_id = s.assessment_id
      WHERE s.assessment_id = ${assessmentId} ORDER BY s.number DESC LIMIT 1`;
    if (!newest) return undefined;
    const { id, purged } = newest;
    return this.kept[passing ?? 'of'](`${id} ${purged ?? ''}`, () =>
      this.database.repository(Submission).findOneBy({ id }),
    );
  }
}
