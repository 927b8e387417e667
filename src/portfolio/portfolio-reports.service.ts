import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { newId, sha256 } from '../platform/ids.js';
import { Imprint, Reports, type ProofView, type ReportFacts } from '../reports/index.js';
import { Portfolio } from './portfolio.queries.js';
import type { NewPortfolioReport } from './portfolio-query.dto.js';
import { trendMessage } from './headline.js';
import type { PortfolioView, VendorAtRisk } from './portfolio.dto.js';

/** All that the portfolio report sees on paper. Plain JSON: it is stored with the report. */
export interface PortfolioReportView extends PortfolioView {
  title: string;
  report: ReportFacts;
  /** The first few of the worst, for the front page. */
  top: (VendorAtRisk & { short: string })[];
  trendMessage: string;
  findings: (PortfolioView['findings'][number] & { word: string })[];
  proof: Pick<ProofView, 'checkpoint' | 'viewHash'>;
}

const onFront = 5;
const longestReason = 150;

/** The reason as the front page has room for it. */
const cut = (reason: string): string =>
  reason.length <= longestReason
    ? reason
    : `${reason.slice(0, longestReason).replace(/\s+\S*$/, '')}…`;

const spoken = (word: string): string =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)}`.replaceAll('_', ' ');

@Injectable()
export class PortfolioReports {
  constructor(
    private readonly portfolio: Portfolio,
    private readonly reports: Reports,
    private readonly imprint: Imprint,
  ) {}

  /** Stores what the report will say, as of now, and has it printed. */
  async request(actor: Actor, facts: NewPortfolioReport): Promise<{ id: string }> {
    const { format, ...query } = facts;
    const id = newId();
    const told = await this.portfolio.of(query);
    const view = {
      title: ['Portfolio report', told.narrowed.join(', ')].filter(Boolean).join(': '),
      report: await this.imprint.of({ id, madeBy: actor.name }),
      ...told,
      top: told.worst.slice(0, onFront).map((vendor) => ({ ...vendor, short: cut(vendor.reason) })),
      trendMessage: trendMessage(told.trend),
      findings: told.findings.map((row) => ({ ...row, word: spoken(row.severity) })),
    };
    const checkpoint = await this.imprint.checkpoint();
    const proof = { checkpoint, viewHash: sha256(JSON.stringify(view)) };
    const whole: PortfolioReportView = { ...view, proof };
    const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
    const subject = { kind: 'portfolio', id };
    return this.reports.order(actor, {
      ...{ id, template: 'portfolio', format, subject, asked },
      view: whole,
    });
  }
}

/** Whether a report is one of all vendors in use. One whose content was purged is none. */
export function isOfWholePortfolio({
  subjectKind,
  view,
}: {
  subjectKind: string;
  view: Partial<PortfolioReportView>;
}): boolean {
  return subjectKind === 'portfolio' && view.narrowed?.length === 0;
}
