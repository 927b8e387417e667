import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Conflict } from '../../platform/errors.js';
import {
  IdParam,
  redirect,
  show,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { WebhookQueries, WebhookRegister, type WebhookView } from '../../webhooks/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { webhooksCrumb } from './webhook-fields.js';

/** What cannot be undone: a new secret, and the end of a webhook. */
@PageController('webhooks')
export class WebhookEndPages {
  constructor(
    private readonly register: WebhookRegister,
    private readonly queries: WebhookQueries,
  ) {}

  @Get(':id/secret')
  @Requires('webhooks.manage')
  async askRenewal(@IdParam('id') id: string): Promise<View> {
    const webhook = await this.queries.byId(id);
    return show('pages/webhooks/renewal', asked(webhook, 'Renew the secret?', 'Renew the secret'));
  }

  @Post(':id/secret')
  @Requires('webhooks.manage')
  async renew(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version } = readVersion(body);
    const { name } = await this.queries.byId(id);
    return orSay(`/webhooks/${id}`, async () => {
      const { secret } = await this.register.renewSecret(me, id, version);
      const title = 'The new secret';
      return show('pages/webhooks/secret', { title, id, name, secret, renewed: true });
    });
  }

  @Get(':id/removal')
  @Requires('webhooks.manage')
  async askRemoval(@IdParam('id') id: string): Promise<View> {
    return this.removal(await this.queries.byId(id));
  }

  @Post(':id/removal')
  @Requires('webhooks.manage')
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const webhook = await this.queries.byId(id);
    if (rest['confirmation'] !== webhook.name) {
      return this.removal(webhook, `Type “${webhook.name}” as it stands there.`);
    }
    try {
      await this.register.remove(me, id, version);
    } catch (error) {
      if (error instanceof Conflict) return this.removal(webhook, error.message);
      throw error;
    }
    return redirect('/webhooks', `${webhook.name} is told nothing any more.`);
  }

  private removal(webhook: WebhookView, error?: string): View {
    const model = asked(webhook, 'Remove this webhook?', 'Remove');
    const errors = error === undefined ? [] : [{ name: 'confirmation', message: error }];
    return show('pages/webhooks/removal', { ...model, error, errors }, error ? 422 : 200);
  }
}

function asked(webhook: WebhookView, title: string, crumb: string) {
  const { id, name, version } = webhook;
  const back = `/webhooks/${id}`;
  return {
    title,
    crumbs: [webhooksCrumb, { href: back, label: name }, { label: crumb }],
    webhook,
    back,
    version,
    hidden: [{ name: 'version', value: String(version) }],
    lost: [
      'the address and the secret of this webhook',
      'the list of what it was told, and what still waits to be sent to it',
    ],
  };
}
