import { Body, Get, Post } from '@nestjs/common';
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
  type View,
} from '../../platform/http/index.js';
import {
  InventoryQueries,
  sourceWords,
  SupplierQueries,
  Suppliers,
  ToolQueries,
  ToolsByHand,
  toolKindWords,
  ToolUseQueries,
  UseEnding,
} from '../../supply-chain/index.js';
import { Invalid } from '../../platform/errors.js';
import { VendorQueries, Vendors } from '../../vendors/index.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

/** A supplier as its form has it: the vendor that it is by name. */
class SupplierForm {
  @TextField({ max: 200 }) name: string;
  @WebAddressField({ optional: true }) webAddress?: string;
  @TextField({ max: 200, optional: true }) vendor?: string;
}

const styles = ['/public/css/tools.css'];
const tools = { href: '/tools', label: 'Tools' };

/** Suppliers, what a file left out, and the end of a use. */
@PageController()
export class RegisterPartPages {
  constructor(
    private readonly suppliers: Suppliers,
    private readonly supplierQueries: SupplierQueries,
    private readonly tools: ToolQueries,
    private readonly inventories: InventoryQueries,
    private readonly uses: ToolUseQueries,
    private readonly byHand: ToolsByHand,
    private readonly vendors: Vendors,
    private readonly vendorQueries: VendorQueries,
  ) {}

  @Get('suppliers/:id')
  @Requires('tools.read')
  async supplier(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const supplier = await this.supplierQueries.view(id);
    const { items, next } = await this.tools.page({ supplierId: id, size: 200 });
    return show('pages/tools/supplier', {
      title: supplier.name,
      styles,
      crumbs: [tools, { label: supplier.name }],
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

  @Get('suppliers/:id/edit')
  @Requires('tools.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { name, webAddress = '', vendor = '', version } = await this.supplierQueries.view(id);
    return this.form(id, blankForm({ name, webAddress, vendor, version: String(version) }));
  }

  @Post('suppliers/:id')
  @Requires('tools.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(SupplierForm, rest),
      async ({ vendor, ...facts }) => {
        const vendorId = vendor ? await this.vendorNamed(vendor) : undefined;
        await this.suppliers.change(me, id, version, {
          ...facts,
          ...(vendorId ? { vendorId } : {}),
        });
        return redirect(`/suppliers/${id}`, `${facts.name} is changed.`);
      },
      (form) => this.form(id, { ...form, typed: body }),
    );
  }

  @Get('inventories/:id')
  @Requires('tools.read')
  async inventory(@IdParam('id') id: string): Promise<View> {
    const inventory = await this.inventories.view(id);
    const { name } = await this.vendors.byId(inventory.vendorId);
    const here = `/vendors/${inventory.vendorId}/tools`;
    return show('pages/tools/inventory', {
      title: `${name}: what a list left out`,
      name,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${inventory.vendorId}`, label: name },
        { href: here, label: 'Tools' },
        { label: 'Left out' },
      ],
      inventory,
      sourceWord: sourceWords[inventory.source],
      usesHref: `${here}?inventoryId=${id}`,
      more: inventory.leftOutCount - inventory.leftOut.length,
    });
  }

  @Get('tool-uses/:id/ending')
  @Requires('tools.write')
  async ending(@IdParam('id') id: string): Promise<View> {
    return this.end(id, blankForm());
  }

  @Post('tool-uses/:id/ending')
  @Requires('tools.write')
  async ended(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(UseEnding, body),
      async (ending) => {
        const { vendorId } = await this.byHand.end(me, id, ending);
        return redirect(
          `/vendors/${vendorId}/tools`,
          'The use is ended. It still stands in the lists of its time.',
        );
      },
      (form) => this.end(id, form),
    );
  }

  private async vendorNamed(name: string): Promise<string> {
    const { items } = await this.vendorQueries.page({ q: name, size: 200 });
    const same = items.filter((vendor) => vendor.name.toLowerCase() === name.toLowerCase());
    const [found, another] = same;
    if (!found) throw new Invalid({ vendor: 'is not the name of a vendor here' });
    if (another)
      throw new Invalid({ vendor: 'is the name of several vendors: set it through the API' });
    return found.id;
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.suppliers.byId(id);
    const { fields, errors } = shownForm(
      {
        name: { label: 'Name', maxlength: 200, required: true },
        webAddress: { label: 'Web address', type: 'url', maxlength: 500 },
        vendor: {
          label: 'The vendor of ours that it is, too',
          maxlength: 200,
          hint: 'Its name as in the register; empty where it is none.',
        },
      },
      form,
    );
    return show('pages/tools/form', {
      ...{ title: 'Change the supplier', of: name, errors, list: Object.values(fields) },
      crumbs: [tools, { href: `/suppliers/${id}`, label: name }, { label: 'Change' }],
      action: `/suppliers/${id}`,
      back: `/suppliers/${id}`,
      version: form.typed['version'],
      button: 'Save the supplier',
    });
  }

  private async end(id: string, form: Form<object>): Promise<View> {
    const use = await this.uses.named(id);
    const { fields, errors } = shownForm(
      {
        endedOn: { label: 'First day without it', type: 'date', width: 10, required: true },
        reason: { label: 'How we know', maxlength: 500, required: true },
      },
      form,
    );
    const back = `/vendors/${use.vendorId}/tools`;
    return show('pages/tools/form', {
      title: `End the use of ${use.tool}`,
      of: use.vendor,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${use.vendorId}`, label: use.vendor },
        { href: back, label: 'Tools' },
        { label: 'End a use' },
      ],
      ...{ errors, list: Object.values(fields), back },
      action: `/tool-uses/${id}/ending`,
      button: 'End the use',
    });
  }
}
