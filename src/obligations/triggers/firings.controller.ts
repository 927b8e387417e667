import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { linked, Operation, type Reply, type Request } from '../../platform/http/index.js';
import { FiringLine, FiringQuery } from './firing.dto.js';
import { Firings } from './firings.queries.js';

@Controller('api/v1/trigger-firings')
export class FiringsController {
  constructor(private readonly firings: Firings) {}

  @Get()
  @Requires('obligations.read')
  @Operation('Due dates', 'List what set rules off, and what they did, the last first', {
    answers: [FiringLine],
  })
  async list(
    @Query() query: FiringQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FiringLine[]> {
    return linked(await this.firings.page(query), request, reply);
  }
}
