/** A kind of news that other systems can be told of. */
export interface News {
  readonly kind: string;
  /** What happened, as people read it beside the kind. */
  readonly about: string;
  /** Fields that hold a text which anybody may read; all others hold ids. */
  readonly texts?: readonly string[];
}

const declared = new Map<string, News>();

/** Declares a kind of news, once, in the domain it comes from. */
export function news(kind: string, about: string, texts: readonly string[] = []): News {
  if (declared.has(kind)) throw new Error(`The news ${kind} is declared twice.`);
  const one = { kind, about, texts };
  declared.set(kind, one);
  return one;
}

/** Sent only when somebody asks for it, so nobody chooses it. */
export const test = news('webhook.test', 'A test somebody asked for');

/** Every kind a webhook can be told of, sorted. */
export const declaredNews = (): News[] =>
  [...declared.values()].filter((one) => one !== test).sort((a, b) => (a.kind < b.kind ? -1 : 1));
