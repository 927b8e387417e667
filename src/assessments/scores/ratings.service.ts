import { Injectable } from '@nestjs/common';
import { Acceptances } from '../../findings/index.js';
import { Database } from '../../platform/database/index.js';
import type { Overridden } from '../../scoring/index.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import type { Assessment } from '../assessment.entity.js';
import { isFloored, worstOf } from './rating.js';
import type { StoredScore } from './score.entity.js';
import { Scores } from './scores.queries.js';

/** What follows from a new score for the engagement and the vendor, and for risks that were accepted at a better band. */
@Injectable()
export class Ratings {
  constructor(
    private readonly database: Database,
    private readonly scores: Scores,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly acceptances: Acceptances,
  ) {}

  /** In the transaction that stored the score; `before` is whose band the score before it showed. */
  async follow(
    { vendorId, engagementId }: Pick<Assessment, 'vendorId' | 'engagementId'>,
    now: StoredScore,
    before: Overridden | null,
  ): Promise<void> {
    // Two scores of one vendor at once would each rate it without the other.
    await this.engagements.holdVendor(vendorId);
    const latest = await this.scores.latestOfVendor(vendorId);
    const worst = worstOf(latest);
    if (!worst) return;
    for (const { engagementId, band } of latest) await this.engagements.rate(engagementId, band);
    const { band, residual, overridden, result } = await this.scores.byId(worst.id);
    const rating = { band, residual, overridden, floored: isFloored(result) };
    await this.vendors.rate(vendorId, { ...rating, bandReason: result.reason });
    const moved = { before, now: now.overridden };
    await this.acceptances.followBands(vendorId, (id) =>
      (id ?? worst.engagementId) === engagementId ? moved : { before: null, now: null },
    );
  }

  /**
   * For a risk that was accepted while a score was being stored: neither could see the other. To be repeated as often as
   * one likes.
   */
  async recheck(vendorId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.engagements.holdVendor(vendorId);
      await this.acceptances.followBands(vendorId, () => ({ before: null, now: null }));
    });
  }
}
