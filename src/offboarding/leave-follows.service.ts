import { Injectable } from '@nestjs/common';
import { system } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Handles } from '../platform/jobs/index.js';
import { Daily } from '../platform/sweeps/index.js';
import { vendorLeaveMoved, Vendors } from '../vendors/index.js';
import { isInUse, Offboardings } from './offboardings.service.js';

/** Lets offboardings follow the status of vendors: begun when one leaves, called off when it comes back. */
@Injectable()
export class LeaveFollows {
  constructor(
    private readonly database: Database,
    private readonly vendors: Vendors,
    private readonly offboardings: Offboardings,
  ) {}

  @Handles(vendorLeaveMoved)
  async onMoved({ vendorId }: { vendorId: string }): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('vendor', vendorId);
      const { status } = await this.vendors.byId(vendorId);
      const running = await this.offboardings.running(vendorId);
      if (status === 'offboarding' && !running) await this.offboardings.start(system, vendorId);
      if (running && isInUse(status)) {
        await this.offboardings.cancel(system, running.id, 'The vendor is in use again.');
      }
    });
  }

  /** Those that were leaving before there was a checklist. */
  @Daily()
  async startMissing(): Promise<void> {
    const leaving = await this.database.sql<{ id: string }[]>`
      SELECT v.id FROM vendor v WHERE v.status = 'offboarding' AND NOT EXISTS (
        SELECT 1 FROM offboarding o WHERE o.vendor_id = v.id AND o.ended_at IS NULL) ORDER BY v.id`;
    for (const { id: vendorId } of leaving) await this.onMoved({ vendorId });
  }
}
