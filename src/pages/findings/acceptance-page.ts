import { Injectable } from '@nestjs/common';
import { Scores } from '../../assessments/index.js';
import {
  Acceptances,
  FindingHistory,
  FindingQueries,
  type AcceptanceView,
  type FindingView,
} from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { Engagements, VendorQueries } from '../../vendors/index.js';
import { scoreGlance } from '../review/score-shown.js';
import { crumbsOf } from './finding-crumbs.js';
import { findingLine } from './finding-words.js';

/** What somebody sees who is to bear a risk: the finding, and how the vendor stands. */
@Injectable()
export class AcceptancePage {
  constructor(
    private readonly history: FindingHistory,
    private readonly acceptances: Acceptances,
    private readonly findings: FindingQueries,
    private readonly vendors: VendorQueries,
    private readonly engagements: Engagements,
    private readonly scores: Scores,
  ) {}

  /** Asking for it: the finding, and until when it can be at most. */
  async asking(me: Caller, findingId: string, title: string) {
    const finding = await this.findings.view(findingId);
    const longest = await this.acceptances.longest({
      vendorId: finding.vendorId,
      engagementId: finding.engagementId ?? null,
    });
    return { ...(await this.beside(me, finding)), ...headOf(finding, title), longest };
  }

  /** Approving, refusing or ending it: with the finding as it stands, and whose hand was last on that. */
  async settling(me: Caller, acceptance: AcceptanceView, title: string) {
    const finding = await this.findings.view(acceptance.findingId);
    const [beside, by] = await Promise.all([
      this.beside(me, finding),
      this.history.lastHand(finding.id),
    ]);
    return { ...beside, ...headOf(finding, title), acceptance, finding, by };
  }

  private async beside(me: Caller, finding: FindingView): Promise<object> {
    const { vendorId, engagementId, assessmentId } = finding;
    const [vendor, engagement, overridden, score] = await Promise.all([
      this.vendors.view(vendorId),
      engagementId === undefined ? undefined : this.engagements.byId(engagementId),
      engagementId === undefined ? undefined : this.scores.overriddenOn(vendorId, engagementId),
      assessmentId !== undefined && me.may.has('assessments.read')
        ? this.scores.latest(assessmentId)
        : undefined,
    ]);
    return {
      finding: { ...finding, ...findingLine(finding) },
      vendor,
      ...(engagement
        ? {
            engagement: {
              ...{ name: engagement.name, tier: engagement.tier, band: engagement.band },
              overridden,
            },
          }
        : {}),
      ...(score
        ? { score: { ...scoreGlance(score), href: `/assessments/${assessmentId}/score` } }
        : {}),
    };
  }
}

const headOf = (finding: FindingView, title: string): object => ({
  title,
  styles: ['/public/css/findings.css', '/public/css/review.css'],
  crumbs: crumbsOf(finding, title),
  back: `/findings/${finding.id}#acceptances`,
});
