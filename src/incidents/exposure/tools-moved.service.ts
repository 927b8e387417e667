import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { toolNamed, toolsChanged, toolsMerged } from '../../supply-chain/index.js';
import { vendorStatusMoved } from '../../vendors/index.js';
import { IncidentQueries } from '../cases/incidents.queries.js';
import { exposureDue, floorsDue } from '../events.js';
import { MalwareMatches } from '../floors/malware-matches.service.js';
import { VendorDeriving } from './deriving-one.service.js';

/** Hears that vendors or what is known of their tools have changed: exposure follows from it. */
@Injectable()
export class ToolsMoved {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly vendors: VendorDeriving,
    private readonly incidents: IncidentQueries,
    private readonly malware: MalwareMatches,
  ) {}

  @Handles(toolsChanged)
  async onChanged({ vendorId }: { vendorId: string; inventoryId: string }): Promise<void> {
    await this.malware.ofVendor(vendorId);
    await this.vendors.ofVendor(vendorId, 'What is known of its tools has changed.');
  }

  @Handles(vendorStatusMoved)
  async onStatus({ vendorId }: { vendorId: string }): Promise<void> {
    await this.malware.ofVendor(vendorId);
    await this.vendors.ofVendor(vendorId, 'The vendor came into use, or left it.');
  }

  /** Whoever uses either of them may stand elsewhere now. */
  @Handles(toolsMerged)
  async onMerged({ keptId, mergedId }: { keptId: string; mergedId: string }): Promise<void> {
    await this.malware.ofTools([keptId, mergedId]);
    await this.all('Tools were merged, or parted again.');
  }

  @Handles(toolNamed)
  async onNamed({ toolId }: { toolId: string }): Promise<void> {
    await this.malware.ofTools([toolId]);
    await this.all('A tool is known by other names than before.');
  }

  private async all(cause: string): Promise<void> {
    await this.database.transaction(async () => {
      for (const incidentId of await this.incidents.openIds()) {
        await this.jobs.enqueue(exposureDue, { incidentId, cause });
      }
      for (const incidentId of await this.incidents.closedWithFloors()) {
        await this.jobs.enqueue(floorsDue, { incidentId });
      }
    });
  }
}
