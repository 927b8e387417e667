import { Get, Query, Req } from '@nestjs/common';
import { RotationQuery } from '../../../incidents/index.js';
import { Me, Requires, type Caller } from '../../../identity/index.js';
import { Sees } from '../../../journal/index.js';
import { IdParam, show, type Request, type View } from '../../../platform/http/index.js';
import { PageController } from '../../frame/page-controller.js';
import { RotationsPage } from './rotations-page.js';

/** The checklist of what is renewed because of an incident. */
@PageController('incidents/:id/rotations')
export class IncidentRotationPages {
  constructor(private readonly page: RotationsPage) {}

  @Get()
  @Requires('incidents.read')
  @Sees('credentials', 'incident', { part: 'lines' })
  async list(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: RotationQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/incidents/rotations', await this.page.of(me, id, url, query));
  }
}
