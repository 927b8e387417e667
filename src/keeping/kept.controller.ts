import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  ApiParam,
  Created,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { DeletionReports } from './certificates/deletion-reports.service.js';
import { DestroyedView, NewCertificate } from './destroyed.dto.js';
import { DestroyedOfVendor } from './destroyed.queries.js';
import { DueThings } from './due-things.queries.js';
import { KeptKinds } from './kept-kinds.queries.js';
import {
  DueThingView,
  KeptKindView,
  KeptOfVendorView,
  NewPurgeRun,
  PurgeQuery,
  PurgeRunView,
  PurgeView,
} from './kept.dto.js';
import { PurgeRuns } from './purging/purge-runs.service.js';
import { PurgeQueries } from './purging/purges.queries.js';

@Controller('api/v1')
export class KeptController {
  constructor(
    private readonly kinds: KeptKinds,
    private readonly purges: PurgeQueries,
    private readonly things: DueThings,
    private readonly runs: PurgeRuns,
    private readonly destroyed: DestroyedOfVendor,
    private readonly certificates: DeletionReports,
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

  @Get('vendors/:id/destroyed')
  @Requires('vendors.read')
  @Operation('Keeping', 'Read what was destroyed of what a vendor gave', {
    answers: DestroyedView,
    description: 'Our side of a certificate of deletion.',
  })
  async destroyedOf(@IdParam('id') id: string): Promise<DestroyedView> {
    return this.destroyed.of(id);
  }

  @Post('vendors/:id/deletion-certificates')
  @Requires('reports.read')
  @Operation('Reports', 'Have our certificate of deletion of a vendor printed', {
    answers: Created,
    description:
      'What was destroyed of it, and what is left, as of now; refused where nothing was destroyed yet. It is printed in the background: read the report until its state is ready.',
  })
  async certify(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { format }: NewCertificate,
  ): Promise<Created> {
    return this.certificates.request(me, id, format);
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

  @Get('kept-kinds/:code/due')
  @ApiParam({ name: 'code', example: 'contacts' })
  @Requires('keeping.manage')
  @Operation('Keeping', 'List what the next purge lets go of a kind', {
    answers: [DueThingView],
    description: 'The first 200 of them. How many there are, the kind itself says.',
  })
  async due(@Param('code') code: string): Promise<DueThingView[]> {
    return this.things.of(code);
  }

  @Post('purge-runs')
  @Requires('keeping.manage')
  @Operation('Keeping', 'Let go at once what is due, instead of in the next night', {
    answers: Created,
    description: 'It goes on after the answer: read the run to see how far it is.',
  })
  async purge(@Me() me: Caller, @Body() { confirmation }: NewPurgeRun): Promise<Created> {
    return this.runs.start(me, confirmation);
  }

  @Get('purge-runs/:id')
  @Requires('keeping.manage')
  @Operation('Keeping', 'Read how far a purge is that somebody asked for', {
    answers: PurgeRunView,
  })
  async run(@IdParam('id') id: string): Promise<PurgeRunView> {
    return this.runs.view(id);
  }
}
