import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { Sees } from '../journal/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { HistoryQuery, VendorEvent } from './history.dto.js';
import { VendorHistory } from './history.queries.js';

@Controller('api/v1/vendors/:id/history')
export class HistoryController {
  constructor(private readonly history: VendorHistory) {}

  @Get()
  @Requires('vendors.read')
  @Sees('remediation', 'vendor')
  @Operation('Vendors', 'List what happened to a vendor, newest first', {
    answers: [VendorEvent],
    description:
      'Assessments and scores, findings, audits: each only where the token may read them by themselves.',
  })
  async list(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: HistoryQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VendorEvent[]> {
    return linked(await this.history.page(id, me.may, query), request, reply);
  }
}
