import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import { Policies } from '../../policies/index.js';
import { inventoryFreshness } from '../../supply-chain/index.js';
import type { Incident } from '../cases/incident.entity.js';
import { ConcernedTools } from './concerned-tools.queries.js';
import type { Facts, ListFact, StatementFact, StatementStatus, Window } from './facts.js';
import type { Ground } from './ground.js';
import type { About } from './sentence.js';
import { ListQueries } from './lists.queries.js';
import { collect, within, type VendorRange } from './vendor-range.js';

/** Reads what standings follow from. */
@Injectable()
export class FactQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly concerned: ConcernedTools,
    private readonly lists: ListQueries,
  ) {}

  async ground(incident: Incident): Promise<Ground> {
    const { tools, names, isLibrary, window } = await this.concerned.of(incident);
    return {
      incidentId: incident.id,
      window: windowOf(incident, window),
      isLibrary,
      today: this.clock.today(),
      freshDays: await this.policies.read(inventoryFreshness),
      names,
      tools,
    };
  }

  /** What sentences about an incident need. */
  async about(incident: Incident): Promise<About> {
    const { names, window } = await this.concerned.named(incident);
    const freshDays = await this.policies.read(inventoryFreshness);
    return { packages: names, from: windowOf(incident, window).from, freshDays };
  }

  /** The facts of the vendors in a range; whoever is not in the map has none. */
  async of(ground: Ground, range: VendorRange): Promise<(vendorId: string) => Facts> {
    const lists = await this.lists.of(ground, range);
    const words = await this.statements(ground.incidentId, range);
    const { window, isLibrary, today, freshDays } = ground;
    const isNamed = ground.names.length > 0;
    return (vendorId) => ({
      inventories: lists.get(vendorId) ?? noLists,
      statements: words.get(vendorId) ?? noWords,
      window,
      isNamed,
      isLibrary,
      today,
      freshDays,
    });
  }

  private async statements(
    incidentId: string,
    range: VendorRange,
  ): Promise<Map<string, StatementFact[]>> {
    const rows = await this.database.sql<
      { id: string; vendorId: string; status: StatementStatus; on: string; recordedAt: string }[]
    >`
      SELECT s.id, s.vendor_id AS "vendorId", s.status, s.dated_on AS "on", s.recorded_at AS "recordedAt"
      FROM statement s
      WHERE s.incident_id = ${incidentId} AND ${within(sql`s.vendor_id`, range)} AND s.withdrawn_at IS NULL`;
    const words = new Map<string, StatementFact[]>();
    for (const { vendorId, ...word } of rows) collect(words, vendorId, word);
    return words;
  }
}

/** What the incident says counts before what advisories do. */
const windowOf = ({ windowFrom, windowTo }: Incident, { from, to }: Window): Window => ({
  from: windowFrom ?? from,
  to: windowTo ?? to,
});

const noLists: readonly ListFact[] = [];
const noWords: readonly StatementFact[] = [];
