import { Injectable } from '@nestjs/common';
import { AuditQueries, type AuditLine } from '../audits/index.js';
import { UserQueries } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { listed, sql } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { slicesOf } from '../platform/slices.js';
import { Concentrations } from '../supply-chain/index.js';
import { PortfolioFacts } from './facts.queries.js';
import { headlineOf } from './headline.js';
import { auditorsPart } from './parts/auditors-part.js';
import { longest } from './parts/counts.js';
import { findingsPart, latePart } from './parts/late-part.js';
import { standingPart } from './parts/standing-part.js';
import { toolsPart } from './parts/tools-part.js';
import { monthEnds, trendOf, type MonthlyScore } from './parts/trend.js';
import type { PortfolioQuery } from './portfolio-query.dto.js';
import type { PortfolioView } from './portfolio.dto.js';
import { narrowedTo, scopeOf } from './scope.js';

/** What the tools of a vendor are built from says little of whom it depends on. */
const usedItself = sql`u.direct <> 'no'`;

/** Of how many vendors the scores are read, and the audits judged, at once. */
const batch = 200;

/** Gathers what there is to say of all vendors at once, as of now. */
@Injectable()
export class Portfolio {
  constructor(
    private readonly facts: PortfolioFacts,
    private readonly tools: Concentrations,
    private readonly audits: AuditQueries,
    private readonly people: UserQueries,
    private readonly clock: Clock,
  ) {}

  async of(query: PortfolioQuery): Promise<PortfolioView> {
    const scope = scopeOf(query);
    const today = this.clock.today();
    const narrowed = narrowedTo(query, await this.ownerName(query.ownerId));
    const vendors = await this.facts.vendors(scope);
    const [late, findings, shared, { scores, audits }] = await Promise.all([
      this.facts.late(scope),
      this.facts.findings(scope),
      this.tools.of({}, { scope, conditions: [usedItself], most: longest }),
      this.ofEach(vendors.map(({ id }) => id)),
    ]);
    const parts = {
      ...standingPart(vendors),
      late: latePart(late),
      findings: findingsPart(findings),
      tools: toolsPart(shared),
      auditors: auditorsPart(audits),
      trend: trendOf(vendors, scores, monthEnds(today)),
    };
    return { today, narrowed, headline: headlineOf(parts), ...parts };
  }

  private async ownerName(ownerId: string | undefined): Promise<string | undefined> {
    if (ownerId === undefined) return undefined;
    try {
      return (await this.people.view(ownerId)).name;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  private async ofEach(
    ids: readonly string[],
  ): Promise<{ scores: MonthlyScore[]; audits: AuditLine[] }> {
    const scores: MonthlyScore[] = [];
    const audits: AuditLine[] = [];
    for await (const some of slicesOf(ids, batch)) {
      const those = sql`v.id IN (${listed(some)})`;
      for (const score of await this.facts.scores(those)) scores.push(score);
      for (const line of await this.audits.ofVendors(those)) audits.push(line);
    }
    return { scores, audits };
  }
}
