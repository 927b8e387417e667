import type { Form } from '../../platform/http/index.js';
import { declaredNews } from '../../webhooks/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';

export const webhooksCrumb = { href: '/webhooks', label: 'Webhooks' };

const fields = (): Record<string, FieldPlan> => ({
  name: {
    label: 'Name',
    required: true,
    maxlength: 100,
    autocomplete: 'off',
    hint: 'The system that is told, such as “Ticket system”.',
  },
  url: {
    label: 'Address',
    type: 'url',
    required: true,
    maxlength: 500,
    autocomplete: 'off',
    hint: 'Starts with https:// and can be reached from the internet. An internal host has to be allowed by the operator first (ASSAY_OUTBOUND_HOSTS).',
  },
  kinds: {
    label: 'What it is told',
    type: 'checkboxes',
    options: declaredNews().map(({ kind, about }) => ({ value: kind, label: about, hint: kind })),
  },
  enabled: {
    label: 'Tell this system',
    type: 'checkbox',
    hint: 'While this is off, nothing is sent, and nothing is kept to be sent later.',
  },
});

export function webhookForm(
  sent: Form<object>,
  webhook?: { id: string; name: string; version: number },
) {
  const { form, clash } = webhook
    ? overTheirs(sent, { version: webhook.version, what: 'webhook' })
    : { form: sent, clash: {} };
  const title = webhook ? 'Change the webhook' : 'Add a webhook';
  const back = webhook ? `/webhooks/${webhook.id}` : '/webhooks';
  return {
    title,
    crumbs: [
      webhooksCrumb,
      ...(webhook ? [{ href: back, label: webhook.name }] : []),
      { label: webhook ? 'Change' : 'Add' },
    ],
    action: back,
    back,
    isNew: !webhook,
    ...clash,
    version: form.typed['version'],
    ...shownForm(fields(), form),
  };
}
