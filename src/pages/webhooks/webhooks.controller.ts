import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import {
  blankForm,
  IdParam,
  ListQuery,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import {
  DeliveryQueries,
  DeliveryQuery,
  Replays,
  WebhookFacts,
  WebhookQueries,
  WebhookRegister,
} from '../../webhooks/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { webhookForm } from './webhook-fields.js';
import { webhookList, webhookPage } from './webhook-views.js';

@PageController('webhooks')
export class WebhookPages {
  constructor(
    private readonly register: WebhookRegister,
    private readonly queries: WebhookQueries,
    private readonly deliveries: DeliveryQueries,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('webhooks.manage')
  async list(@Query() query: ListQuery, @Req() { url }: Request): Promise<View> {
    return show('pages/webhooks/list', webhookList(url, await this.queries.page(query)));
  }

  @Get('new')
  @Requires('webhooks.manage')
  blank(@Query('kind') kind?: unknown): View {
    const kinds = typeof kind === 'string' ? { kinds: [kind] } : {};
    return show('pages/webhooks/form', webhookForm(blankForm({ enabled: 'on', ...kinds })));
  }

  @Post()
  @Requires('webhooks.manage')
  async add(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(WebhookFacts, body),
      async (facts) => {
        const { id, secret } = await this.register.add(me, facts);
        const { name } = facts;
        return show('pages/webhooks/secret', { title: `${name} is added`, id, name, secret });
      },
      (form) => show('pages/webhooks/form', webhookForm(form)),
    );
  }

  @Get(':id')
  @Requires('webhooks.manage')
  async read(
    @IdParam('id') id: string,
    @Query() query: DeliveryQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const webhook = await this.queries.byId(id);
    const page = await this.deliveries.ofWebhook(id, query);
    const model = webhookPage(url, webhook, query, page, this.clock.now());
    return show('pages/webhooks/webhook', model);
  }

  @Get(':id/edit')
  @Requires('webhooks.manage')
  async edit(@IdParam('id') id: string): Promise<View> {
    const webhook = await this.queries.byId(id);
    const { name, url, kinds, enabled, version } = webhook;
    const typed = { name, url, kinds, version: String(version), ...(enabled && { enabled: 'on' }) };
    return show('pages/webhooks/form', webhookForm(blankForm(typed), webhook));
  }

  @Post(':id')
  @Requires('webhooks.manage')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    await this.queries.byId(id);
    return submit(
      readForm(WebhookFacts, rest),
      async (facts) => {
        await this.register.change(me, id, version, facts);
        return redirect(`/webhooks/${id}`, `${facts.name} is changed.`);
      },
      async (form) => {
        const webhook = await this.queries.byId(id);
        return show('pages/webhooks/form', webhookForm({ ...form, typed: body }, webhook));
      },
    );
  }

  @Post(':id/tests')
  @Requires('webhooks.manage')
  async test(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    return orSay(`/webhooks/${id}`, async () => {
      await this.replays.test(me, id);
      return redirect(`/webhooks/${id}`, 'The test is on its way: it is the first one below.');
    });
  }
}
