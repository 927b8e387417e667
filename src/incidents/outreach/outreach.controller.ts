import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { ChosenQueries } from './chosen.queries.js';
import {
  BoardQuery,
  NewOutreach,
  OutreachAnswerView,
  OutreachCounts,
  OutreachExtension,
  OutreachPreview,
  OutreachRequestView,
  OutreachResend,
  OutreachView,
  PreviewQuery,
} from './outreach.dto.js';
import { OutreachQueries } from './outreach.queries.js';
import { Outreaches } from './outreaches.service.js';
import { OutreachRequests } from './requests.service.js';

@Controller('api/v1')
export class OutreachController {
  constructor(
    private readonly outreaches: Outreaches,
    private readonly chosen: ChosenQueries,
    private readonly queries: OutreachQueries,
    private readonly requests: OutreachRequests,
  ) {}

  @Get('incidents/:id/outreach-preview')
  @Requires('incidents.read')
  @Operation('Outreach', 'See who would be written to, and who cannot be', {
    answers: OutreachPreview,
  })
  async preview(@IdParam('id') id: string, @Query() query: PreviewQuery): Promise<OutreachPreview> {
    return this.chosen.preview(id, query);
  }

  @Get('incidents/:id/outreaches')
  @Requires('incidents.read')
  @Operation('Outreach', 'List the rounds in which vendors were asked, newest first', {
    answers: [OutreachView],
  })
  async rounds(@IdParam('id') id: string): Promise<OutreachView[]> {
    return this.queries.rounds(id);
  }

  @Post('incidents/:id/outreaches')
  @Requires('incidents.write')
  @Operation('Outreach', 'Ask many vendors about an incident in one go', {
    answers: Created,
    description:
      'Each gets a letter with a link of its own. Whose answer is awaited already is not asked again.',
  })
  async begin(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewOutreach,
  ): Promise<Created> {
    return this.outreaches.begin(me, id, facts);
  }

  @Get('incidents/:id/outreach-requests')
  @Requires('incidents.read')
  @Operation('Outreach', 'See how far each vendor that was asked came, by name', {
    answers: [OutreachRequestView],
  })
  async board(
    @IdParam('id') id: string,
    @Query() query: BoardQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OutreachRequestView[]> {
    return linked(await this.queries.board(id, query), request, reply);
  }

  @Get('incidents/:id/outreach-counts')
  @Requires('incidents.read')
  @Operation('Outreach', 'Count how far the vendors that were asked came', {
    answers: OutreachCounts,
  })
  async counts(@IdParam('id') id: string): Promise<OutreachCounts> {
    return this.queries.counts(id);
  }

  @Get('outreach-requests/:id')
  @Requires('incidents.read')
  @Operation('Outreach', 'Read how far one vendor came', { answers: OutreachRequestView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OutreachRequestView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Get('outreach-requests/:id/answers')
  @Requires('incidents.read')
  @Sees('incident-answers', 'outreach_request')
  @Operation('Outreach', 'Read what a vendor answered, newest first', {
    answers: [OutreachAnswerView],
  })
  async answers(@IdParam('id') id: string): Promise<OutreachAnswerView[]> {
    await this.queries.view(id);
    return this.queries.answers(id);
  }

  @Post('outreach-requests/:id/letters')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Outreach', 'Write to a vendor again, with a new link', {
    versioned: true,
    description: 'The earlier link ends. To another contact of the vendor, if one is named.',
  })
  async resend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { contactId }: OutreachResend,
  ): Promise<void> {
    await this.requests.resend(me, id, version, contactId);
  }

  @Put('outreach-requests/:id/due')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Outreach', 'Give a vendor more time', { versioned: true })
  async extend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { dueAt }: OutreachExtension,
  ): Promise<void> {
    await this.requests.extend(me, id, version, dueAt);
  }

  @Delete('outreach-requests/:id')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Outreach', 'Revoke the link of a vendor', { versioned: true })
  async revoke(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.requests.revoke(me, id, version);
  }
}
