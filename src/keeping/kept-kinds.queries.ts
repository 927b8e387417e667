import { Injectable } from '@nestjs/common';
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

  async ofVendor(vendorId: string): Promise<KeptOfVendorView[]> {
    await this.vendors.byId(vendorId);
    return (await this.kept.ofVendor(vendorId)).map(keptView);
  }
}
