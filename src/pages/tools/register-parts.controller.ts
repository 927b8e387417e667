import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
import {
  InventoryQueries,
  sourceWords,
  ToolsByHand,
  ToolUseQueries,
  UseEnding,
} from '../../supply-chain/index.js';
import { Vendors } from '../../vendors/index.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';

/** What a file left out, and the end of a use. */
@PageController()
export class RegisterPartPages {
  constructor(
    private readonly inventories: InventoryQueries,
    private readonly uses: ToolUseQueries,
    private readonly byHand: ToolsByHand,
    private readonly vendors: Vendors,
  ) {}

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
