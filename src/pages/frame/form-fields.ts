import type { Form } from '../../platform/http/index.js';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

/** How a field is shown; docs/look.md tells what the partial `field` reads. */
export interface FieldPlan {
  label: string;
  /** What a fault calls it, where the label is no name for it. */
  called?: string;
  type?: string;
  hint?: string;
  options?: readonly Option[];
  [attribute: string]: unknown;
}

export interface ShownForm {
  fields: Record<string, object>;
  errors: { name?: string; message: string }[];
}

/** A form for the templates: each planned field with what was typed and what is wrong with it. */
export function shownForm(plans: Record<string, FieldPlan>, form: Form<object>): ShownForm {
  const errors: ShownForm['errors'] = form.message ? [{ message: form.message }] : [];
  const fields: Record<string, object> = {};
  for (const [name, plan] of Object.entries(plans)) {
    const problem = form.problems[name];
    const message = problem === undefined ? undefined : `${plan.called ?? plan.label} ${problem}.`;
    if (message) errors.push({ name, message });
    const error = message ? { error: message } : {};
    const key = name.replaceAll('.', '_');
    fields[key] = { name, ...plan, ...filled(plan, form.typed[name]), ...error };
  }
  for (const [name, problem] of Object.entries(form.problems)) {
    if (!Object.hasOwn(plans, name))
      errors.push({ message: name === '' ? `The form ${problem}.` : `“${name}” ${problem}.` });
  }
  return { fields, errors };
}

function filled(plan: FieldPlan, typed: string | string[] | undefined): object {
  const chosen = new Set([typed ?? []].flat());
  if (plan.options) {
    return {
      options: plan.options.map((option) => ({ ...option, checked: chosen.has(option.value) })),
    };
  }
  if (plan.type === 'checkbox')
    return { value: 'on', checked: chosen.has('on') || chosen.has('true') };
  return { value: typeof typed === 'string' ? typed : '' };
}
