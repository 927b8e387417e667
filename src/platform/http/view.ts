/** A page to be shown: its template and what the template sees. */
export interface View {
  readonly kind: 'view';
  readonly template: string;
  readonly model: object;
  readonly status: number;
  /** A piece of a page, without layout. */
  readonly bare?: boolean;
}

/** Where to go after a change, and what to say there. */
export interface Redirect {
  readonly kind: 'redirect';
  readonly to: string;
  readonly notice?: string;
}

export function show(template: string, model: object, status = 200): View {
  return { kind: 'view', template, model, status };
}

export function fragment(template: string, model: object): View {
  return { kind: 'view', template, model, status: 200, bare: true };
}

export function redirect(to: string, notice?: string): Redirect {
  return { kind: 'redirect', to, ...(notice === undefined ? {} : { notice }) };
}
