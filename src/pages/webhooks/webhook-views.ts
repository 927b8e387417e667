import type { Page } from '../../platform/database/index.js';
import {
  daysOfFailure,
  declaredNews,
  deliveryStates,
  mostAttempts,
  type DeliveryLine,
  type DeliveryQuery,
  type DeliveryState,
  type DeliveryView,
  type WebhookView,
} from '../../webhooks/index.js';
import { listLinks } from '../frame/list-links.js';
import { soon } from './soon.js';
import { webhooksCrumb } from './webhook-fields.js';

/** How the states are called here, and which of the known signs they carry. */
const shownStates: Readonly<Record<DeliveryState, { word: string; status: string }>> = {
  waiting: { word: 'Waiting', status: 'waiting' },
  sending: { word: 'Being sent', status: 'running' },
  delivered: { word: 'Delivered', status: 'delivered' },
  failed: { word: 'Failed', status: 'failed' },
};

const becauseWords = {
  chosen: 'Somebody switched it off.',
  failing: `It was switched off after ${daysOfFailure} days without a success. Mend the cause, then switch it on again: “Change”.`,
  gone: 'It was switched off because it answered 410: its address is gone for good.',
} as const;

export function webhookList(url: string, page: Page<WebhookView>) {
  return {
    title: 'Webhooks',
    webhooks: page.items.map((webhook) => ({
      ...webhook,
      ...healthOf(webhook),
      failingSince: webhook.offBecause === 'chosen' ? undefined : webhook.failingSince,
      href: `/webhooks/${webhook.id}`,
      host: new URL(webhook.url).host,
    })),
    ...listLinks(url, page),
  };
}

export function webhookPage(
  url: string,
  webhook: WebhookView,
  { state }: DeliveryQuery,
  page: Page<DeliveryLine>,
  now: Date,
) {
  const { id, name, kinds, offBecause } = webhook;
  const told = new Map(declaredNews().map(({ kind, about }) => [kind, about]));
  return {
    title: name,
    crumbs: [webhooksCrumb, { label: name }],
    webhook,
    ...healthOf(webhook),
    ...(offBecause ? { because: becauseWords[offBecause] } : {}),
    gone: offBecause === 'failing' || offBecause === 'gone',
    daysOfFailure,
    kinds: kinds.map((kind) => ({ kind, about: told.get(kind) ?? 'No longer sent' })),
    filtered: state !== undefined,
    tabs: [
      { href: `/webhooks/${id}`, label: 'All', current: state === undefined },
      ...deliveryStates.map((one) => ({
        href: `/webhooks/${id}?state=${one}`,
        label: shownStates[one].word,
        current: state === one,
      })),
    ],
    deliveries: page.items.map((delivery) => deliveryLine(delivery, now)),
    ...listLinks(url, page),
  };
}

export function deliveryPage(delivery: DeliveryView, webhook: WebhookView, now: Date) {
  const { id, name, enabled } = webhook;
  const { state, attempts } = delivery;
  const title = aboutOf(delivery.kind);
  return {
    title,
    crumbs: [webhooksCrumb, { href: `/webhooks/${id}`, label: name }, { label: title }],
    webhook: { id, name },
    ...deliveryLine(delivery, now),
    isOver: state === 'failed',
    mostAttempts,
    mayReplay: enabled && state !== 'sending',
    isOff: !enabled,
    pretty: JSON.stringify(JSON.parse(delivery.payload), null, 2),
    attempts: attempts.map((attempt) => ({
      ...attempt,
      took: attempt.milliseconds === undefined ? undefined : tookOf(attempt.milliseconds),
      said: saidOf(attempt, delivery),
    })),
  };
}

function deliveryLine(delivery: DeliveryLine, now: Date) {
  const { id, kind, state, nextAttemptAt } = delivery;
  return {
    ...delivery,
    ...shownStates[state],
    about: aboutOf(kind),
    href: `/webhooks/deliveries/${id}`,
    ...(nextAttemptAt ? { next: soon(now, new Date(nextAttemptAt)) } : {}),
  };
}

function saidOf(
  { number, milliseconds, status, problem }: DeliveryView['attempts'][number],
  { state, attemptsMade }: DeliveryView,
): string {
  if (problem !== undefined) return problem;
  if (milliseconds !== undefined) return `It answered ${status}: taken.`;
  return state === 'sending' && number === attemptsMade
    ? 'It is being sent now.'
    : 'Assay was stopped before it knew the answer.';
}

const tookOf = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

const aboutOf = (kind: string): string =>
  kind === 'webhook.test'
    ? 'A test somebody asked for'
    : (declaredNews().find((one) => one.kind === kind)?.about ?? kind);

function healthOf({ enabled, offBecause, failingSince, lastSuccessAt }: WebhookView) {
  if (!enabled) {
    const byItself = offBecause !== 'chosen';
    return { status: byItself ? 'failed' : 'revoked', word: byItself ? 'Switched off' : 'Off' };
  }
  if (failingSince) return { status: 'overdue', word: 'Failing' };
  return lastSuccessAt
    ? { status: 'active', word: 'Works' }
    : { status: 'draft', word: 'Not told yet' };
}
