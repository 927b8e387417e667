import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';

const secretBytes = 32;

/** A new secret: `whsec_` and 32 random bytes in base64 (the standard asks for 24 to 64). */
export const newWebhookSecret = (): string =>
  `whsec_${randomBytes(secretBytes).toString('base64')}`;

/** The id a message carries in its header: the same for every attempt, by which receivers know a repetition. */
export const webhookIdOf = (messageId: string): string => `msg_${messageId.replaceAll('-', '')}`;

/** The headers of one attempt at `at`, signed with each secret (Standard Webhooks 1.0.0, symmetric v1). */
export function signedHeaders(
  messageId: string,
  at: Date,
  payload: string,
  secrets: readonly string[],
): Record<string, string> {
  const id = webhookIdOf(messageId);
  return {
    'content-type': 'application/json',
    'user-agent': 'Assay',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((one) => new Signer(one).sign(id, at, payload)).join(' '),
  };
}
