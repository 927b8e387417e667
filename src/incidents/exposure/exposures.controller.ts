import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import {
  Created,
  IdParam,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { exposureDue } from '../events.js';
import { EntryView, NewNote } from '../timeline/entry.dto.js';
import { TimelineQueries } from '../timeline/timeline.queries.js';
import { Timeline } from '../timeline/timeline.service.js';
import {
  AsOfQuery,
  ExposureView,
  MoveLine,
  MoveQuery,
  StandingLine,
  StandingQuery,
} from './exposure.dto.js';
import { ExposureQueries } from './exposures.queries.js';

@Controller('api/v1/incidents/:id')
export class ExposuresController {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly incidents: Incidents,
    private readonly exposures: ExposureQueries,
    private readonly timeline: Timeline,
    private readonly entries: TimelineQueries,
  ) {}

  @Get('exposure')
  @Requires('incidents.read')
  @Operation('Incidents', 'Count where the vendors stand', {
    answers: ExposureView,
    description: 'Now, or as it was known at an instant. The four add up to the vendors in use.',
  })
  async counts(@IdParam('id') id: string, @Query() { at }: AsOfQuery): Promise<ExposureView> {
    return this.exposures.counts(id, at);
  }

  @Get('standings')
  @Requires('incidents.read')
  @Operation('Incidents', 'List the vendors’ standings by name, each with its evidence', {
    answers: [StandingLine],
  })
  async standings(
    @IdParam('id') id: string,
    @Query() query: StandingQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StandingLine[]> {
    return linked(await this.exposures.page(id, query), request, reply);
  }

  @Post('derivations')
  @HttpCode(202)
  @Requires('incidents.write')
  @Operation('Incidents', 'Derive all standings again', {
    status: 202,
    description: 'It happens by itself when facts arrive and every night; it is done in a moment.',
  })
  async derive(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.incidents.byId(id);
    const cause = `${me.name} asked for it.`;
    await this.database.transaction(() =>
      this.jobs.enqueue(exposureDue, { incidentId: id, cause }),
    );
  }

  @Get('timeline')
  @Requires('incidents.read')
  @Operation('Incidents', 'List what was known or done when, newest first', {
    answers: [EntryView],
  })
  async known(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EntryView[]> {
    await this.incidents.byId(id);
    return linked(await this.entries.page(id, query), request, reply);
  }

  @Post('timeline')
  @Requires('incidents.write')
  @Operation('Incidents', 'Note something in the timeline', { answers: Created })
  async note(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @Body() { words }: NewNote,
  ): Promise<Created> {
    return this.database.transaction(async () => {
      await this.incidents.byId(incidentId);
      return this.timeline.note(me, { incidentId, kind: 'note', words });
    });
  }

  @Get('moves')
  @Requires('incidents.read')
  @Operation('Incidents', 'List who came to stand elsewhere in one derivation, and why', {
    answers: [MoveLine],
  })
  async moves(
    @IdParam('id') id: string,
    @Query() { derivation, ...query }: MoveQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<MoveLine[]> {
    await this.incidents.byId(id);
    return linked(await this.exposures.moves(id, derivation, query), request, reply);
  }
}
