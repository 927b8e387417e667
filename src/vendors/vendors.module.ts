import { Module } from '@nestjs/common';
import { ContactsController } from './contacts.controller.js';
import { Contacts } from './contacts.service.js';
import { EngagementsController } from './engagements.controller.js';
import { CredentialQueries, Credentials, CredentialsController } from './credentials/index.js';
import { Engagements } from './engagements.service.js';
import { VendorsController } from './vendors.controller.js';
import { VendorQueries } from './vendors.queries.js';
import { Vendors } from './vendors.service.js';

@Module({
  controllers: [
    VendorsController,
    EngagementsController,
    ContactsController,
    CredentialsController,
  ],
  providers: [Vendors, VendorQueries, Engagements, Contacts, Credentials, CredentialQueries],
  exports: [Vendors, VendorQueries, Engagements, Contacts, Credentials, CredentialQueries],
})
export class VendorsModule {}
