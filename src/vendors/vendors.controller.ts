import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Operation } from '../platform/http/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { Me, Requires, type Caller } from '../identity/index.js';
import { VendorFacts, VendorLine, VendorQuery, VendorView } from './vendor.dto.js';
import { VendorQueries } from './vendors.queries.js';
import { Vendors } from './vendors.service.js';

@Controller('api/v1/vendors')
export class VendorsController {
  constructor(
    private readonly vendors: Vendors,
    private readonly queries: VendorQueries,
  ) {}

  @Get()
  @Requires('vendors.read')
  @Operation('Vendors', 'List vendors', { answers: [VendorLine] })
  async list(
    @Query() query: VendorQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VendorLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('vendors.write')
  @Operation('Vendors', 'Add a vendor', { answers: Created })
  async create(@Me() me: Caller, @Body() facts: VendorFacts): Promise<Created> {
    return this.vendors.create(me, me.userId, facts);
  }

  @Get(':id')
  @Requires('vendors.read')
  @Operation('Vendors', 'Read a vendor', { answers: VendorView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VendorView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Change a vendor', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: VendorFacts,
  ): Promise<void> {
    await this.vendors.change(me, id, version, facts);
  }
}
