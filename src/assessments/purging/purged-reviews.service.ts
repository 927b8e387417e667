import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { purgedName, registerPurged } from '../../platform/purged.js';

/** Lets go what our people wrote beside answers: judgements and grades stay, and with them scores and decisions. */
@Injectable()
export class PurgedReviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async texts(assessmentIds: readonly string[], rule: string, reason: string): Promise<void> {
    const at = this.clock.now().toISOString();
    for (const id of assessmentIds) {
      const reviews = await this.database.sql<object[]>`
        SELECT question_key, comment, scope_gap FROM review WHERE assessment_id = ${id} ORDER BY question_key`;
      const sendBacks = await this.database.sql<object[]>`
        SELECT question_key, remark FROM send_back WHERE assessment_id = ${id} ORDER BY question_key`;
      const said = { reviews, sendBacks };
      await registerPurged(this.database, { id, extent: 'all', said }, { rule, reason, at });
      await this.database.sql`
        UPDATE review SET comment = CASE WHEN comment IS NULL THEN NULL ELSE ${purgedName} END,
          scope_gap = CASE WHEN scope_gap IS NULL THEN NULL ELSE ${purgedName} END, version = version + 1
        WHERE assessment_id = ${id}`;
      await this.database.sql`
        UPDATE send_back SET remark = ${purgedName} WHERE assessment_id = ${id} AND remark IS NOT NULL`;
    }
  }
}
