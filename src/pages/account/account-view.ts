import {
  passwordLength,
  type Caller,
  type OwnName,
  type OwnPassword,
  type PreferenceFacts,
  type Session,
  type StandingWishes,
  type User,
} from '../../identity/index.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { zones } from '../../platform/zones.js';
import { browserName } from './browser-name.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { reminderFields, wishesForm } from './reminder-fields.js';
import { worded } from '../frame/words.js';

const nameFields: Record<string, FieldPlan> = {
  name: { label: 'Name', required: true, maxlength: 100, autocomplete: 'name' },
};

const passwordFields: Record<string, FieldPlan> = {
  current: {
    label: 'Password so far',
    type: 'password',
    required: true,
    autocomplete: 'current-password',
    maxlength: passwordLength.max,
  },
  password: newPassword('New password'),
};

/** A password to be chosen; it is never filled in again. */
export function newPassword(label: string): FieldPlan {
  return {
    label,
    type: 'password',
    required: true,
    autocomplete: 'new-password',
    maxlength: passwordLength.max,
    hint: `At least ${passwordLength.min} characters; a few words are fine.`,
  };
}

export interface AccountForms {
  name?: Form<OwnName>;
  password?: Form<OwnPassword>;
  reminders?: Form<PreferenceFacts>;
}

export function accountPage(
  me: Caller,
  user: User,
  sessions: readonly Session[],
  wishes: StandingWishes,
  forms: AccountForms,
) {
  const name = shownForm(nameFields, forms.name ?? blankForm({ name: user.name }));
  const password = shownForm(passwordFields, forms.password ?? blankForm());
  const reminding = forms.reminders ?? wishesForm(wishes);
  const reminders = shownForm(reminderFields, reminding);
  return {
    title: 'Your account',
    email: user.email,
    roleWord: worded(user.role),
    fields: { ...name.fields, ...password.fields, ...reminders.fields },
    errors: [...name.errors, ...password.errors, ...reminders.errors],
    zones: zones(),
    wishesVersion: reminding.typed['version'],
    sessions: sessions.map(({ id, browser, createdAt, seenAt }) => {
      return { id, browser: browserName(browser), createdAt, seenAt, here: id === me.sessionId };
    }),
  };
}
