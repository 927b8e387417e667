import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { purgedName, registerPurged, removedText } from '../../platform/purged.js';
import { Audit } from '../audit.entity.js';
import { BridgeLetter } from '../bridge-letters/bridge-letter.entity.js';
import { AuditException } from '../exceptions/audit-exception.entity.js';

/** Lets go what we copied from reports of auditors, and who signed letters; who audited what, when, and how bad it was stays. */
@Injectable()
export class PurgedAudits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async words(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const audits = this.database.repository(Audit);
    const exceptions = this.database.repository(AuditException);
    for (const id of ids) {
      const { notes, rejectedReason } = await audits.findOneByOrFail({ id });
      const found = await exceptions.find({ where: { auditId: id }, order: { position: 'ASC' } });
      const signers = await this.database.sql<object[]>`
        SELECT id, signed_by, signer_role FROM bridge_letter WHERE audit_id = ${id} ORDER BY id`;
      const texts = found.map(({ text, response }) => ({ text, response }));
      const said = { notes, rejectedReason, exceptions: texts, signers };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      const left = {
        notes: removedText(notes, by),
        rejectedReason: removedText(rejectedReason, by),
      };
      await audits.update({ id }, { ...left, version: () => 'version + 1' });
      for (const one of found) {
        const words = {
          text: removedText(one.text, by),
          response: removedText(one.response, by),
        };
        await exceptions.update({ id: one.id }, { ...words, version: () => 'version + 1' });
      }
      await this.database
        .repository(BridgeLetter)
        .update({ auditId: id }, { signedBy: purgedName, signerRole: purgedName });
    }
  }
}
