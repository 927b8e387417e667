import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  WebAddressField,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import {
  SupplierQueries,
  SupplierQuery,
  Suppliers,
  ToolMergeQueries,
  ToolQueries,
  toolKindWords,
  type SupplierFacts,
} from '../../supply-chain/index.js';
import { Invalid } from '../../platform/errors.js';
import { VendorQueries } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { toolTabs } from './tool-tabs.js';

/** A supplier as its form has it: the vendor that it is by name. */
class SupplierForm {
  @TextField({ max: 200 }) name: string;
  @WebAddressField({ optional: true }) webAddress?: string;
  @TextField({ max: 200, optional: true }) vendor?: string;
}

const styles = ['/public/css/tools.css'];
const crumb = { href: '/suppliers', label: 'Suppliers' };
const plans: Record<string, FieldPlan> = {
  name: { label: 'Name', maxlength: 200, required: true },
  webAddress: { label: 'Web address', type: 'url', maxlength: 500 },
  vendor: {
    label: 'The vendor of ours that it is, too',
    maxlength: 200,
    hint: 'Its name as in the register; empty where it is none.',
  },
};

/** Who makes or runs the tools that vendors use. */
@PageController('suppliers')
export class SupplierPages {
  constructor(
    private readonly suppliers: Suppliers,
    private readonly queries: SupplierQueries,
    private readonly tools: ToolQueries,
    private readonly merges: ToolMergeQueries,
    private readonly vendors: VendorQueries,
  ) {}

  @Get()
  @Requires('tools.read')
  async list(
    @Me() me: Caller,
    @Query() query: SupplierQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/tools/suppliers', {
      title: 'Suppliers of tools',
      styles,
      crumbs: [{ href: '/tools', label: 'Tools' }, { label: 'Suppliers' }],
      tabs: toolTabs('/suppliers', await this.merges.waiting()),
      mayWrite: me.may.has('tools.write'),
      q: {
        ...{ name: 'q', label: 'Name begins with', type: 'search', maxlength: 100 },
        value: query.q ?? '',
      },
      filtered: Boolean(query.q),
      suppliers: page.items.map((supplier) => ({
        ...supplier,
        href: `/suppliers/${supplier.id}`,
        vendorHref: supplier.vendorId ? `/vendors/${supplier.vendorId}` : undefined,
      })),
      ...listLinks(url, page),
    });
  }

  @Get('new')
  @Requires('tools.write')
  blank(): View {
    return addForm(blankForm());
  }

  @Post()
  @Requires('tools.write')
  async add(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(SupplierForm, body),
      async (form) => {
        const { id } = await this.suppliers.add(me, await this.factsOf(form));
        return redirect(
          `/suppliers/${id}`,
          `${form.name} is added. Name it as the supplier on the page of each tool that it makes or runs.`,
        );
      },
      addForm,
    );
  }

  @Get(':id')
  @Requires('tools.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const supplier = await this.queries.view(id);
    const { items, next } = await this.tools.page({ supplierId: id, size: 200 });
    return show('pages/tools/supplier', {
      title: supplier.name,
      styles,
      crumbs: [{ href: '/tools', label: 'Tools' }, crumb, { label: supplier.name }],
      mayWrite: me.may.has('tools.write'),
      supplier,
      here: `/suppliers/${id}`,
      vendorHref: supplier.vendorId ? `/vendors/${supplier.vendorId}` : undefined,
      tools: items.map((tool) => ({
        ...tool,
        href: `/tools/${tool.id}`,
        kindWord: toolKindWords[tool.kind],
      })),
      more: next !== undefined,
    });
  }

  @Get(':id/edit')
  @Requires('tools.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { name, webAddress = '', vendor = '', version } = await this.queries.view(id);
    return this.form(id, blankForm({ name, webAddress, vendor, version: String(version) }));
  }

  @Post(':id')
  @Requires('tools.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(SupplierForm, rest),
      async (form) => {
        await this.suppliers.change(me, id, version, await this.factsOf(form));
        return redirect(`/suppliers/${id}`, `${form.name} is changed.`);
      },
      (form) => this.form(id, { ...form, typed: body }),
    );
  }

  private async factsOf({ vendor, ...facts }: SupplierForm): Promise<SupplierFacts> {
    return vendor ? { ...facts, vendorId: await this.vendorNamed(vendor) } : facts;
  }

  private async vendorNamed(name: string): Promise<string> {
    const { items } = await this.vendors.page({ q: name, size: 200 });
    const same = items.filter((vendor) => vendor.name.toLowerCase() === name.toLowerCase());
    const [found, another] = same;
    if (!found) throw new Invalid({ vendor: 'is not the name of a vendor here' });
    if (another)
      throw new Invalid({ vendor: 'is the name of several vendors: set it through the API' });
    return found.id;
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.suppliers.byId(id);
    const { fields, errors } = shownForm(plans, form);
    return show('pages/tools/form', {
      ...{ title: 'Change the supplier', of: name, errors, list: Object.values(fields) },
      crumbs: [
        { href: '/tools', label: 'Tools' },
        crumb,
        { href: `/suppliers/${id}`, label: name },
        { label: 'Change' },
      ],
      action: `/suppliers/${id}`,
      back: `/suppliers/${id}`,
      version: form.typed['version'],
      button: 'Save the supplier',
    });
  }
}

function addForm(form: Form<object>): View {
  const { fields, errors } = shownForm(plans, form);
  return show('pages/tools/form', {
    ...{ title: 'Add a supplier', of: 'Who makes or runs a tool', errors },
    list: Object.values(fields),
    crumbs: [{ href: '/tools', label: 'Tools' }, crumb, { label: 'Add' }],
    ...{ action: '/suppliers', back: '/suppliers', button: 'Add the supplier' },
  });
}
