import { Injectable } from '@nestjs/common';
import { Auditor, auditorDoubted } from '../../audits/index.js';
import { Database } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { goesOn } from '../../vendors/index.js';
import { Triggers } from './triggers.service.js';

/** Wants every engagement assessed again whose judgements rest on an audit of an auditor now in doubt. */
@Injectable()
export class DoubtedTrigger {
  constructor(
    private readonly database: Database,
    private readonly triggers: Triggers,
  ) {}

  @Handles(auditorDoubted)
  async onDoubted({ auditorId }: { auditorId: string }): Promise<void> {
    const auditor = await this.database.repository(Auditor).findOneBy({ id: auditorId });
    if (!auditor?.doubtedAt) return;
    const engagements = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT a.engagement_id AS id
      FROM audit x
      JOIN review r ON r.audit_id = x.id
      JOIN assessment a ON a.id = r.assessment_id
      JOIN vendor v ON v.id = a.vendor_id
      WHERE (x.auditor_id = ${auditorId} OR x.platform_id = ${auditorId})
        AND a.state NOT IN ('superseded', 'revoked') AND ${goesOn}
      ORDER BY a.engagement_id`;
    const causePart = auditor.doubtedAt.toISOString();
    const sentence = `${auditor.name}, whose audits judgements rest on, is in doubt`;
    await this.triggers.fireAll(
      engagements.map(({ id: engagementId }) => ({
        rule: 'auditor_in_doubt' as const,
        engagementId,
        causeKind: 'auditor',
        causeId: auditorId,
        causePart,
        sentence,
      })),
    );
  }
}
