import { Injectable } from '@nestjs/common';
import type { Assessment, Snapshot } from '../../../assessments/index.js';
import { EvidenceQueries } from '../../../evidence/index.js';
import { Organisations } from '../../../identity/index.js';
import { Engagements, Vendors } from '../../../vendors/index.js';
import type { Assessed } from './assessed.js';
import { ToolsOfEngagement } from './tools-in-use.service.js';

type Gathered = Omit<
  Assessed,
  'assessor' | 'vendor' | 'engagement' | 'assessment' | 'snapshot' | 'shown' | 'tools'
>;

/** What the standard formats tell beyond what the dossier's own files hold. */
@Injectable()
export class AssessedFacts {
  constructor(
    private readonly organisations: Organisations,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly evidence: EvidenceQueries,
    private readonly tools: ToolsOfEngagement,
  ) {}

  async of(assessment: Assessment, snapshot: Snapshot, gathered: Gathered): Promise<Assessed> {
    const { id, vendorId, engagementId } = assessment;
    const shown = new Map<string, string[]>();
    for (const { part, id: evidenceId } of await this.evidence.linkedTo('answer', id)) {
      shown.set(part, [...(shown.get(part) ?? []), evidenceId].sort());
    }
    return {
      ...gathered,
      assessor: await this.organisations.name(),
      vendor: await this.vendors.byId(vendorId),
      engagement: await this.engagements.byId(engagementId),
      assessment,
      snapshot,
      shown,
      tools: await this.tools.of(vendorId, engagementId),
    };
  }
}
