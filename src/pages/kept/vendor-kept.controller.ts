import { Body, Get, Post } from '@nestjs/common';
import { Me, Organisations, Requires, type Caller } from '../../identity/index.js';
import {
  DeletionReports,
  DestroyedOfVendor,
  HoldQueries,
  KeptKinds,
  NewCertificate,
} from '../../keeping/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { holdLine } from './hold-line.js';

const paper: Record<string, FieldPlan> = {
  format: {
    label: 'Paper',
    type: 'select',
    options: [
      { value: 'A4', label: 'A4' },
      { value: 'Letter', label: 'US Letter' },
    ],
  },
};

@PageController('vendors/:id')
export class VendorKeptPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly kinds: KeptKinds,
    private readonly holds: HoldQueries,
    private readonly tabs: VendorTabs,
    private readonly destroyed: DestroyedOfVendor,
    private readonly organisations: Organisations,
    private readonly certificates: DeletionReports,
  ) {}

  @Get('kept')
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
      destroyed: `/vendors/${id}/destroyed`,
      kinds: await this.kinds.ofVendor(id),
      holds: holds.map(holdLine),
      ...(manages ? { hold: `/kept/holds/new?subjectKind=vendor&subjectId=${id}` } : {}),
    });
  }

  @Get('destroyed')
  @Requires('vendors.read')
  async certificate(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.shown(me, id, blankForm());
  }

  @Post('deletion-certificates')
  @Requires('reports.read')
  async print(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewCertificate, body),
      async ({ format }) => {
        const { id } = await this.certificates.request(me, vendorId, format);
        return redirect(`/reports/${id}`);
      },
      (form) => this.shown(me, vendorId, form),
    );
  }

  private async shown(me: Caller, id: string, form: Form<object>): Promise<View> {
    const told = await this.destroyed.of(id);
    const kept = `/vendors/${id}/kept`;
    return show('pages/kept/destroyed', {
      title: `Destroyed of ${told.vendor}`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: told.vendor },
        { href: kept, label: 'What is kept' },
        { label: 'What was destroyed' },
      ],
      ...told,
      kept,
      organisation: await this.organisations.name(),
      ...(me.may.has('reports.read') ? { print: `/vendors/${id}/deletion-certificates` } : {}),
      ...shownForm(paper, form),
      nothing: told.files.length === 0 && told.groups.length === 0,
    });
  }
}
