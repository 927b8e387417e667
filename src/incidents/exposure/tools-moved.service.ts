import { Injectable } from '@nestjs/common';
import { Handles } from '../../platform/jobs/index.js';
import { toolsChanged, toolsMerged } from '../../supply-chain/index.js';

/** Hears that what is known of tools has changed: exposure follows from it. */
@Injectable()
export class ToolsMoved {
  @Handles(toolsChanged)
  async onChanged(_: { vendorId: string; inventoryId: string }): Promise<void> {
    await Promise.resolve();
  }

  @Handles(toolsMerged)
  async onMerged(_: { keptId: string; mergedId: string }): Promise<void> {
    await Promise.resolve();
  }
}
