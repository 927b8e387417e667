import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
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
import { NewToolMerge, ToolMergeQuery, ToolMergeView } from './tool-merge.dto.js';
import { ToolMergeQueries } from './tool-merges.queries.js';
import { ToolMerges } from './tool-merges.service.js';

@Controller('api/v1/tool-merges')
export class ToolMergesController {
  constructor(
    private readonly merges: ToolMerges,
    private readonly queries: ToolMergeQueries,
  ) {}

  @Get()
  @Requires('tools.read')
  @Operation('Tools', 'List suggested and settled merges of tools', { answers: [ToolMergeView] })
  async list(
    @Query() query: ToolMergeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolMergeView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('tools.write')
  @Operation('Tools', 'Suggest that two tools are one', { answers: Created })
  async suggest(@Me() me: Caller, @Body() merge: NewToolMerge): Promise<Created> {
    return this.merges.suggest(me, merge);
  }

  @Get(':id')
  @Requires('tools.read')
  @Operation('Tools', 'Read a merge of tools', { answers: ToolMergeView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolMergeView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Post(':id/confirmation')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Confirm that two tools are one', { versioned: true })
  async confirm(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.merges.confirm(me, id, version);
  }

  @Post(':id/refusal')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Say that two tools are two', { versioned: true })
  async refuse(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.merges.refuse(me, id, version);
  }

  @Post(':id/undoing')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Undo a merge of tools', {
    versioned: true,
    description: 'Uses that named the merged tool are its own again, those taken since among them.',
  })
  async undo(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.merges.undo(me, id, version);
  }
}
