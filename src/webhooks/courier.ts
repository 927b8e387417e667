import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Busy } from '../platform/errors.js';
import { Lookout } from '../platform/lookout.js';
import { AddressRefused, Outbound, Unanswered } from '../platform/outbound/index.js';
import { DeliveryDesk, type Begun, type Outcome } from './delivery-desk.js';
import { readRetryAfter } from './retry-schedule.js';
import { signedHeaders } from './signing.js';
import { verdictOn } from './verdict.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { Webhooks } from './webhooks.service.js';

const pollMs = 2_000;
const atOnce = 6;
/** So that one address that hangs leaves room for the others. */
const atOncePerWebhook = 2;
const noteAgainMs = [200, 1_000, 5_000];

/**
 * Brings messages to webhooks. An attempt that ends with a crash between their yes and our note of it is made again,
 * with the same webhook-id: webhooks are at least once.
 */
@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('webhooks');
  private readonly lookout: Lookout<Begun>;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
    private readonly secrets: WebhookSecrets,
    private readonly desk: DeliveryDesk,
    private readonly outbound: Outbound,
  ) {
    this.lookout = new Lookout(database, clock, this.log, {
      atOnce,
      next: () => this.beginOne(),
      run: (begun) => this.carry(begun),
    });
  }

  onApplicationBootstrap(): void {
    this.webhooks.onTold(() => this.look());
    this.lookout.start(pollMs);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.lookout.stop();
  }

  look(): void {
    this.lookout.look();
  }

  idle(): Promise<void> {
    return this.lookout.idle();
  }

  private async beginOne(): Promise<Begun | undefined> {
    const busy = this.lookout.underWay.map(({ webhook }) => webhook.id);
    const full = busy.filter((id) => busy.filter((one) => one === id).length >= atOncePerWebhook);
    for (const { id } of await this.desk.due([...new Set(full)])) {
      const begun = await this.desk.begin(id);
      if (begun) return begun;
      this.lookout.againAfterThis();
    }
    return undefined;
  }

  private async carry(begun: Begun): Promise<void> {
    const began = performance.now();
    const sent = await this.send(begun);
    const outcome = { ...sent, milliseconds: Math.round(performance.now() - began) };
    if (!sent.delivered) {
      const { delivery, webhook } = begun;
      this.log.warn({ webhook: webhook.id, delivery: delivery.id, problem: sent.problem });
    }
    for (const wait of noteAgainMs) {
      try {
        return await this.desk.note(begun, outcome);
      } catch (error) {
        // Not noted, it would be sent again.
        if (!(error instanceof Busy)) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    await this.desk.note(begun, outcome);
  }

  private async send(begun: Begun): Promise<Omit<Outcome, 'milliseconds'>> {
    const { message, webhook } = begun;
    const now = this.clock.now();
    const { payload } = message;
    try {
      const secrets = this.secrets.signing(webhook, now);
      const headers = signedHeaders(message.id, now, payload, secrets);
      const { status, retryAfter } = await this.outbound.post({
        url: webhook.url,
        headers,
        body: payload,
      });
      const verdict = verdictOn(status);
      if (verdict.outcome === 'delivered') return { delivered: true, status };
      const { problem, outcome } = verdict;
      const askedMs = readRetryAfter(retryAfter, now);
      return { delivered: false, status, problem, askedMs, isGone: outcome === 'gone' };
    } catch (error) {
      return { delivered: false, problem: this.problemOf(error) };
    }
  }

  private problemOf(error: unknown): string {
    if (error instanceof AddressRefused) return `Its address ${error.message}. Nothing was sent.`;
    if (error instanceof Unanswered || error instanceof Busy) return error.message;
    this.log.error(error);
    return 'Assay itself could not send it; its log says why.';
  }
}
