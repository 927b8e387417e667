import { Injectable } from '@nestjs/common';
import {
  EvidenceQueries,
  EvidenceStore,
  titleOfFile,
  type GivenFile,
  type LinkedEvidence,
} from '../../evidence/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import type { PlanFacts, Resolution } from '../finding.dto.js';
import { Findings } from '../findings.service.js';
import { FindingQueries } from '../findings.queries.js';
import { mayTakeFinding } from '../states.js';
import { Remediators, type Remedy } from './remediators.service.js';
import type { RequestedFindingView } from './request.dto.js';

/** What the holder of a link does about the findings it opens, and nothing else of the vendor. */
@Injectable()
export class Remedies {
  constructor(
    private readonly database: Database,
    private readonly remediators: Remediators,
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
    private readonly store: EvidenceStore,
    private readonly evidence: EvidenceQueries,
  ) {}

  /** By due date. */
  async list({ requestId }: Remedy): Promise<RequestedFindingView[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT q.finding_id AS id FROM remediation_request_finding q JOIN finding f ON f.id = q.finding_id
      WHERE q.request_id = ${requestId} ORDER BY f.due_on, f.number`;
    return Promise.all(rows.map(({ id }) => this.view(id)));
  }

  async one(remedy: Remedy, findingId: string): Promise<RequestedFindingView> {
    await this.mustBeIn(remedy, findingId);
    return this.view(findingId);
  }

  async plan(
    remedy: Remedy,
    findingId: string,
    version: number | undefined,
    facts: PlanFacts,
  ): Promise<void> {
    await this.mustBeIn(remedy, findingId);
    await this.database.transaction(async () => {
      await this.remediators.mustStand(remedy);
      await this.findings.plan(remedy.actor, findingId, version, facts);
    });
  }

  async resolve(
    remedy: Remedy,
    findingId: string,
    version: number | undefined,
    facts: Resolution,
  ): Promise<void> {
    await this.mustBeIn(remedy, findingId);
    await this.database.transaction(async () => {
      await this.remediators.mustStand(remedy);
      await this.findings.resolve(remedy.actor, findingId, version, facts);
    });
  }

  /** Files that the vendor gave as proof of the fix. */
  async filesOf(remedy: Remedy, findingId: string): Promise<LinkedEvidence[]> {
    await this.mustBeIn(remedy, findingId);
    return this.evidence.attachedByVendor('finding', findingId);
  }

  /** Takes a file as proof of the fix, until we have verified it. */
  async show(
    remedy: Remedy,
    findingId: string,
    file: GivenFile,
    title: () => Promise<string | undefined>,
  ): Promise<{ id: string }> {
    await this.mustBeOpen(remedy, findingId);
    const attachTo = { kind: 'finding', id: findingId, part: '' };
    const facts = async () => ({ title: (await title()) || titleOfFile(file.name) });
    const purpose = { vendorId: remedy.vendorId, facts, attachTo };
    const before = async () => {
      await this.remediators.mustStand(remedy);
      await this.mustBeOpen(remedy, findingId);
    };
    const { id } = await this.store.receiveFor(remedy.actor, file, purpose, { before });
    return { id };
  }

  private async view(id: string): Promise<RequestedFindingView> {
    const found = await this.queries.view(id);
    const { reference, title, severity, state, dueOn, engagement, version } = found;
    const { proposedRemediation, plan, plannedFor } = found;
    // What we or a rule wrote of the fix is for us: it may hold a comment that is internal.
    const resolution = found.resolvedByKind === 'respondent' ? found.resolution : undefined;
    const reopenedBecause = await this.saidToVendor(id, found.reopenedBecause);
    return {
      ...{ id, reference, title, severity, state, dueOn, version },
      ...(engagement === undefined ? {} : { engagement }),
      ...(proposedRemediation === undefined ? {} : { proposedRemediation }),
      ...(plan === undefined ? {} : { plan }),
      ...(plannedFor === undefined ? {} : { plannedFor }),
      ...(resolution === undefined ? {} : { resolution }),
      ...(reopenedBecause === undefined ? {} : { reopenedBecause }),
    };
  }

  /** Why it is open again, unless that is why its risk is no longer borne: the vendor never heard that it was. */
  private async saidToVendor(id: string, because?: string): Promise<string | undefined> {
    if (because === undefined) return undefined;
    const ended = await this.database.sql<object[]>`
      SELECT id FROM risk_acceptance WHERE finding_id = ${id} AND ended_because = ${because} LIMIT 1`;
    return ended.length > 0 ? undefined : because;
  }

  private async mustBeIn({ requestId }: Remedy, findingId: string): Promise<void> {
    const found = await this.database.sql<object[]>`
      SELECT finding_id FROM remediation_request_finding
      WHERE request_id = ${requestId} AND finding_id = ${findingId}`;
    if (found.length === 0) throw new NotFound('finding');
  }

  private async mustBeOpen(remedy: Remedy, findingId: string): Promise<void> {
    await this.mustBeIn(remedy, findingId);
    const { state } = await this.findings.byId(findingId);
    if (mayTakeFinding('resolve', state, 'vendor') || state === 'resolved') return;
    throw new Conflict('This finding is closed, so no more files are taken for it.');
  }
}
