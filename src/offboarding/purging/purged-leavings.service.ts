import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import {
  purgedName,
  registerPurged,
  removedIn,
  removedText,
  type PurgedBy,
} from '../../platform/purged.js';
import type { OffboardingStepView } from '../offboarding.dto.js';
import { Offboarding } from '../offboarding.entity.js';

/** Lets go who confirmed what became of our data, and in which words; that it was, how far, on which day and the SHA-256 of each file stays. */
@Injectable()
export class PurgedLeavings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async words(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const offboardings = this.database.repository(Offboarding);
    for (const id of ids) {
      const { stood, endedBecause } = await offboardings.findOneByOrFail({ id });
      const said = {
        ...{ stood, endedBecause },
        steps: await this.database.sql<object[]>`
          SELECT step, confirmed_by, note, reason FROM offboarding_step WHERE offboarding_id = ${id} ORDER BY step`,
        confirmations: await this.database.sql<object[]>`
          SELECT number, method, remains, confirmed_by, returned_because FROM offboarding_confirmation
          WHERE offboarding_id = ${id} ORDER BY number`,
      };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      const left = stood?.map((step) => withoutWords(step, by)) ?? null;
      await offboardings.update(
        { id },
        { stood: left, endedBecause: removedText(endedBecause, by), version: () => 'version + 1' },
      );
      await this.database.sql`
        UPDATE offboarding_step SET note = ${removedIn(sql`note`, by)}, reason = ${removedIn(sql`reason`, by)},
          confirmed_by = CASE WHEN confirmed_by IS NULL THEN NULL ELSE ${purgedName} END WHERE offboarding_id = ${id}`;
      await this.database.sql`
        UPDATE offboarding_confirmation SET method = ${removedIn(sql`method`, by)}, remains = ${removedIn(sql`remains`, by)},
          returned_because = ${removedIn(sql`returned_because`, by)}, confirmed_by = ${purgedName}
        WHERE offboarding_id = ${id}`;
    }
  }
}

function withoutWords(step: OffboardingStepView, by: PurgedBy): OffboardingStepView {
  const { note, reason, confirmedBy, ...rest } = step;
  return {
    ...rest,
    ...(confirmedBy ? { confirmedBy: purgedName } : {}),
    ...(note ? { note: removedText(note, by) } : {}),
    ...(reason ? { reason: removedText(reason, by) } : {}),
  };
}
