import { Module } from '@nestjs/common';
import { ContactsController } from './contacts.controller.js';
import { Contacts } from './contacts.service.js';
import { EngagementsController } from './engagements.controller.js';
import { Engagements } from './engagements.service.js';
import { VendorsController } from './vendors.controller.js';
import { VendorQueries } from './vendors.queries.js';
import { Vendors } from './vendors.service.js';

@Module({
  controllers: [VendorsController, EngagementsController, ContactsController],
  providers: [Vendors, VendorQueries, Engagements, Contacts],
  exports: [Vendors, VendorQueries, Engagements, Contacts],
})
export class VendorsModule {}
