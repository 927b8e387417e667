import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { dueDatesMoved } from '../vendors/index.js';
import { Webhooks, type News } from '../webhooks/index.js';
import { findingMoved } from './events.js';
import type { Finding } from './finding.entity.js';

/** Whoever has to know of an act on a finding: the journal, the due dates, the scores, other systems. */
@Injectable()
export class Telling {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
  ) {}

  /** Inside the transaction of the act. */
  async tell(
    actor: Actor,
    action: string,
    { id, vendorId }: Pick<Finding, 'id' | 'vendorId'>,
    news: News,
    was: object | null,
    is: object,
  ): Promise<void> {
    this.journal.record(actor, action, { kind: 'finding', id }, was, is);
    // Once a vendor, however many findings one transaction moves.
    this.database.beforeCommit(Telling, vendorId, (moved) => this.moveDueDates(moved));
    await this.jobs.enqueue(findingMoved, { findingId: id });
    await this.webhooks.announce(news, { vendorId, findingId: id });
  }

  private async moveDueDates(vendorIds: readonly string[]): Promise<void> {
    for (const vendorId of new Set(vendorIds)) await this.jobs.enqueue(dueDatesMoved, { vendorId });
  }
}
