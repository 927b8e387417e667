import { Injectable } from '@nestjs/common';
import { EvidenceQueries, Likenesses } from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { likenessShown } from '../audits/likeness-shown.js';
import { evidenceLine } from './evidence-words.js';

/** What the partial `evidence/of-vendor` shows on the tab of a vendor. */
@Injectable()
export class EvidenceOfVendor {
  constructor(
    private readonly queries: EvidenceQueries,
    private readonly likenesses: Likenesses,
    private readonly clock: Clock,
  ) {}

  async view(me: Caller, vendorId: string): Promise<object> {
    const today = this.clock.today();
    const all = await this.queries.ofVendor(vendorId);
    const lines = (withdrawn: boolean) =>
      all
        .filter(({ withdrawnAt }) => (withdrawnAt !== null) === withdrawn)
        .map((line) => evidenceLine(line, today));
    return {
      ...(me.may.has('evidence.write') ? { newHref: `/vendors/${vendorId}/evidence/new` } : {}),
      alike: (await this.likenesses.forVendor(vendorId)).map(likenessShown),
      lines: lines(false),
      withdrawn: lines(true),
    };
  }
}
