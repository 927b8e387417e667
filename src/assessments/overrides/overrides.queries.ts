import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { Override } from '../../scoring/index.js';
import { BandOverride } from './override.entity.js';
import type { OverrideView } from './override.dto.js';

/** Bands that persons have set. */
@Injectable()
export class OverrideQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The one in force today; the last day counts. */
  async inForce(assessmentId: string): Promise<BandOverride | undefined> {
    const untilOn = MoreThanOrEqual(this.clock.today());
    const where = { inForceFor: assessmentId, untilOn };
    return (await this.database.repository(BandOverride).findOneBy(where)) ?? undefined;
  }

  /** The one in force as the scoring model takes it. */
  async forScore(assessmentId: string, submissionId: string): Promise<Override | null> {
    const override = await this.inForce(assessmentId);
    if (!override) return null;
    const { band, reason, setBy: by, untilOn: until, modelBand, scoreId } = override;
    const [over] = await this.database.sql<{ number: number; submissionId: string }[]>`
      SELECT number, submission_id AS "submissionId" FROM score WHERE id = ${scoreId}`;
    if (!over) throw new Error('An override is set over a score.');
    const answeredSince = over.submissionId !== submissionId;
    return { band, reason, by, until, over: { score: over.number, modelBand }, answeredSince };
  }

  /** All of an assessment, newest first. */
  async list(assessmentId: string): Promise<OverrideView[]> {
    const order = { setAt: 'DESC', id: 'DESC' } as const;
    const found = await this.database
      .repository(BandOverride)
      .find({ where: { assessmentId }, order });
    const today = this.clock.today();
    return found.map((override) => viewOf(override, today));
  }
}

function viewOf(
  { assessmentId: _, inForceFor, untilOn, setById: __, setAt, endedAt, ...told }: BandOverride,
  today: string,
): OverrideView {
  return {
    ...present({ ...told, endedAt: endedAt && endedAt.toISOString() }),
    until: untilOn,
    setAt: setAt.toISOString(),
    inForce: inForceFor !== null && untilOn >= today,
  };
}
