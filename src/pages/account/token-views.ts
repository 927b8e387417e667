import {
  permissions,
  readOnly,
  type ApiToken,
  type Caller,
  type Permission,
} from '../../identity/index.js';
import type { Form } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';

export function tokenList(tokens: readonly ApiToken[], now: Date) {
  return {
    title: 'API tokens',
    tokens: tokens.map(({ id, name, scopes, usedAt, expiresAt, revokedAt }) => {
      const standing = revokedAt
        ? { status: 'revoked', word: 'Revoked' }
        : expiresAt <= now
          ? { status: 'link_expired', word: 'Expired' }
          : { status: 'active', word: 'Works', works: true };
      const may = scopes.map((scope) => permissions[scope]);
      return { id, name, may, usedAt, expiresAt, ...standing };
    }),
  };
}

export function newTokenPage(me: Caller, form: Form<object>) {
  const title = 'Make a token';
  return {
    title,
    crumbs: [{ href: '/tokens', label: 'API tokens' }, { label: title }],
    ...shownForm(fieldsFor(me), form),
  };
}

/** What is ticked beforehand, always within what the caller may. */
export function presetOf(me: Caller, preset: unknown): Permission[] {
  if (preset === 'read') return readOnly.filter((permission) => me.may.has(permission));
  return preset === 'all' ? [...me.may] : [];
}

const fieldsFor = (me: Caller): Record<string, FieldPlan> => ({
  name: {
    label: 'Name',
    required: true,
    maxlength: 100,
    autocomplete: 'off',
    hint: 'What it is for. It stands in the journal beside everything the token does.',
  },
  days: {
    label: 'Works for',
    type: 'number',
    required: true,
    min: 1,
    max: 366,
    width: '4',
    suffix: 'days',
  },
  scopes: {
    label: 'It may',
    type: 'checkboxes',
    options: [...me.may].map((value) => ({ value, label: permissions[value] })),
  },
});
