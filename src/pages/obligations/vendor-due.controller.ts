import { Get } from '@nestjs/common';
import { AssessmentQueries } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { ObligationQueries } from '../../obligations/index.js';
import { IdParam, show, type View } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { doneLine, dueLine } from './due-lines.js';

@PageController('vendors/:id/due')
export class VendorDuePages {
  constructor(
    private readonly vendors: Vendors,
    private readonly obligations: ObligationQueries,
    private readonly assessments: AssessmentQueries,
    private readonly tabs: VendorTabs,
  ) {}

  @Get()
  @Requires('obligations.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const { name, status } = await this.vendors.byId(id);
    const drafted = await this.assessments.page({ vendorId: id, byRule: true, state: 'draft' });
    const lines = (await this.obligations.ofVendor(id)).map(dueLine);
    const done = (await this.obligations.doneOf(id)).map(doneLine);
    const calledOff = (await this.obligations.calledOffOf(id)).map(doneLine);
    return show('pages/due/vendor', {
      title: `${name}: due dates`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'Due dates' },
      ],
      name,
      styles: ['/public/css/due.css'],
      tabs: await this.tabs.of(me, id, 'due'),
      drafted: drafted.items.map((draft) => ({ ...draft, href: `/assessments/${draft.id}` })),
      late: lines.filter((line) => line.late),
      ahead: lines.filter((line) => !line.late),
      done,
      calledOff,
      nothing: lines.length + drafted.items.length === 0,
      over: status === 'offboarding' || status === 'offboarded' || status === 'rejected',
    });
  }
}
