import { Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { IdParam, redirect, show, type Redirect, type View } from '../../platform/http/index.js';
import { DeliveryQueries, Replays, WebhookQueries } from '../../webhooks/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { deliveryPage } from './webhook-views.js';

@PageController('webhooks/deliveries')
export class DeliveryPages {
  constructor(
    private readonly queries: DeliveryQueries,
    private readonly webhooks: WebhookQueries,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Requires('webhooks.manage')
  async read(@IdParam('id') id: string): Promise<View> {
    const delivery = await this.queries.view(id);
    const webhook = await this.webhooks.byId(delivery.webhookId);
    return show('pages/webhooks/delivery', deliveryPage(delivery, webhook, this.clock.now()));
  }

  @Post(':id/attempts')
  @Requires('webhooks.manage')
  async replay(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const here = `/webhooks/deliveries/${id}`;
    return orSay(here, async () => {
      await this.replays.replay(me, id);
      return redirect(
        here,
        'The message is on its way again. Open this page anew to see what became of it.',
      );
    });
  }
}
