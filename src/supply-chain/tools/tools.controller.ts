import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
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
import { Concentration, ConcentrationQuery } from '../concentration/concentration.dto.js';
import { Concentrations } from '../concentration/concentrations.queries.js';
import { NewToolAlias, ToolFacts, ToolLineView, ToolQuery, ToolView } from './tool.dto.js';
import { ToolQueries } from './tools.queries.js';
import { Tools } from './tools.service.js';

@Controller('api/v1')
export class ToolsController {
  constructor(
    private readonly tools: Tools,
    private readonly queries: ToolQueries,
    private readonly concentrations: Concentrations,
  ) {}

  @Get('tools')
  @Requires('tools.read')
  @Operation('Tools', 'List tools', {
    answers: [ToolLineView],
    description:
      'By name; those that were merged into another are found by its name and told as it.',
  })
  async list(
    @Query() query: ToolQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolLineView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post('tools')
  @Requires('tools.write')
  @Operation('Tools', 'Add a tool', { answers: Created })
  async add(@Me() me: Caller, @Body() facts: ToolFacts): Promise<Created> {
    return this.tools.add(me, facts);
  }

  @Get('tool-concentration')
  @Requires('tools.read')
  @Operation('Tools', 'Tell which tools many vendors share', { answers: Concentration })
  async concentration(@Query() query: ConcentrationQuery): Promise<Concentration> {
    return this.concentrations.of(query);
  }

  @Get('tools/:id')
  @Requires('tools.read')
  @Operation('Tools', 'Read a tool', { answers: ToolView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put('tools/:id')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Change a tool', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: ToolFacts,
  ): Promise<void> {
    await this.tools.change(me, id, version, facts);
  }

  @Post('tools/:id/aliases')
  @Requires('tools.write')
  @Operation('Tools', 'Add an alias to a tool', { answers: Created })
  async addAlias(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { name }: NewToolAlias,
  ): Promise<Created> {
    return this.tools.addAlias(me, id, name);
  }

  @Delete('tool-aliases/:id')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Remove an alias')
  async removeAlias(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.tools.removeAlias(me, id);
  }
}
