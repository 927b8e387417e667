import { Courier, Webhooks, type Ids, type News } from '../../src/webhooks/index.js';
import { newId } from '../../src/platform/ids.js';
import type { TestAssay, Visitor } from '../support/app.js';

export const kind = 'assessment.submitted';
const submitted: News = { kind, about: '' };

export interface Made {
  id: string;
  secret: string;
}

export interface DeliverySeen {
  id: string;
  state: string;
  kind: string;
  webhookMessageId: string;
  attemptsMade: number;
  problem?: string;
  nextAttemptAt?: string;
  payload: string;
  attempts: { number: number; status?: number; problem?: string; milliseconds?: number }[];
}

export const factsFor = (url: string, name = 'Ticket system') => ({ name, url, kinds: [kind] });

export async function addWebhook(staff: Visitor, url: string, name?: string): Promise<Made> {
  const { body, status, text } = await staff.post<Made>('/api/v1/webhooks', factsFor(url, name));
  if (status !== 201) throw new Error(text);
  return body;
}

/** Announces in a transaction of its own, as a service would. */
export async function announce(assay: TestAssay, data: Ids = { assessmentId: newId() }) {
  await assay.database.transaction(() => assay.app.get(Webhooks).announce(submitted, data));
}

/** Waits until everything that is due now was tried. */
export async function carried(assay: TestAssay): Promise<void> {
  const courier = assay.app.get(Courier);
  courier.look();
  await courier.idle();
}

/** The newest delivery to a webhook, with its attempts. */
export async function newestDelivery(staff: Visitor, webhookId: string): Promise<DeliverySeen> {
  const list = await staff.get<DeliverySeen[]>(`/api/v1/webhooks/${webhookId}/deliveries?size=1`);
  return (await staff.get<DeliverySeen>(`/api/v1/deliveries/${list.body[0]?.id}`)).body;
}
