import { Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { JobQuery, Revivals } from '../../operations/index.js';
import {
  IdParam,
  redirect,
  show,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { JobQueries } from '../../platform/jobs/index.js';
import { jobsPage } from './jobs-view.js';
import { PageController } from '../frame/page-controller.js';

@PageController('jobs')
export class JobPages {
  constructor(
    private readonly queries: JobQueries,
    private readonly revivals: Revivals,
  ) {}

  @Get()
  @Requires('jobs.manage')
  async list(@Query() query: JobQuery, @Req() { url }: Request): Promise<View> {
    const [page, counts] = [await this.queries.page(query), await this.queries.counts()];
    return show('pages/jobs/list', jobsPage(url, query, page, counts));
  }

  @Post(':id/revival')
  @Requires('jobs.manage')
  async revive(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    await this.revivals.revive(me, id);
    return redirect('/jobs', 'The job is in line again and is tried at once.');
  }
}
