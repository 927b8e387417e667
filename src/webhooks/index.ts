export { declaredNews, news, type News } from './news.js';
export { WebhooksModule } from './webhooks.module.js';
export { Webhooks, type Ids } from './webhooks.service.js';
