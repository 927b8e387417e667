import type { TellingView, WitnessView } from '../../witnesses/index.js';
import type { Form } from '../../platform/http/index.js';
import type { Page } from '../../platform/database/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { overTheirs } from '../frame/over-theirs.js';

export const checkpointsCrumbs = [
  { href: '/journal', label: 'Journal' },
  { href: '/journal/checkpoints', label: 'Checkpoints and keys' },
];

const shownStates: Readonly<Record<TellingView['state'], { status: string; word: string }>> = {
  waiting: { status: 'sent', word: 'On its way' },
  arrived: { status: 'active', word: 'Arrived' },
  kept: { status: 'draft', word: 'Kept in the Outbox' },
  failed: { status: 'failed', word: 'Failed' },
  unknown: { status: 'draft', word: 'No longer stored' },
};

/** A line of the list of witnesses. */
export function witnessLine({ id, way, name, address, ...witness }: WitnessView) {
  const { last, lastArrivedAt, pausedSince, rhythm } = witness;
  const paused = { status: 'revoked', word: 'Paused' };
  const fresh = { status: 'draft', word: 'Not told yet' };
  return {
    ...{ id, way, name, address, rhythm, last, lastArrivedAt, pausedSince },
    how: `${way === 'mail' ? 'Mail' : 'Webhook'}, ${rhythm === 'daily' ? 'once a day' : 'each one'}`,
    href: `/journal/witnesses/${id}`,
    ...(pausedSince ? paused : last ? shownStates[last.state] : fresh),
  };
}

export function witnessPage(url: string, witness: WitnessView, page: Page<TellingView>) {
  const { id, way, name } = witness;
  const message = way === 'mail' ? '/outbox' : '/webhooks/deliveries';
  return {
    title: name,
    crumbs: [...checkpointsCrumbs, { label: name }],
    witness: witnessLine(witness),
    byMail: way === 'mail',
    edit: way === 'mail' ? `/journal/witnesses/${id}/edit` : `/webhooks/${id}/edit`,
    removal: way === 'mail' ? `/journal/witnesses/${id}/removal` : `/webhooks/${id}/removal`,
    tellings: page.items.map((telling) => ({
      ...telling,
      ...shownStates[telling.state],
      file: `/journal/checkpoints/${telling.size}/note.txt`,
      ...(telling.messageId ? { message: `${message}/${telling.messageId}` } : {}),
    })),
    ...listLinks(url, page),
  };
}

const fields: Record<string, FieldPlan> = {
  name: {
    label: 'Name',
    required: true,
    maxlength: 100,
    autocomplete: 'off',
    hint: 'Somebody who cannot change this server: an auditor, a lawyer, a colleague elsewhere.',
  },
  email: {
    label: 'E-mail address',
    type: 'email',
    required: true,
    maxlength: 254,
    autocomplete: 'off',
    hint: 'The newest checkpoint goes there at once. Each letter says what to do with it.',
  },
  rhythm: {
    label: 'How often',
    type: 'radios',
    options: [
      { value: 'daily', label: 'The newest once a day' },
      {
        value: 'each',
        label: 'Each one',
        hint: 'Also those before each report and dossier.',
      },
    ],
  },
  paused: { label: 'Pause: send nothing for now', type: 'checkbox' },
};

export function witnessForm(
  sent: Form<object>,
  witness?: { id: string; name: string; version: number },
) {
  const { form, clash } = witness
    ? overTheirs(sent, { version: witness.version, what: 'witness' })
    : { form: sent, clash: {} };
  const title = witness ? 'Change the witness' : 'Add a witness by mail';
  const own = witness ? `/journal/witnesses/${witness.id}` : undefined;
  return {
    title,
    crumbs: [
      ...checkpointsCrumbs,
      ...(witness && own ? [{ href: own, label: witness.name }] : []),
      { label: witness ? 'Change' : title },
    ],
    action: own ?? '/journal/witnesses',
    back: own ?? '/journal/checkpoints',
    isNew: !witness,
    ...clash,
    version: form.typed['version'],
    ...shownForm(fields, form),
  };
}
