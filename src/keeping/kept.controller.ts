import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { KeptKinds } from './kept-kinds.queries.js';
import { KeptKindView, KeptOfVendorView, PurgeQuery, PurgeView } from './kept.dto.js';
import { PurgeQueries } from './purging/purges.queries.js';

@Controller('api/v1')
export class KeptController {
  constructor(
    private readonly kinds: KeptKinds,
    private readonly purges: PurgeQueries,
  ) {}

  @Get('kept-kinds')
  @Requires('keeping.manage')
  @Operation('Keeping', 'List what is kept of people and in confidence, why and until when', {
    answers: [KeptKindView],
    description: 'How long is said by the policy `keeping`.',
  })
  async list(): Promise<KeptKindView[]> {
    return this.kinds.all();
  }

  @Get('vendors/:id/kept')
  @Requires('vendors.read')
  @Operation('Keeping', 'List what is kept about a vendor, and until when', {
    answers: [KeptOfVendorView],
  })
  async ofVendor(@IdParam('id') id: string): Promise<KeptOfVendorView[]> {
    return this.kinds.ofVendor(id);
  }

  @Get('purges')
  @Requires('keeping.manage')
  @Operation('Keeping', 'List what was purged, newest first', {
    answers: [PurgeView],
    description: 'A batch an entry; which things it was is in the journal.',
  })
  async purged(
    @Query() query: PurgeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PurgeView[]> {
    return linked(await this.purges.page(query), request, reply);
  }
}
