import { roles, type Caller, type Role, type UserView } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { worded } from '../frame/words.js';

const mayDo: Readonly<Record<Role, string>> = {
  administrator: 'Everything, people included.',
  analyst: 'Keeps vendors and questionnaires, sends and reviews assessments.',
  approver: 'Reads everything and decides.',
  viewer: 'Reads vendors, questionnaires, assessments, reports and the journal.',
};

const changeable: Record<string, FieldPlan> = {
  name: { label: 'Name', required: true, maxlength: 100, autocomplete: 'off' },
  role: {
    label: 'Role',
    type: 'radios',
    required: true,
    options: roles.map((value) => ({ value, label: worded(value), hint: mayDo[value] })),
  },
};

const fields: Record<string, FieldPlan> = {
  name: changeable['name'] as FieldPlan,
  email: {
    label: 'E-mail address',
    type: 'email',
    required: true,
    maxlength: 254,
    autocomplete: 'off',
    hint: 'What they sign in with. It cannot be changed later.',
  },
  role: changeable['role'] as FieldPlan,
};

const people = { href: '/users', label: 'People' };

export function userList(url: string, page: Page<UserView>) {
  return {
    title: 'People',
    people: page.items.map((user) => ({ ...user, roleWord: worded(user.role), ...standing(user) })),
    ...listLinks(url, page),
  };
}

export function newUserPage(form: Form<object>) {
  const title = 'Add a person';
  return { title, crumbs: [people, { label: title }], ...shownForm(fields, form) };
}

export function userPage(
  me: Caller,
  user: UserView,
  others: readonly { id: string; name: string }[],
  form: Form<object> = formOf(user),
) {
  const fields = { ...changeable, managerId: managerField(others) };
  return {
    title: user.name,
    crumbs: [people, { label: user.name }],
    user,
    own: me.userId === user.id,
    ...standing(user),
    version: form.typed['version'],
    ...shownForm(fields, form),
  };
}

const managerField = (others: readonly { id: string; name: string }[]): FieldPlan => ({
  label: 'Manager',
  type: 'select',
  hint: 'Is told when they let something become two weeks late. Without one, the administrators are.',
  options: [
    { value: '', label: 'Nobody in particular' },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ],
});

function formOf({ name, role, managerId, version }: UserView): Form<never> {
  return blankForm({ name, role, managerId: managerId ?? '', version: String(version) });
}

/** The stored word the mark is drawn by, and how it is said here. */
function standing({ disabled, hasPassword }: UserView): { status: string; word: string } {
  if (disabled) return { status: 'revoked', word: 'Access ended' };
  return hasPassword
    ? { status: 'active', word: 'Active' }
    : { status: 'draft', word: 'No password yet' };
}
