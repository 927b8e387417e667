import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { SupplierFacts, SupplierQuery, SupplierView } from './supplier.dto.js';
import { SupplierQueries } from './suppliers.queries.js';
import { Suppliers } from './suppliers.service.js';

@Controller('api/v1/suppliers')
export class SuppliersController {
  constructor(
    private readonly suppliers: Suppliers,
    private readonly queries: SupplierQueries,
  ) {}

  @Get()
  @Requires('tools.read')
  @Operation('Tools', 'List suppliers of tools', { answers: [SupplierView] })
  async list(
    @Query() query: SupplierQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SupplierView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('tools.write')
  @Operation('Tools', 'Add a supplier', { answers: Created })
  async add(@Me() me: Caller, @Body() facts: SupplierFacts): Promise<Created> {
    return this.suppliers.add(me, facts);
  }

  @Get(':id')
  @Requires('tools.read')
  @Operation('Tools', 'Read a supplier', { answers: SupplierView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SupplierView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Change a supplier', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: SupplierFacts,
  ): Promise<void> {
    await this.suppliers.change(me, id, version, facts);
  }
}
