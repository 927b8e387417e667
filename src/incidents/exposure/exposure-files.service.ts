import { Injectable } from '@nestjs/common';
import { csvHead, csvLine } from '../../platform/csv.js';
import { Clock } from '../../platform/clock.js';
import { evidenceWords } from '../../scoring/index.js';
import { incidentReference } from '../cases/incident.entity.js';
import { Incidents } from '../cases/incidents.service.js';
import { heldClause, Holdings } from '../floors/holdings.queries.js';
import type { StandingLine, StandingQuery } from './exposure.dto.js';
import { ExposureQueries } from './exposures.queries.js';
import { standingWords } from './standing-words.js';

const head = [
  'Vendor',
  'Tier',
  'Standing',
  'Evidence',
  'Evidence of',
  'How well proven',
  'Version',
  'Since',
  'What of ours it holds',
];
const atOnce = 200;

/** Where vendors stand, as a file for a spreadsheet. */
@Injectable()
export class ExposureFiles {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: Incidents,
    private readonly exposures: ExposureQueries,
    private readonly holdings: Holdings,
  ) {}

  /** All that the query leaves, as one derivation has it: one that ends meanwhile changes nothing in it. */
  async csv(
    incidentId: string,
    { cursor: _, size: __, ...query }: StandingQuery,
  ): Promise<{ name: string; lines: AsyncGenerator<string> }> {
    const { number } = await this.incidents.byId(incidentId);
    const at = query.at ?? this.clock.now().toISOString();
    const name = `exposure-${incidentReference(number)}-${at.slice(0, 10)}.csv`;
    const first = await this.exposures.page(incidentId, { ...query, at, size: atOnce });
    return { name, lines: this.lines(incidentId, { ...query, at }, first) };
  }

  private async *lines(
    incidentId: string,
    query: StandingQuery,
    first: { items: StandingLine[]; next?: string },
  ): AsyncGenerator<string> {
    yield csvHead(head);
    for (let page = first; ;) {
      const held = await this.holdings.of(page.items.map(({ vendorId }) => vendorId));
      for (const line of page.items) {
        const its = held.filter(({ vendorId }) => vendorId === line.vendorId);
        yield csvLine(cellsOf(line, heldClause(its)));
      }
      if (page.next === undefined) return;
      page = await this.exposures.page(incidentId, { ...query, cursor: page.next, size: atOnce });
    }
  }
}

const cellsOf = (line: StandingLine, holds: string | undefined) => [
  line.vendor,
  line.tier ?? null,
  standingWords(line),
  line.evidence,
  line.evidenceOn ?? null,
  line.grade ? evidenceWords[line.grade] : null,
  line.toolVersion ?? null,
  line.sinceAt,
  holds ?? null,
];
