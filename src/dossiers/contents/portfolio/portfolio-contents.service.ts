import { Injectable } from '@nestjs/common';
import { AuditQueries, type AuditLine } from '../../../audits/index.js';
import { FindingRegister } from '../../../findings/index.js';
import { IncidentQueries, type IncidentLine } from '../../../incidents/index.js';
import { ObligationQueries, type ObligationLine } from '../../../obligations/index.js';
import { OffboardingQueries, type OffboardingLine } from '../../../offboarding/index.js';
import { listed, sql } from '../../../platform/database/index.js';
import { VendorQueries, type VendorLine } from '../../../vendors/index.js';
import type { Contents, Gatherer, Ordered } from '../contents.js';
import type { Drafts } from '../parts/drafts.js';
import { EvidenceParts } from '../parts/evidence-parts.service.js';
import { findingFacts, obligationFacts, offboardingFacts } from '../parts/facts.js';
import { everyRow, listPart, listsPart, only, pageAt, where } from '../parts/lists.js';
import { namelessAudit } from '../parts/nameless.js';
import { isIn, periodOf, touches, wasOpen } from '../period.js';
import { ReportParts } from '../parts/report-parts.service.js';
import { decisive } from './decisive.js';
import {
  PortfolioRows,
  type DecisionRow,
  type HoldingDecision,
  type ScoreRow,
} from './portfolio-rows.queries.js';

type Standing = VendorLine & { decisions: Omit<HoldingDecision, 'vendorId'>[] };

/** What a dossier of all vendors over a period holds: rows a page at a time, so that any number of them takes the same memory. */
@Injectable()
export class PortfolioContents implements Gatherer {
  constructor(
    private readonly rows: PortfolioRows,
    private readonly vendors: VendorQueries,
    private readonly audits: AuditQueries,
    private readonly findings: FindingRegister,
    private readonly incidents: IncidentQueries,
    private readonly obligations: ObligationQueries,
    private readonly offboardings: OffboardingQueries,
    private readonly files: EvidenceParts,
    private readonly reports: ReportParts,
  ) {}

  async gather(order: Ordered, drafts: Drafts): Promise<Contents> {
    const period = periodOf(order);
    const list = <T extends object>(
      path: string,
      rows: AsyncIterable<T>,
      bare?: (row: T) => object,
    ) => listPart(drafts, path, { rows, ...(bare && { bare }) });
    const { part: index, files } = await this.files.listed(drafts, this.rows.evidence(period));
    return {
      parts: [
        ...(await this.reports.of(order.reportId)),
        await list('vendors.json', this.standings(), standingFacts),
        await list('scores.json', this.rows.scores(period), scoreFacts),
        await list('decisions.json', this.rows.decisions(period), decisionFacts),
        await list('audits.json', this.audited(), namelessAudit),
        await list(
          'findings.json',
          where(this.findings.rows({}), (row) => wasOpen(row, period)),
          findingFacts,
        ),
        await list(
          'incidents.json',
          where(this.known(), ({ openedAt, closedAt }) => touches(period, openedAt, closedAt)),
          incidentFacts,
        ),
        await listsPart(drafts, 'obligations.json', {
          due: { rows: this.owed('open'), bare: obligationFacts },
          done: {
            rows: where(this.owed('done'), ({ endedAt }) => isIn(period)(endedAt)),
            bare: obligationFacts,
          },
        }),
        await list(
          'offboardings.json',
          where(this.leaving(), ({ startedAt, endedAt }) => touches(period, startedAt, endedAt)),
          offboardingFacts,
        ),
        index,
        ...files,
      ],
      told: { actions: decisive },
      period,
    };
  }

  private standings(): AsyncGenerator<Standing> {
    return everyRow(async (cursor) => {
      const page = await this.vendors.page(pageAt(cursor));
      const holding = await this.rows.holding(page.items.map(({ id }) => id));
      const items = page.items.map((vendor) => {
        const its = holding.filter(({ vendorId }) => vendorId === vendor.id);
        const decisions = its.map(({ vendorId: _, ...decision }) => decision);
        return Object.assign(vendor, { decisions });
      });
      return { ...page, items };
    });
  }

  private audited(): AsyncGenerator<AuditLine> {
    return everyRow(async (cursor) => {
      const page = await this.vendors.page(pageAt(cursor));
      const ids = listed(page.items.map(({ id }) => id));
      const items = page.items.length > 0 ? await this.audits.ofVendors(sql`v.id IN (${ids})`) : [];
      return { ...page, items };
    });
  }

  private known(): AsyncGenerator<IncidentLine> {
    return everyRow((cursor) => this.incidents.page(pageAt(cursor)));
  }

  private owed(state: 'open' | 'done'): AsyncGenerator<ObligationLine> {
    return everyRow((cursor) => this.obligations.page({ state, ...pageAt(cursor) }));
  }

  private leaving(): AsyncGenerator<OffboardingLine> {
    return everyRow((cursor) => this.offboardings.page(pageAt(cursor)));
  }
}

const vendorFacts = only<VendorLine>(
  ...(['id', 'name', 'status', 'tier', 'band', 'residual', 'floored', 'updatedAt'] as const),
);

const standingFacts = ({ decisions, ...vendor }: Standing): object =>
  Object.assign(vendorFacts(vendor), { decisions });

const scoreFacts = only<ScoreRow>(
  ...(['id', 'assessmentId', 'vendorId', 'vendor', 'engagementId', 'engagement'] as const),
  ...(['number', 'modelId', 'modelVersion', 'modelHash', 'band', 'residual', 'scoredAt'] as const),
);

const decidedFacts = only<Omit<DecisionRow, 'conditions'>>(
  ...(['id', 'assessmentId', 'vendorId', 'vendor', 'engagementId', 'engagement'] as const),
  ...(['outcome', 'band', 'residual', 'validUntil', 'decidedAt'] as const),
);

const conditionFacts = only<DecisionRow['conditions'][number]>(
  ...(['number', 'severity', 'dueOn', 'findingId'] as const),
);

const decisionFacts = ({ conditions, ...decision }: DecisionRow): object =>
  Object.assign(decidedFacts(decision), { conditions: conditions.map(conditionFacts) });

const incidentFacts = only<IncidentLine>(
  ...(['id', 'reference', 'title', 'kind', 'state', 'isConfirmed', 'eventId'] as const),
  ...(['windowFrom', 'windowTo', 'openedAt', 'closedAt', 'counts', 'sentence'] as const),
  ...(['derivedAt', 'version'] as const),
);
