import { Module } from '@nestjs/common';
import { Courier } from './courier.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesAhead } from './deliveries-ahead.service.js';
import { DeliveryQueries } from './deliveries.queries.js';
import { DeliveryDesk } from './delivery-desk.js';
import { Health } from './health.service.js';
import { OldDeliveries } from './old-deliveries.service.js';
import { WebhookRegister } from './register.service.js';
import { Replays } from './replays.service.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhookQueries } from './webhooks.queries.js';
import { Webhooks } from './webhooks.service.js';

const shared = [Webhooks, WebhookRegister, WebhookQueries, DeliveryQueries, Replays, Courier];

@Module({
  controllers: [WebhooksController, DeliveriesController],
  providers: [...shared, DeliveriesAhead, DeliveryDesk, Health, OldDeliveries, WebhookSecrets],
  exports: shared,
})
export class WebhooksModule {}
