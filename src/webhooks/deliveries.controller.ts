import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { IdParam, linked, Operation, type Reply, type Request } from '../platform/http/index.js';
import { DeliveryLine, DeliveryQuery, DeliveryView } from './delivery.dto.js';
import { DeliveryQueries } from './deliveries.queries.js';
import { WebhookRegister } from './register.service.js';
import { Replays } from './replays.service.js';

@Controller('api/v1')
export class DeliveriesController {
  constructor(
    private readonly register: WebhookRegister,
    private readonly queries: DeliveryQueries,
    private readonly replays: Replays,
  ) {}

  @Get('webhooks/:id/deliveries')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'List the deliveries to a webhook', {
    answers: [DeliveryLine],
    description: 'Newest first; kept for 30 days.',
  })
  async list(
    @IdParam('id') id: string,
    @Query() query: DeliveryQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DeliveryLine[]> {
    await this.register.byId(id);
    return linked(await this.queries.ofWebhook(id, query), request, reply);
  }

  @Get('deliveries/:id')
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Read a delivery', {
    answers: DeliveryView,
    description: 'With the message as it was sent, and each attempt; no more than the last 100.',
  })
  async read(@IdParam('id') id: string): Promise<DeliveryView> {
    return this.queries.view(id);
  }

  @Post('deliveries/:id/attempts')
  @HttpCode(202)
  @Requires('webhooks.manage')
  @Operation('Webhooks', 'Send a message again', {
    status: 202,
    description:
      'Now, with the same `webhook-id`. One that had failed or arrived begins the schedule anew.',
  })
  async replay(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.replays.replay(me, id);
  }
}
