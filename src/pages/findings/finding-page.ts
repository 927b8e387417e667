import { Injectable } from '@nestjs/common';
import { EvidenceQueries, type LinkedEvidence } from '../../evidence/index.js';
import {
  AcceptanceQueries,
  FindingHistory,
  FindingQueries,
  mayTakeFinding,
  type AcceptanceView,
  type FindingStep,
  type FindingView,
} from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { withCursor } from '../../platform/http/index.js';
import { newEvidenceHref } from '../evidence/evidence-places.js';
import { acceptanceShown } from './acceptance-shown.js';
import { crumbsOf } from './finding-crumbs.js';
import { historyLine } from './finding-history.js';
import { FindingOrigin } from './finding-origin.js';
import { stepsOf } from './finding-steps.js';
import { findingLine } from './finding-words.js';
import { SeenBy } from '../frame/seen-by.js';

const linesOfHistory = 50;

/** One finding with everything that is known of it and can be done about it. */
@Injectable()
export class FindingPage {
  constructor(
    private readonly queries: FindingQueries,
    private readonly acceptances: AcceptanceQueries,
    private readonly history: FindingHistory,
    private readonly evidence: EvidenceQueries,
    private readonly origin: FindingOrigin,
    private readonly seenBy: SeenBy,
  ) {}

  async of(me: Caller, id: string, cursor?: string): Promise<object> {
    const finding = await this.queries.view(id);
    const [acceptances, history, evidence, origin] = await Promise.all([
      this.acceptances.ofFinding(id),
      this.history.page(id, { size: linesOfHistory, ...(cursor ? { cursor } : {}) }),
      me.may.has('evidence.read') ? this.evidenceOf(me, finding) : null,
      this.origin.of(finding),
    ]);
    const { next } = history;
    return {
      title: `${finding.reference}: ${finding.title}`,
      crumbs: crumbsOf(finding),
      styles: ['/public/css/findings.css'],
      path: `/findings/${id}`,
      finding: { ...finding, ...findingLine(finding) },
      steps: stepsOf(finding.state),
      byVendor: {
        planned: finding.plannedByKind === 'respondent',
        resolved: finding.resolvedByKind === 'respondent',
      },
      byRule: finding.resolvedByKind === 'system',
      origin,
      may: permitted(me, finding, acceptances),
      showAcceptances: acceptances.length > 0 || finding.state !== 'verified',
      acceptances: acceptances.map((acceptance) => acceptanceShown(me, acceptance)),
      ...(evidence ? { evidence } : {}),
      ...(await this.seenBy.of(me, id)),
      history: history.items.map(historyLine),
      ...(next ? { earlier: withCursor(`/findings/${id}`, next) } : {}),
    };
  }

  private async evidenceOf(me: Caller, { id, vendorId }: FindingView): Promise<object> {
    const [linked, all] = await Promise.all([
      this.evidence.linkedTo('finding', id),
      this.evidence.ofVendor(vendorId),
    ]);
    const attached = new Set(linked.map((line) => line.id));
    const others = all.filter((line) => !attached.has(line.id) && line.withdrawnAt === null);
    const choose = {
      name: 'evidenceId',
      label: 'Evidence that is here already',
      type: 'select',
      options: others.map((line) => ({ value: line.id, label: line.title })),
    };
    return {
      lines: linked.map(evidenceLine),
      mayWrite: me.may.has('evidence.write'),
      newHref: newEvidenceHref(vendorId, { finding: id }),
      ...(others.length > 0 ? { choose } : {}),
    };
  }
}

function permitted(me: Caller, { state }: FindingView, acceptances: AcceptanceView[]): object {
  const write = (step: FindingStep) =>
    me.may.has('findings.write') && mayTakeFinding(step, state, 'us');
  return {
    change: write('change'),
    plan: write('plan'),
    resolve: write('resolve'),
    verify: write('verify'),
    reopen: write('reopen'),
    ask: write('accept') && acceptances.every((acceptance) => acceptance.state !== 'requested'),
  };
}

const evidenceLine = ({ id, title, name, withdrawnAt, freshness }: LinkedEvidence): object => ({
  id,
  href: `/evidence/${id}`,
  title,
  name,
  withdrawn: withdrawnAt !== null,
  stale: withdrawnAt === null && freshness?.state === 'stale',
});
