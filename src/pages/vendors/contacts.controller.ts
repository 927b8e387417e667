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
import { ContactFacts, Contacts, Vendors, type Vendor } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

const contactFields: Record<string, FieldPlan> = {
  name: { label: 'Name', required: true, maxlength: 100, autocomplete: 'off' },
  email: {
    label: 'E-mail address',
    type: 'email',
    required: true,
    maxlength: 254,
    hint: 'Questionnaires are sent here.',
    autocomplete: 'off',
  },
  position: { label: 'Position', maxlength: 100, hint: 'Such as “Head of security”.' },
};

@PageController()
export class ContactPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly contacts: Contacts,
  ) {}

  @Get('vendors/:id/contacts/new')
  @Requires('vendors.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.form(blankForm(), await this.vendors.byId(id));
  }

  @Post('vendors/:id/contacts')
  @Requires('vendors.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const vendor = await this.vendors.byId(id);
    return submit(
      readForm(ContactFacts, body),
      async (facts) => {
        await this.contacts.add(me, id, facts);
        return redirect(`/vendors/${id}`, `${facts.name} is a contact now.`);
      },
      (form) => this.form(form, vendor),
    );
  }

  @Get('contacts/:id/edit')
  @Requires('vendors.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { vendorId, name, email, position, version } = await this.contacts.byId(id);
    const typed = { name, email, position: position ?? '', version: String(version) };
    return this.form(blankForm(typed), await this.vendors.byId(vendorId), id);
  }

  @Post('contacts/:id')
  @Requires('vendors.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const vendor = await this.vendors.byId((await this.contacts.byId(id)).vendorId);
    return submit(
      readForm(ContactFacts, rest),
      async (facts) => {
        await this.contacts.change(me, id, version, facts);
        return redirect(`/vendors/${vendor.id}`, `${facts.name} is changed.`);
      },
      (form) => this.form({ ...form, typed: body }, vendor, id),
    );
  }

  @Post('contacts/:id/removal')
  @Requires('vendors.write')
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const { vendorId, name } = await this.contacts.byId(id);
    return orSay(`/contacts/${id}/edit`, async () => {
      await this.contacts.remove(me, id, version);
      return redirect(`/vendors/${vendorId}`, `${name} is no longer a contact.`);
    });
  }

  private async form(sent: Form<ContactFacts>, vendor: Vendor, id?: string): Promise<View> {
    const { form, clash } = id
      ? overTheirs(sent, { version: (await this.contacts.byId(id)).version, what: 'contact' })
      : { form: sent, clash: {} };
    const title = id ? 'Change the contact' : 'Add a contact';
    return show('pages/contacts/form', {
      title,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${vendor.id}`, label: vendor.name },
        { label: title },
      ],
      action: id ? `/contacts/${id}` : `/vendors/${vendor.id}/contacts`,
      back: `/vendors/${vendor.id}`,
      ...clash,
      id,
      version: form.typed['version'],
      ...shownForm(contactFields, form),
    });
  }
}
