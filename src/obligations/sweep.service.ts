import { Injectable } from '@nestjs/common';
import { addDays, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Handles, job, Jobs } from '../platform/jobs/index.js';
import { Every } from '../platform/sweeps/index.js';
import { policyChanged } from '../policies/index.js';
import { dueDatesMoved } from '../vendors/index.js';
import { Derivation } from './derivation.service.js';
import { NightlyTriggers } from './triggers/index.js';

/** Everything with a due date is to be derived anew. */
const sweepDue = job<{ day: string }>('obligations.sweep');

const hour = 2;

/** When obligations are derived: a vendor's when something of it moved, everybody's once a night. */
@Injectable()
export class Sweep {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly derivation: Derivation,
    private readonly triggers: NightlyTriggers,
  ) {}

  /** Orders today's sweep from two in the morning (UTC) on, unless it was ordered; a missed night is made up for. */
  @Every(10, { byTime: true })
  async order(): Promise<void> {
    const now = this.clock.now();
    if (now.getUTCHours() < hour) return;
    const day = this.clock.today();
    const [ordered] = await this.database.sql<object[]>`
      SELECT 1 FROM job WHERE kind = ${sweepDue.name} AND created_at >= ${day}
        AND created_at < ${addDays(day, 1)} LIMIT 1`;
    if (ordered) return;
    // Two processes may both order it: the second finds nothing to write.
    await this.database.transaction(() => this.jobs.enqueue(sweepDue, { day }));
  }

  @Handles(sweepDue)
  async sweep(_: { day: string }): Promise<void> {
    await this.derivation.ofAll();
    await this.triggers.fire();
  }

  @Handles(dueDatesMoved)
  async follow({ vendorId }: { vendorId: string }): Promise<void> {
    await this.derivation.ofVendor(vendorId);
  }

  @Handles(policyChanged)
  async recount(_: { code: string }): Promise<void> {
    await this.derivation.ofAll();
  }
}
