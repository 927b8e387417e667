import { Injectable } from '@nestjs/common';
import { Organisations } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import type { ProofView, ReportFacts } from './views/vendor-risk.view.js';

export interface Made {
  /** Of the report: its reference comes from it. */
  id: string;
  madeBy: string;
}

/** What every report says of itself: who made it when, and where the journal stood. */
@Injectable()
export class Imprint {
  constructor(
    private readonly organisations: Organisations,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async of({ id, madeBy }: Made): Promise<ReportFacts> {
    return {
      reference: `R-${id.slice(0, 13).replace('-', '')}`,
      madeAt: this.clock.now().toISOString(),
      madeBy,
      buyer: await this.organisations.name(),
    };
  }

  async checkpoint(): Promise<NonNullable<ProofView['checkpoint']>> {
    const { size, hash } = await this.journal.checkpoint();
    const at = this.clock.now().toISOString();
    return { size, root: hash, at, short: `journal ${size} ${hash.slice(0, 12)}` };
  }
}
