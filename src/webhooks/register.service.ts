import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId, sha256 } from '../platform/ids.js';
import { AddressRefused, Outbound } from '../platform/outbound/index.js';
import { Health } from './health.service.js';
import { declaredNews } from './news.js';
import { newWebhookSecret } from './signing.js';
import { WebhookSecrets } from './webhook-secrets.js';
import type { WebhookFacts } from './webhook.dto.js';
import { Webhook } from './webhook.entity.js';

const mostWebhooks = 50;
const bothSecretsMs = 24 * 3_600_000;

/** Which systems are told, where, and of what. */
@Injectable()
export class WebhookRegister {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly outbound: Outbound,
    private readonly secrets: WebhookSecrets,
    private readonly health: Health,
  ) {}

  /** Gives the secret once, here. */
  async add(actor: Actor, facts: WebhookFacts): Promise<{ id: string; secret: string }> {
    const id = newId();
    const secret = newWebhookSecret();
    const written = this.columnsOf(facts);
    const now = this.clock.now();
    const off = facts.enabled === false;
    await this.database.transaction(async () => {
      const webhooks = this.database.repository(Webhook);
      if ((await webhooks.countBy({ removedAt: IsNull() })) >= mostWebhooks) {
        throw new Conflict(`There are ${mostWebhooks} webhooks already. Remove one first.`);
      }
      await webhooks.insert({
        id,
        ...written,
        sealedSecret: this.secrets.close(id, secret),
        sealedPreviousSecret: null,
        previousUntil: null,
        offSince: off ? now : null,
        offBecause: off ? 'chosen' : null,
        failingSince: null,
        lastSuccessAt: null,
        createdAt: now,
        removedAt: null,
        version: 1,
      });
      const after = { ...told(written), enabled: !off };
      this.journal.record(actor, 'webhook.added', { kind: 'webhook', id }, null, after);
    });
    return { id, secret };
  }

  async change(actor: Actor, id: string, version: number, facts: WebhookFacts): Promise<void> {
    const written = this.columnsOf(facts);
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      const wasOn = before.offSince === null;
      const isOn = facts.enabled ?? wasOn;
      const on = isOn && !wasOn ? { offSince: null, offBecause: null, failingSince: null } : {};
      await this.write(before, { ...written, ...on });
      const was = { ...told(before), enabled: wasOn };
      const is = { ...told(written), enabled: isOn };
      this.journal.record(actor, 'webhook.changed', { kind: 'webhook', id }, was, is);
      if (wasOn && !isOn) await this.health.switchOff(actor, id, 'chosen');
    });
  }

  /** The new secret is given once, here; for a day messages are signed with the one before as well. */
  async renewSecret(
    actor: Actor,
    id: string,
    version: number,
  ): Promise<{ id: string; secret: string }> {
    const secret = newWebhookSecret();
    const previousUntil = addMilliseconds(this.clock.now(), bothSecretsMs);
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      await this.write(before, {
        sealedSecret: this.secrets.close(id, secret),
        sealedPreviousSecret: before.sealedSecret,
        previousUntil,
      });
      const subject = { kind: 'webhook', id };
      this.journal.record(actor, 'webhook.secret-renewed', subject, null, { previousUntil });
    });
    return { id, secret };
  }

  /** Its secrets go at once; what it was told stays until that is swept away. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      const removedAt = this.clock.now();
      await this.write(before, { removedAt, sealedSecret: null, sealedPreviousSecret: null });
      await this.health.switchOff(actor, id, 'chosen');
      const subject = { kind: 'webhook', id };
      this.journal.record(actor, 'webhook.removed', subject, told(before), null);
    });
  }

  async byId(id: string): Promise<Webhook> {
    const webhook = await this.database.repository(Webhook).findOneBy({ id, removedAt: IsNull() });
    if (!webhook) throw new NotFound('webhook');
    return webhook;
  }

  private async atVersion(id: string, version: number): Promise<Webhook> {
    const webhook = await this.byId(id);
    if (webhook.version !== version) throw new Stale('webhook');
    return webhook;
  }

  private async write(before: Webhook, changes: Partial<Webhook>): Promise<void> {
    await changeVersioned(this.database.repository(Webhook), 'webhook', before, changes);
  }

  private columnsOf({ name, url, kinds }: WebhookFacts): Written {
    const known = new Set(declaredNews().map(({ kind }) => kind));
    if (kinds.length === 0) throw new Invalid({ kinds: 'is empty: choose at least one' });
    if (kinds.some((kind) => !known.has(kind))) {
      throw new Invalid({ kinds: `has something other than: ${[...known].join(', ')}` });
    }
    return { name, url: this.normal(url), kinds: [...kinds].sort() };
  }

  private normal(url: string): string {
    try {
      return this.outbound.read(url).url.href;
    } catch (error) {
      if (error instanceof AddressRefused) throw new Invalid({ url: error.message });
      throw error;
    }
  }
}

interface Written {
  name: string;
  url: string;
  kinds: string[];
}

/** For the journal, which more people read: the path of an address may itself be a secret. */
const told = ({ name, url, kinds }: Written) => ({
  name,
  host: new URL(url).host,
  addressSha256: sha256(url),
  kinds,
});
