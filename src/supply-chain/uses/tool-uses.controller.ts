import { Controller, Get, Header, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { csvType } from '../../platform/csv.js';
import { linked, Operation, type Reply, type Request } from '../../platform/http/index.js';
import { ToolUses, ToolUseQuery } from './tool-use.dto.js';
import { UserFiles } from './user-files.service.js';
import { ToolUsers } from './tool-users.queries.js';

@Controller('api/v1')
export class ToolUsesController {
  constructor(
    private readonly users: ToolUsers,
    private readonly files: UserFiles,
  ) {}

  @Get('tool-uses')
  @Requires('tools.read')
  @Operation('Tools', 'Search who uses a tool', {
    answers: ToolUses,
    description:
      'By `toolId`, or all tools that `q` finds; with how many vendors of each kind use them. Without either it finds none.',
  })
  async find(
    @Query() query: ToolUseQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ToolUses> {
    const { page, ...found } = await this.users.find(query);
    return { ...found, uses: linked(page, request, reply) };
  }

  @Get('tool-uses.csv')
  @Header('cache-control', 'no-store')
  @Requires('tools.read')
  @Operation('Tools', 'Take who uses a tool as CSV', {
    file: csvType,
    description:
      'Takes the filters of the search; every use they leave is in it, so `size` and `cursor` change nothing. No cell is read as a formula: what looks like one has an apostrophe in front.',
  })
  csv(@Query() query: ToolUseQuery): StreamableFile {
    return this.files.csv(query);
  }
}
