import { Injectable } from '@nestjs/common';
import { CheckpointQueries } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Vendors } from '../vendors/index.js';
import type { DestroyedFile, DestroyedGroup, DestroyedView } from './destroyed.dto.js';

/** What was destroyed of what a vendor gave us: our side of a certificate of deletion. */
@Injectable()
export class DestroyedOfVendor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
    private readonly checkpoints: CheckpointQueries,
  ) {}

  async of(vendorId: string): Promise<DestroyedView> {
    const { name: vendor } = await this.vendors.byId(vendorId);
    const files = await this.database.sql<DestroyedFile[]>`
      SELECT e.title, r.name, f.sha256, r.destroyed_at AS "destroyedAt", r.purged_rule AS rule
      FROM evidence e JOIN evidence_revision r ON r.evidence_id = e.id JOIN evidence_file f ON f.id = r.file_id
      WHERE e.vendor_id = ${vendorId} AND r.destroyed_at IS NOT NULL ORDER BY r.destroyed_at, r.id`;
    const last = await this.checkpoints.latest();
    const checkpoint = last && {
      ...{ size: last.size, root: last.root },
      ...{ fingerprint: last.fingerprint, signedAt: last.signedAt },
    };
    return {
      ...{ vendor, at: this.clock.now().toISOString(), files },
      groups: await this.groups(vendorId),
      ...(checkpoint ? { checkpoint } : {}),
    };
  }

  private async groups(vendorId: string): Promise<DestroyedGroup[]> {
    return this.database.sql<DestroyedGroup[]>`
      SELECT g.title, cast(count(*) AS integer) AS many, substr(min(g.at), 1, 10) AS first,
        substr(max(g.at), 1, 10) AS last FROM (
        SELECT 'Contacts' AS title, c.purged_at AS at FROM contact c
          WHERE c.vendor_id = ${vendorId} AND c.purged_at IS NOT NULL
        UNION ALL SELECT 'Texts of answers to questionnaires', p.at FROM answer_purge p
          JOIN assessment a ON a.id = p.assessment_id WHERE a.vendor_id = ${vendorId}
        UNION ALL SELECT 'Texts of answers about incidents', p.at FROM purged_text p
          JOIN outreach_answer o ON o.id = p.id JOIN outreach_request q ON q.id = o.request_id
          WHERE q.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Words of statements about incidents', p.at FROM purged_text p
          JOIN statement s ON s.id = p.id WHERE s.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Texts of findings', p.at FROM purged_text p
          JOIN finding f ON f.id = p.id WHERE f.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Why risks were accepted', p.at FROM purged_text p
          JOIN risk_acceptance r ON r.id = p.id JOIN finding f ON f.id = r.finding_id
          WHERE f.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'What was asked to be changed', p.at FROM purged_text p
          JOIN change_round c ON c.id = p.id JOIN assessment a ON a.id = c.assessment_id
          WHERE a.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Comments of reviews', p.at FROM purged_text p
          JOIN section_review s ON s.id = p.id JOIN assessment a ON a.id = s.assessment_id
          WHERE a.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Words about audits', p.at FROM purged_text p
          JOIN audit u ON u.id = p.id WHERE u.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Notes about credentials', p.at FROM purged_text p
          JOIN rotation r ON r.id = p.id WHERE r.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Comments of reviews', p.at FROM purged_text p
          JOIN assessment a ON a.id = p.id WHERE a.vendor_id = ${vendorId} AND p.extent = 'all'
        UNION ALL SELECT 'Reports', r.destroyed_at FROM report r
          LEFT JOIN assessment a ON r.subject_kind = 'assessment' AND a.id = r.subject_id
          WHERE r.destroyed_at IS NOT NULL AND coalesce(a.vendor_id, r.subject_id) = ${vendorId}
        UNION ALL SELECT 'Who was invited or asked', i.purged_at FROM invitation i
          JOIN assessment a ON a.id = i.assessment_id WHERE a.vendor_id = ${vendorId} AND i.purged_at IS NOT NULL
        UNION ALL SELECT 'Who was invited or asked', q.purged_at FROM remediation_request q
          WHERE q.vendor_id = ${vendorId} AND q.purged_at IS NOT NULL
        UNION ALL SELECT 'Who was invited or asked', q.purged_at FROM outreach_request q
          WHERE q.vendor_id = ${vendorId} AND q.purged_at IS NOT NULL
        UNION ALL SELECT 'Who was invited or asked', q.purged_at FROM offboarding_request q
          WHERE q.vendor_id = ${vendorId} AND q.purged_at IS NOT NULL
      ) g GROUP BY g.title ORDER BY g.title`;
  }
}
