import { Get } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { HoldQueries, KeptKinds } from '../../keeping/index.js';
import { IdParam, show, type View } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { holdLine } from './hold-line.js';

@PageController('vendors/:id/kept')
export class VendorKeptPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly kinds: KeptKinds,
    private readonly holds: HoldQueries,
    private readonly tabs: VendorTabs,
  ) {}

  @Get()
  @Requires('vendors.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const { name, leftAt } = await this.vendors.byId(id);
    const manages = me.may.has('keeping.manage');
    const holds = manages
      ? (await this.holds.page({ vendorId: id, standing: true, size: 200 })).items
      : [];
    return show('pages/kept/vendor', {
      title: `${name}: what is kept`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'What is kept' },
      ],
      name,
      tabs: await this.tabs.of(me, id, 'kept'),
      leftAt: leftAt?.toISOString(),
      kinds: await this.kinds.ofVendor(id),
      holds: holds.map(holdLine),
      ...(manages ? { hold: `/kept/holds/new?subjectKind=vendor&subjectId=${id}` } : {}),
    });
  }
}
