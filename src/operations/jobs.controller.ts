import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { JobQueries } from '../platform/jobs/index.js';
import { present } from '../platform/present.js';
import { JobLine, JobQuery } from './job.dto.js';
import { Revivals } from './revivals.service.js';

@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly queries: JobQueries,
    private readonly revivals: Revivals,
  ) {}

  @Get()
  @Requires('jobs.manage')
  @Operation('Operations', 'List background jobs', {
    answers: [JobLine],
    description: 'Newest first.',
  })
  async list(
    @Query() query: JobQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JobLine[]> {
    return linked(await this.queries.page(query), request, reply).map(present);
  }

  @Post(':id/revival')
  @HttpCode(202)
  @Requires('jobs.manage')
  @Operation('Operations', 'Try a job again that was given up', { status: 202 })
  async revive(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.revivals.revive(me, id);
  }
}
