import { Injectable } from '@nestjs/common';
import { AuditQueries, type AuditLine } from '../../../audits/index.js';
import { FindingRegister, type RegisterRow } from '../../../findings/index.js';
import { where } from '../parts/lists.js';
import { EvidenceParts, type ReadEvidence } from '../parts/evidence-parts.service.js';

/** What all assessments of one vendor share. */
export interface VendorWide {
  audits: AuditLine[];
  /** Those of no engagement: a decision on any of them looks at these, too. */
  findings: RegisterRow[];
  /** What shows either. */
  evidence: ReadEvidence[];
}

@Injectable()
export class VendorWideFacts {
  constructor(
    private readonly audits: AuditQueries,
    private readonly findings: FindingRegister,
    private readonly files: EvidenceParts,
  ) {}

  async of(vendorId: string): Promise<VendorWide> {
    const audits = await this.audits.ofVendor(vendorId);
    const findings: RegisterRow[] = [];
    const all = this.findings.rows({ vendorId });
    for await (const row of where(all, ({ engagement }) => engagement === null)) findings.push(row);
    const lines = await this.files.linkedTo({
      audit: audits.map(({ id }) => id),
      finding: findings.map(({ id }) => id),
    });
    return { audits, findings, evidence: await this.files.read(lines) };
  }
}
