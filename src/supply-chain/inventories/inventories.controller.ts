import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { ToolUseLine } from '../uses/tool-use.dto.js';
import { DayQuery, VendorToolQuery } from '../uses/vendor-tool.dto.js';
import { VendorTools } from '../uses/vendor-tools.queries.js';
import { ToolsByHand } from './by-hand.service.js';
import { InventoryQueries } from './inventories.queries.js';
import {
  HandInventory,
  InventoryLine,
  InventoryQuery,
  InventoryView,
  UseEnding,
} from './inventory.dto.js';
import { ToolOnDay } from './tool-day.dto.js';
import { ToolUseQueries } from './tool-uses.queries.js';

@Controller('api/v1')
export class InventoriesController {
  constructor(
    private readonly queries: InventoryQueries,
    private readonly tools: VendorTools,
    private readonly uses: ToolUseQueries,
    private readonly byHand: ToolsByHand,
  ) {}

  @Get('vendors/:id/inventories')
  @Requires('tools.read')
  @Operation('Tools', 'List the inventories of a vendor', {
    answers: [InventoryLine],
    description: 'The one that describes the latest day first.',
  })
  async list(
    @IdParam('id') vendorId: string,
    @Query() query: InventoryQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<InventoryLine[]> {
    return linked(await this.queries.page(vendorId, query), request, reply);
  }

  @Get('inventories/:id')
  @Requires('tools.read')
  @Operation('Tools', 'Read an inventory', { answers: InventoryView })
  async read(@IdParam('id') id: string): Promise<InventoryView> {
    return this.queries.view(id);
  }

  @Get('vendors/:id/tools')
  @Requires('tools.read')
  @Operation('Tools', 'List what a vendor uses now', {
    answers: [ToolUseLine],
    description:
      'What its current lists say, by name of the tool; with `inventoryId` what that list says.',
  })
  async used(
    @IdParam('id') vendorId: string,
    @Query() query: VendorToolQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolUseLine[]> {
    return linked(await this.tools.page(vendorId, query), request, reply);
  }

  @Post('vendors/:id/tools')
  @Requires('tools.write')
  @Operation('Tools', 'Enter by hand what a vendor uses', {
    answers: Created,
    description: 'Gives the id of the inventory that was made of it.',
  })
  async add(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() list: HandInventory,
  ): Promise<Created> {
    return this.byHand.add(me, vendorId, list);
  }

  @Get('vendors/:id/tool-versions')
  @Requires('tools.read')
  @Operation('Tools', 'Tell which version a vendor used on a day', {
    answers: ToolOnDay,
    description: 'From the lists nearest before that day, each with how far away it is.',
  })
  async onDay(
    @IdParam('id') vendorId: string,
    @Query() { toolId, day }: DayQuery,
  ): Promise<ToolOnDay> {
    return this.uses.onDay(vendorId, toolId, day);
  }

  @Post('tool-uses/:id/ending')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'End a use that was entered by hand')
  async end(@Me() me: Caller, @IdParam('id') id: string, @Body() ending: UseEnding): Promise<void> {
    await this.byHand.end(me, id, ending);
  }
}
