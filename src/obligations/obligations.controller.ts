import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { ObligationLine, ObligationQuery } from './obligation.dto.js';
import { ObligationQueries } from './obligations.queries.js';

@Controller('api/v1/obligations')
export class ObligationsController {
  constructor(private readonly queries: ObligationQueries) {}

  @Get()
  @Requires('obligations.read')
  @Operation('Due dates', 'List what is due, the next first', { answers: [ObligationLine] })
  async list(
    @Query() query: ObligationQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ObligationLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Get(':id')
  @Requires('obligations.read')
  @Operation('Due dates', 'Read one thing that is due', { answers: ObligationLine })
  async read(@IdParam('id') id: string): Promise<ObligationLine> {
    return this.queries.byId(id);
  }
}
