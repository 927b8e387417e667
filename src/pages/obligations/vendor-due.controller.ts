import { Get } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { ObligationQueries } from '../../obligations/index.js';
import { IdParam, show, type View } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { vendorTabs } from '../vendors/vendor-tabs.js';
import { dueLine } from './due-lines.js';

@PageController('vendors/:id/due')
export class VendorDuePages {
  constructor(
    private readonly vendors: Vendors,
    private readonly obligations: ObligationQueries,
  ) {}

  @Get()
  @Requires('obligations.read')
  async read(@IdParam('id') id: string): Promise<View> {
    const { name, status } = await this.vendors.byId(id);
    const lines = (await this.obligations.ofVendor(id)).map(dueLine);
    return show('pages/due/vendor', {
      title: `${name}: due dates`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'Due dates' },
      ],
      name,
      tabs: vendorTabs(id, 'due'),
      late: lines.filter((line) => line.late),
      ahead: lines.filter((line) => !line.late),
      nothing: lines.length === 0,
      over: status === 'offboarded' || status === 'rejected',
    });
  }
}
