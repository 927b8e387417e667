import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  Operation,
  tagged,
  type Reply,
} from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { ContactFacts, ContactView } from './contact.dto.js';
import type { Contact } from './contact.entity.js';
import { Contacts } from './contacts.service.js';

const viewOf = ({ createdAt: _, purgedAt: __, ...contact }: Contact): ContactView =>
  present(contact);

@Controller('api/v1')
export class ContactsController {
  constructor(private readonly contacts: Contacts) {}

  @Get('vendors/:id/contacts')
  @Requires('vendors.read')
  @Operation('Vendors', 'List the contacts of a vendor', { answers: [ContactView] })
  async list(@IdParam('id') vendorId: string): Promise<ContactView[]> {
    return (await this.contacts.ofVendor(vendorId)).map(viewOf);
  }

  @Post('vendors/:id/contacts')
  @Requires('vendors.write')
  @Operation('Vendors', 'Add a contact', { answers: Created })
  async add(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() facts: ContactFacts,
  ): Promise<Created> {
    return this.contacts.add(me, vendorId, facts);
  }

  @Get('contacts/:id')
  @Requires('vendors.read')
  @Operation('Vendors', 'Read a contact', { answers: ContactView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ContactView> {
    return tagged(viewOf(await this.contacts.byId(id)), reply);
  }

  @Put('contacts/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Change a contact', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: ContactFacts,
  ): Promise<void> {
    await this.contacts.change(me, id, version, facts);
  }

  @Delete('contacts/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Remove a contact who was never sent anything', { versioned: true })
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.contacts.remove(me, id, version);
  }
}
