import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
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
  type Request,
  type View,
} from '../../platform/http/index.js';
import { VendorFacts, VendorQueries, VendorQuery, Vendors } from '../../vendors/index.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { vendorFields } from './vendor-fields.js';
import { vendorList } from './vendor-list.js';
import { VendorPage } from './vendor-page.js';
import { shownForm } from '../frame/form-fields.js';

@PageController('vendors')
export class VendorPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly queries: VendorQueries,
    private readonly page: VendorPage,
    private readonly people: UserQueries,
  ) {}

  @Get()
  @Requires('vendors.read')
  async list(
    @Me() me: Caller,
    @Query() query: VendorQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/vendors/list', vendorList(me, url, query, await this.queries.page(query)));
  }

  @Get('new')
  @Requires('vendors.write')
  async blank(@Me() me: Caller): Promise<View> {
    return this.form(blankForm({ status: 'prospective', ownerId: me.userId }));
  }

  @Post()
  @Requires('vendors.write')
  async create(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(VendorFacts, body),
      async (facts) => {
        const { id } = await this.vendors.create(me, me.userId, facts);
        return redirect(
          `/vendors/${id}`,
          `${facts.name} is in the register. Next: say what you use it for.`,
        );
      },
      (form) => this.form(form),
    );
  }

  @Get(':id')
  @Requires('vendors.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/vendors/vendor', await this.page.overview(me, id));
  }

  @Get(':id/journal')
  @Requires('journal.read')
  async journal(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query('cursor') cursor: string | undefined,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/vendors/journal', await this.page.journalOf(me, id, url, cursor));
  }

  @Get(':id/edit')
  @Requires('vendors.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const vendor = await this.vendors.byId(id);
    const { name, website, description, status, ownerId, version } = vendor;
    const typed = {
      ...(vendor.sendsReassessments ? { sendsReassessments: 'on' } : {}),
      name,
      website: website ?? '',
      description: description ?? '',
      status,
      ownerId,
      version: String(version),
    };
    return this.form(blankForm(typed), id);
  }

  @Post(':id')
  @Requires('vendors.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(VendorFacts, rest),
      async (facts) => {
        await this.vendors.change(me, id, version, facts);
        return redirect(`/vendors/${id}`, `${facts.name} is changed.`);
      },
      (form) => this.form({ ...form, typed: body }, id),
    );
  }

  private async form(sent: Form<VendorFacts>, id?: string): Promise<View> {
    const { form, clash } = id
      ? overTheirs(sent, { version: (await this.vendors.byId(id)).version, what: 'vendor' })
      : { form: sent, clash: {} };
    const back = id ? `/vendors/${id}` : '/vendors';
    return show('pages/vendors/form', {
      title: id ? 'Change the vendor' : 'Add a vendor',
      crumbs: [{ href: '/vendors', label: 'Vendors' }, { label: id ? 'Change' : 'Add' }],
      action: back,
      back,
      ...clash,
      version: form.typed['version'],
      ...shownForm(vendorFields(await this.people.choices()), form),
    });
  }
}
