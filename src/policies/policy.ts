/** One number of a policy: whole, from `min` to `max`. */
export interface Figure {
  label: string;
  /** What it counts: months, days, percent. */
  unit: string;
  hint?: string;
  /** What holds until somebody changes it. */
  usual: number;
  min: number;
  max: number;
}

/** Figures that belong together, and that an administrator may change. */
export interface Policy<Key extends string = string> {
  code: string;
  title: string;
  /** What follows from it, in a sentence or two. */
  about: string;
  figures: Readonly<Record<Key, Figure>>;
  /** Headings with the figures below each, where there are too many for one list. */
  groups?: Readonly<Record<string, readonly Key[]>>;
}

export interface FigureGroup {
  /** Empty where the policy has no groups. */
  heading: string;
  keys: readonly string[];
}

export type Figures<Key extends string = string> = Readonly<Record<Key, number>>;

const declared = new Map<string, Policy>();

/** Declares a policy, once, in the domain whose rules follow it. */
export function policy<Key extends string>(
  code: string,
  facts: Omit<Policy<Key>, 'code'>,
): Policy<Key> {
  if (declared.has(code)) throw new Error(`The policy ${code} is declared twice.`);
  for (const [key, { usual, min, max }] of Object.entries<Figure>(facts.figures)) {
    const whole = [usual, min, max].every(Number.isSafeInteger);
    if (!whole || usual < min || usual > max)
      throw new Error(`The policy ${code}: ${key} is usually ${usual}, not within its own limits.`);
  }
  const grouped = figureGroups(facts).flatMap(({ keys }) => keys);
  const all = Object.keys(facts.figures);
  if (grouped.length !== all.length || new Set([...grouped, ...all]).size !== all.length)
    throw new Error(`The policy ${code}: each figure stands in one of its groups.`);
  const made = { code, ...facts };
  declared.set(code, made);
  return made;
}

export const declaredPolicies = (): Policy[] =>
  [...declared.values()].sort((one, other) => one.title.localeCompare(other.title, 'en'));

export const declaredPolicy = (code: string): Policy | undefined => declared.get(code);

/** The figures in the order in which people read them. */
export const figureGroups = ({
  figures,
  groups,
}: Pick<Policy, 'figures' | 'groups'>): FigureGroup[] =>
  Object.entries(groups ?? { '': Object.keys(figures) }).map(([heading, keys]) => ({
    heading,
    keys,
  }));

/** The figures as they usually are. */
export function usualFigures<Key extends string>({ figures }: Policy<Key>): Figures<Key> {
  const usual = Object.entries<Figure>(figures).map(([key, figure]) => [key, figure.usual]);
  return Object.fromEntries(usual) as Figures<Key>;
}
