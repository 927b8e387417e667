import { Injectable } from '@nestjs/common';
import {
  ExposureQueries,
  exposureStandings,
  heldClause,
  Holdings,
  standingMeanings,
  standingTitles,
  standingWords,
  type Counts,
  type StandingLine,
  type StandingWord,
} from '../../incidents/index.js';
import { Breaths } from '../../platform/breaths.js';
import { evidenceWords } from '../../scoring/index.js';
import type { ReportGroup } from './incident.view.js';

/** How many of each group are listed: as many as a board can be handed; the others are counted. */
const most = 300;
const atOnce = 100;

/** The four groups of an exposure, each vendor with what its standing rests on. */
@Injectable()
export class GroupsPart {
  constructor(
    private readonly exposures: ExposureQueries,
    private readonly holdings: Holdings,
  ) {}

  async of(incidentId: string, counts: Counts): Promise<ReportGroup[]> {
    const groups: ReportGroup[] = [];
    const breaths = new Breaths();
    for (const standing of exposureStandings) {
      const lines = await this.lines(incidentId, standing, breaths);
      groups.push({
        standing,
        title: standingTitles[standing],
        meaning: standingMeanings[standing],
        count: counts[standing],
        lines: await this.told(lines),
        more: Math.max(0, counts[standing] - lines.length),
      });
    }
    return groups;
  }

  private async lines(
    incidentId: string,
    standing: StandingWord,
    breaths: Breaths,
  ): Promise<StandingLine[]> {
    const lines: StandingLine[] = [];
    let cursor: string | undefined;
    do {
      await breaths.take();
      const asked = { standing, size: atOnce, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.exposures.page(incidentId, asked);
      lines.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined && lines.length < most);
    return lines.slice(0, most);
  }

  private async told(lines: readonly StandingLine[]): Promise<ReportGroup['lines']> {
    const held = await this.holdings.of(lines.map(({ vendorId }) => vendorId));
    return lines.map((line) => ({
      vendor: line.vendor,
      tier: line.tier ?? null,
      word: standingWords(line),
      isPossible: line.certainty === 'possible',
      evidence: line.evidence,
      evidenceOn: line.evidenceOn ?? null,
      proof: line.grade ? evidenceWords[line.grade] : null,
      holds: heldClause(held.filter(({ vendorId }) => vendorId === line.vendorId)) ?? null,
      sinceAt: line.sinceAt,
    }));
  }
}
