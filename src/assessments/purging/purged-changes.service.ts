import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import { registerPurged, removedIn, removedText } from '../../platform/purged.js';
import { ChangeRound } from '../changes/round.entity.js';

/** Lets go what we asked a vendor to change in its answers: that we did, about which questions and by when stays. */
@Injectable()
export class PurgedChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async rounds(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const rounds = this.database.repository(ChangeRound);
    for (const id of ids) {
      const { message } = await rounds.findOneByOrFail({ id });
      const remarks = await this.database.sql<object[]>`
        SELECT question_key, remark FROM change_question WHERE round_id = ${id} ORDER BY question_key`;
      const said = { message, remarks };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      await rounds.update({ id }, { message: removedText(message, by) });
      await this.database.sql`
        UPDATE change_question SET remark = ${removedIn(sql`remark`, by)} WHERE round_id = ${id}`;
    }
  }
}
