import { Injectable } from '@nestjs/common';
import type { AffectedPackage } from '../../supply-chain/index.js';

export interface UpstreamEvent {
  packages: readonly AffectedPackage[];
  /** When an affected version or an advisory was first published, `YYYY-MM-DD`. */
  publishedOn: string | null;
}

/** What advisories say of an event. */
@Injectable()
export class UpstreamEvents {
  async of(_eventId: string): Promise<UpstreamEvent> {
    return { packages: [], publishedOn: null };
  }
}
