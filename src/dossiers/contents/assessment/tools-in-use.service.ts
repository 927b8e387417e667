import { Injectable } from '@nestjs/common';
import { VendorTools, type ToolUseLine } from '../../../supply-chain/index.js';
import type { ToolsInUse } from './assessed.js';

/** A list of what is installed names tens of thousands; the file it was read from holds them all. */
export const mostTools = 2_000;
const size = 200;

/** What the vendor uses now for an engagement: first what it uses itself, then what that is built from. */
@Injectable()
export class ToolsOfEngagement {
  constructor(private readonly tools: VendorTools) {}

  async of(vendorId: string, engagementId: string): Promise<ToolsInUse> {
    const uses: ToolUseLine[] = [];
    for (const direct of ['yes', 'unknown', 'no'] as const) {
      let cursor: string | undefined;
      do {
        const query = { direct, size, ...(cursor === undefined ? {} : { cursor }) };
        const page = await this.tools.page(vendorId, query);
        uses.push(
          ...page.items.filter(({ engagementId: of }) => of === undefined || of === engagementId),
        );
        if (uses.length > mostTools) return { uses: uses.slice(0, mostTools), isCut: true };
        cursor = page.next;
      } while (cursor !== undefined);
    }
    return { uses, isCut: false };
  }
}
