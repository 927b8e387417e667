import { Injectable } from '@nestjs/common';
import { Organisations } from '../identity/index.js';
import { Checkpoints } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import type { PrintedCheckpoint } from './printed-checkpoint.js';
import type { ReportFacts } from './views/vendor-risk.view.js';

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
    private readonly checkpoints: Checkpoints,
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

  /** Signed before the report is made: what it tells of is in the journal up to there. */
  async checkpoint(): Promise<PrintedCheckpoint> {
    const { size, root, signedAt, fingerprint } = await this.checkpoints.sign('report');
    const short = `${size} ${root.slice(0, 12)} · key ${fingerprint.slice(0, 12)}`;
    return { size, root, at: signedAt.toISOString(), key: fingerprint, short };
  }
}
