import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  IdParam,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { HoldingLine } from './holding.dto.js';
import { AffectedHoldings } from './affected-holdings.queries.js';

@Controller('api/v1/incidents/:id/holdings')
export class HoldingsController {
  constructor(private readonly holdings: AffectedHoldings) {}

  @Get()
  @Requires('incidents.read')
  @Sees('credentials', 'incident')
  @Operation('Incidents', 'List what of ours the affected vendors hold, by name', {
    answers: [HoldingLine],
    description: 'Data categories, access and keys, from their engagements.',
  })
  async list(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HoldingLine[]> {
    return linked(await this.holdings.page(id, query), request, reply);
  }
}
