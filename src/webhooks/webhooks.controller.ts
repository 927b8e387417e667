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
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  AnswersSecret,
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  ListQuery,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { declaredNews } from './news.js';
import { WebhookRegister } from './register.service.js';
import { Replays } from './replays.service.js';
import { NewsKindView, NewWebhookSecret, WebhookFacts, WebhookView } from './webhook.dto.js';
import { WebhookQueries } from './webhooks.queries.js';

@Controller('api/v1')
export class WebhooksController {
  constructor(
    private readonly register: WebhookRegister,
    private readonly queries: WebhookQueries,
    private readonly replays: Replays,
  ) {}

  @Get('webhook-kinds')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'List the kinds of news', { answers: [NewsKindView] })
  kinds(): NewsKindView[] {
    return declaredNews().map(({ kind, about }) => ({ kind, about }));
  }

  @Get('webhooks')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'List webhooks', { answers: [WebhookView], description: 'Oldest first.' })
  async list(
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WebhookView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post('webhooks')
  @Requires('webhooks.manage')
  @AnswersSecret()
  @Operation('Webhooks', 'Add a webhook', {
    answers: NewWebhookSecret,
    description: 'The secret is in this answer and nowhere else.',
  })
  async add(@Me() me: Caller, @Body() facts: WebhookFacts): Promise<NewWebhookSecret> {
    return this.register.add(me, facts);
  }

  @Get('webhooks/:id')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Read a webhook', { answers: WebhookView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WebhookView> {
    return tagged(await this.queries.byId(id), reply);
  }

  @Put('webhooks/:id')
  @HttpCode(204)
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Change a webhook', {
    versioned: true,
    description:
      'Switched off, it is told nothing, and what waits for it ends; on again, only what is new.',
  })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: WebhookFacts,
  ): Promise<void> {
    await this.register.change(me, id, version, facts);
  }

  @Delete('webhooks/:id')
  @HttpCode(204)
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Remove a webhook', { versioned: true })
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.register.remove(me, id, version);
  }

  @Post('webhooks/:id/secrets')
  @Requires('webhooks.manage')
  @AnswersSecret()
  @Operation('Webhooks', 'Renew the secret of a webhook', {
    answers: NewWebhookSecret,
    versioned: true,
    description: 'For 24 hours messages are signed with the new secret and the one before.',
  })
  async renewSecret(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<NewWebhookSecret> {
    return this.register.renewSecret(me, id, version);
  }

  @Post('webhooks/:id/tests')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Send a test', {
    answers: Created,
    description: 'A message of the kind `webhook.test`. Answers the id of the delivery.',
  })
  async test(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    return this.replays.test(me, id);
  }
}
