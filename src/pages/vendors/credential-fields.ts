import type { Form } from '../../platform/http/index.js';
import { credentialKindWords, looksSecret, type CredentialView } from '../../vendors/index.js';
import type { FieldPlan } from '../frame/form-fields.js';

type People = readonly { id: string; name: string }[];

export const credentialFields = (people: People): Record<string, FieldPlan> => ({
  kind: {
    label: 'Kind',
    type: 'select',
    required: true,
    width: '20',
    options: [
      { value: '', label: 'Choose …' },
      ...Object.entries(credentialKindWords).map(([value, label]) => ({ value, label })),
    ],
  },
  name: {
    label: 'What it is called',
    required: true,
    maxlength: 200,
    hint: 'A name by which your colleagues find it. Never the key or password itself.',
    autocomplete: 'off',
  },
  opens: {
    label: 'What it opens',
    type: 'textarea',
    rows: 3,
    required: true,
    maxlength: 1_000,
    hint: 'What somebody who has it can read or do.',
  },
  ownerId: {
    label: 'Who here renews it',
    type: 'select',
    options: people.map(({ id, name }) => ({ value: id, label: name })),
  },
  issuedOn: { label: 'Issued on', type: 'date', width: '20', hint: 'Left empty if not known.' },
});

export const rotationFields: Record<string, FieldPlan> = {
  rotatedOn: { label: 'Renewed on', type: 'date', width: '20', hint: 'Left empty: today.' },
};

export const endingFields: Record<string, FieldPlan> = {
  reason: { label: 'Why it opens nothing any more', type: 'textarea', rows: 2, maxlength: 1_000 },
};

export const credentialsShown = (credentials: readonly CredentialView[]) =>
  credentials.map((credential) => ({
    ...credential,
    word: credentialKindWords[credential.kind],
    href: `/credentials/${credential.id}`,
  }));

/** What looks like a secret is the one thing that a refused form does not give back. */
export function withoutSecrets<T extends object>(form: Form<T>): Form<T> {
  const kept = Object.entries(form.typed).filter(
    ([, text]) => typeof text !== 'string' || !looksSecret(text),
  );
  return { ...form, typed: Object.fromEntries(kept) };
}
