import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { AffectedPackage } from '../../supply-chain/index.js';
import { EventQueries } from '../advisories/index.js';

export interface UpstreamEvent {
  packages: readonly AffectedPackage[];
  /** The first day on which one could be hit, as its advisories have it, else the day one was first told; `YYYY-MM-DD`. */
  from: string | null;
  to: string | null;
}

/** What advisories say of an event. */
@Injectable()
export class UpstreamEvents {
  constructor(
    private readonly database: Database,
    private readonly events: EventQueries,
  ) {}

  async of(eventId: string): Promise<UpstreamEvent> {
    const { id, affected, windowFrom, windowTo } = await this.events.facts(eventId);
    const from = windowFrom ?? (await this.firstTold(id));
    return { packages: affected, from, to: windowTo };
  }

  /** Some records do not say when they were published: they were by the day of their last change. */
  private async firstTold(eventId: string): Promise<string | null> {
    const [told] = await this.database.sql<{ at: string | null }[]>`
      SELECT min(coalesce(a.published_at, a.modified_at)) AS at FROM advisory a
      WHERE a.event_id = ${eventId} AND a.withdrawn_at IS NULL`;
    return told?.at?.slice(0, 10) ?? null;
  }
}
