import { Get, Query, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { csvType } from '../../platform/csv.js';
import { show, type Reply, type View } from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { DuePage } from './due-page.js';
import { DueQuery } from './due-query.js';

@PageController()
export class DuePages {
  constructor(private readonly page: DuePage) {}

  @Get('due')
  @Requires('obligations.read')
  async list(@Me() me: Caller, @Query() query: DueQuery): Promise<View> {
    return show('pages/due/due', await this.page.shown(me, query));
  }

  @Get('due.csv')
  @Requires('obligations.read')
  async file(
    @Me() me: Caller,
    @Query() query: DueQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    void reply
      .type(csvType)
      .header('content-disposition', 'attachment; filename="due-dates.csv"')
      .header('cache-control', 'no-store');
    return this.page.file(me, query);
  }
}
