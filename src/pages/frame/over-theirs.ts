import type { Form } from '../../platform/http/index.js';

interface Current {
  version: number;
  /** What somebody may have changed meanwhile, such as "vendor". */
  what: string;
  by?: string | undefined;
  /** What the button then says. */
  over?: string;
  /** What the person is told to do about it. */
  advice?: string;
}

interface Offered {
  form: Form<object>;
  /** For the partial `buttons`; empty where nobody was faster. */
  clash: { over?: string; keep?: string };
}

/**
 * A form made from an older version says who was faster. Sent again, it goes over what they saved, unless somebody is
 * faster once more.
 */
export function overTheirs(form: Form<object>, current: Current): Offered {
  const { version, what, by = 'Somebody else', over = 'Save yours over it' } = current;
  const made = form.typed['version'];
  if (made === undefined || made === String(version)) return { form, clash: {} };
  const usual = `Yours is not saved: keep theirs, or ${over.charAt(0).toLowerCase()}${over.slice(1)}.`;
  const message = `${by} changed this ${what} meanwhile. ${current.advice ?? usual}`;
  const typed = { ...form.typed, version: String(version) };
  return { form: { ...form, typed, message }, clash: { over, keep: 'Keep theirs' } };
}
