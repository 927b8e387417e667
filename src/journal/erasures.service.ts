import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, listed } from '../platform/database/index.js';

export const erasureReasons = ['retention', 'request'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** Lets go what entries say of before and after; the entries stay, and with them chain, tree and checkpoints. */
@Injectable()
export class JournalErasures {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. The register that says why stays too. */
  async erase(seqs: readonly number[], reason: ErasureReason): Promise<void> {
    if (seqs.length === 0) return;
    const at = this.clock.now().toISOString();
    const rows = seqs.map((seq) => [seq, reason, at]);
    const columns = ['seq', 'reason', 'at'];
    await this.database.insertRows('journal_erasure', columns, rows, 'ON CONFLICT DO NOTHING');
    await this.database.sql`DELETE FROM journal_detail WHERE seq IN (${listed(seqs)})`;
  }
}
