import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { Policies } from '../policies/index.js';
import { Vendors } from '../vendors/index.js';
import type { KeptKindView, KeptOfVendorView } from './kept.dto.js';
import { keptView, kindView } from './kept-views.js';
import { KeptQueries } from './kept.queries.js';
import { keepingPeriods } from './kinds/index.js';
import { PurgeQueries } from './purging/purges.queries.js';

/** What is kept, why and until when, as API and pages show it. */
@Injectable()
export class KeptKinds {
  constructor(
    private readonly database: Database,
    private readonly kept: KeptQueries,
    private readonly purges: PurgeQueries,
    private readonly policies: Policies,
    private readonly vendors: Vendors,
  ) {}

  async all(): Promise<KeptKindView[]> {
    const months = await this.policies.read(keepingPeriods);
    const last = await this.purges.last();
    return (await this.kept.all()).map((one) => kindView(one, months, last.get(one.kind.code)));
  }

  /** Files of dossiers, which go by a policy of their own. */
  async dossiers(): Promise<{ kept: number; until: string | null }> {
    const [row] = await this.database.sql<{ kept: number; until: string | null }[]>`
      SELECT cast(count(*) AS integer) AS kept, substr(min(d.expires_at), 1, 10) AS until
      FROM dossier d WHERE d.blob IS NOT NULL`;
    return row ?? { kept: 0, until: null };
  }

  async ofVendor(vendorId: string): Promise<KeptOfVendorView[]> {
    await this.vendors.byId(vendorId);
    return (await this.kept.ofVendor(vendorId)).map(keptView);
  }
}
