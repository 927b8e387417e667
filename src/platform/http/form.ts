import { Conflict, Invalid, type FieldProblems } from '../errors.js';
import { check, type Dto } from './check.js';
import { fromText } from './from-text.js';
import type { Redirect, View } from './view.js';

/** A form as it was sent: what was typed, what it means, and what is wrong with it. */
export interface Form<T extends object> {
  typed: Record<string, string | string[] | undefined>;
  value: T;
  problems: FieldProblems;
  /** What is wrong with the whole rather than with one field. */
  message?: string;
}

export type FormBody = Record<string, string | string[] | undefined>;

export function readForm<T extends object>(dto: Dto<T>, body: FormBody | undefined): Form<T> {
  const typed = body ?? {};
  return { typed, ...check(dto, fromText(dto, typed)) };
}

/** A form that was not sent yet, filled with what is there. */
export function blankForm(typed: FormBody = {}): Form<never> {
  return { typed, value: undefined as never, problems: {} };
}

/**
 * The one way a page form is handled: valid and accepted, it redirects (or, with a secret to be seen once, is
 * answered at once); otherwise the same page is shown again with what was typed and what is wrong.
 */
export async function submit<T extends object>(
  form: Form<T>,
  act: (value: T) => Promise<Redirect | View>,
  again: (form: Form<T>) => Promise<View> | View,
): Promise<Redirect | View> {
  if (Object.keys(form.problems).length > 0) return refused(form, again);
  try {
    return await act(form.value);
  } catch (error) {
    if (error instanceof Invalid) return refused({ ...form, problems: error.problems }, again);
    if (error instanceof Conflict) return refused({ ...form, message: error.message }, again);
    throw error;
  }
}

async function refused<T extends object>(
  form: Form<T>,
  again: (form: Form<T>) => Promise<View> | View,
): Promise<View> {
  const view = await again(form);
  return { ...view, status: 422 };
}
