import { Injectable } from '@nestjs/common';
import { AuditQueries, type AuditLine } from '../audits/index.js';
import { UserQueries } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { listed, sql } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { Concentrations } from '../supply-chain/index.js';
import { PortfolioFacts } from './facts.queries.js';
import { headlineOf } from './headline.js';
import { auditorsPart } from './parts/auditors-part.js';
import { longest } from './parts/counts.js';
import { findingsPart, latePart } from './parts/late-part.js';
import { standingPart } from './parts/standing-part.js';
import { toolsPart } from './parts/tools-part.js';
import { monthEnds, trendOf } from './parts/trend.js';
import type { PortfolioQuery } from './portfolio-query.dto.js';
import type { PortfolioView } from './portfolio.dto.js';
import { narrowedTo, scopeOf } from './scope.js';

/** What the tools of a vendor are built from says little of whom it depends on. */
const usedItself = sql`u.direct <> 'no'`;

/** Of how many vendors the audits are judged at once. */
const batch = 500;

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
    const [late, findings, scores, shared, audits] = await Promise.all([
      this.facts.late(scope),
      this.facts.findings(scope),
      this.facts.scores(scope),
      this.tools.of({}, { scope, conditions: [usedItself], most: longest }),
      this.auditsOf(vendors.map(({ id }) => id)),
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

  private async auditsOf(ids: readonly string[]): Promise<AuditLine[]> {
    const lines: AuditLine[] = [];
    for (let from = 0; from < ids.length; from += batch) {
      const some = listed(ids.slice(from, from + batch));
      lines.push(...(await this.audits.ofVendors(sql`v.id IN (${some})`)));
    }
    return lines;
  }
}
