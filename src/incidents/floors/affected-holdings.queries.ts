import { Injectable } from '@nestjs/common';
import type { Page } from '../../platform/database/index.js';
import { ExposureQueries } from '../exposure/exposures.queries.js';
import type { HeldView, HoldingLine } from './holding.dto.js';
import { Holdings } from './holdings.queries.js';

/** What of ours the vendors hold that an incident affects, for certain or perhaps. */
@Injectable()
export class AffectedHoldings {
  constructor(
    private readonly exposures: ExposureQueries,
    private readonly holdings: Holdings,
  ) {}

  /** By the vendor's name. */
  async page(
    incidentId: string,
    query: { cursor?: string; size?: number },
  ): Promise<Page<HoldingLine>> {
    const page = await this.exposures.page(incidentId, { ...query, standing: 'affected' });
    const held = new Map<string, HeldView[]>();
    for (const { vendorId, ...one } of await this.holdings.of(page.items.map(({ id }) => id))) {
      held.set(vendorId, [...(held.get(vendorId) ?? []), one]);
    }
    const items = page.items.map(({ vendorId, vendor, tier, certainty }) => ({
      vendorId,
      vendor,
      ...(tier === undefined ? {} : { tier }),
      certainty: certainty ?? 'possible',
      holds: held.get(vendorId) ?? [],
    }));
    return { ...page, items };
  }
}
