import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { FindingQueries, Findings, FindingRegister, NewFinding } from '../../findings/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Engagements, VendorQueries, Vendors, type Vendor } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { FindingForm } from './finding-form.js';
import { findingLine } from './finding-words.js';

class SoughtVendor {
  @TextField({ max: 100, optional: true }) q?: string;
}

const vendorsOffered = 20;

/** Findings of one vendor, and raising one there by hand. */
@PageController()
export class VendorFindingPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly vendorQueries: VendorQueries,
    private readonly engagements: Engagements,
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
    private readonly register: FindingRegister,
    private readonly tabs: VendorTabs,
    private readonly form: FindingForm,
  ) {}

  @Get('vendors/:id/findings')
  @Requires('findings.read')
  async tab(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const { name } = await this.vendors.byId(id);
    const [lines, tally] = await Promise.all([
      this.queries.ofVendor(id),
      this.register.tally({ vendorId: id }),
    ]);
    const isOwed = (state: string) => state !== 'verified' && state !== 'risk_accepted';
    return show('pages/findings/vendor', {
      title: `${name}: findings`,
      crumbs: [...crumbsOf({ id, name }), { label: 'Findings' }],
      name,
      styles: ['/public/css/findings.css'],
      tabs: await this.tabs.of(me, id, 'findings'),
      mayWrite: me.may.has('findings.write'),
      newHref: `/vendors/${id}/findings/new`,
      plansHref: `/vendors/${id}/remediation`,
      tally,
      owed: lines.filter(({ state }) => isOwed(state)).map(findingLine),
      settled: lines.filter(({ state }) => !isOwed(state)).map(findingLine),
      csvHref: `/findings.csv?vendorId=${id}`,
      xlsxHref: `/findings.xlsx?vendorId=${id}`,
    });
  }

  /** Where somebody raises a finding without having come from a vendor. */
  @Get('findings/new')
  @Requires('findings.write')
  async choose(@Query() { q }: SoughtVendor, @Req() _: Request): Promise<View> {
    const query = { size: vendorsOffered, ...(q ? { q } : {}) };
    const { items, next } = await this.vendorQueries.page(query);
    return show('pages/findings/choose', {
      title: 'Raise a finding',
      crumbs: [{ href: '/findings', label: 'Findings' }, { label: 'Raise a finding' }],
      q: { name: 'q', label: 'Vendor', type: 'search', value: q ?? '', maxlength: 100 },
      vendors: items.map(({ id, name }) => ({ name, href: `/vendors/${id}/findings/new` })),
      more: next !== undefined,
      sought: Boolean(q),
    });
  }

  @Get('vendors/:id/findings/new')
  @Requires('findings.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.raising(await this.vendors.byId(id), blankForm({ severity: 'moderate' }));
  }

  @Post('vendors/:id/findings')
  @Requires('findings.write')
  async raise(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const vendor = await this.vendors.byId(vendorId);
    return submit(
      readForm(NewFinding, { ...body, vendorId }),
      async (facts) => {
        const raised = await this.findings.raise(me, { ...facts, originKind: 'by_hand' });
        return redirect(`/findings/${raised.id}`, `${raised.reference} is raised.`);
      },
      (form) => this.raising(vendor, form),
    );
  }

  private async raising({ id, name }: Vendor, form: Form<object>): Promise<View> {
    return this.form.show(form, {
      title: 'Raise a finding',
      of: name,
      crumbs: [
        ...crumbsOf({ id, name }),
        { href: `/vendors/${id}/findings`, label: 'Findings' },
        { label: 'Raise a finding' },
      ],
      action: `/vendors/${id}/findings`,
      back: `/vendors/${id}/findings`,
      engagements: await this.engagements.ofVendor(id),
    });
  }
}

const crumbsOf = ({ id, name }: { id: string; name: string }) => [
  { href: '/vendors', label: 'Vendors' },
  { href: `/vendors/${id}`, label: name },
];
