interface Written {
  text: string;
  values: unknown[];
}

/** A piece of SQL with the values bound in it; pieces can stand inside others. */
export class Sql {
  constructor(
    private readonly strings: readonly string[],
    private readonly parts: readonly unknown[],
  ) {}

  /** The whole as text, with a place made by `place` for every value, numbered from 1. */
  write(place: (number: number) => string, values: unknown[] = []): Written {
    let text = this.strings[0] ?? '';
    this.parts.forEach((part, at) => {
      if (part instanceof Sql) text += part.write(place, values).text;
      else text += part === null ? 'NULL' : place(values.push(part));
      text += this.strings[at + 1] ?? '';
    });
    return { text, values };
  }
}

/** A piece for a statement: sql`v.status = ${status}`. */
export const sql = (strings: TemplateStringsArray, ...parts: unknown[]): Sql =>
  new Sql(strings, parts);

/** All of these conditions; none is always met. */
export const all = (conditions: readonly Sql[]): Sql =>
  conditions.reduce((met, condition) => sql`${met} AND ${condition}`, sql`1 = 1`);

/** Values or pieces with commas between them, at least one: for IN (…) and VALUES …. */
export function listed(parts: readonly unknown[]): Sql {
  if (parts.length === 0) throw new Error('An empty list cannot stand in SQL.');
  return new Sql(['', ...parts.slice(1).map(() => ', '), ''], parts);
}

const inserts = new Map<string, string>();

export interface Insert {
  table: string;
  /** Each row has a value of its own for these, */
  columns: readonly string[];
  /** and one with all others for these. */
  shared: readonly string[];
  then: string;
}

/** An INSERT with a place for every value of `count` rows, and what comes after; the same one is made once. */
export function insertOf(
  { table, columns, shared, then }: Insert,
  count: number,
  place: (number: number) => string,
  placeByName: (name: string, number: number) => string,
): string {
  const head = `INSERT INTO ${table} (${[...columns, ...shared].join(', ')}) VALUES `;
  const key = `${head}${place(1)}${count}/${shared.length}${then}`;
  const known = inserts.get(key);
  if (known !== undefined) return known;
  const ofAll = shared.map((name, at) => placeByName(name, count * columns.length + at + 1));
  const row = (at: number) => {
    const own = columns.map((_, column) => place(at * columns.length + column + 1));
    return `(${[...own, ...ofAll].join(', ')})`;
  };
  const text = `${head}${Array.from({ length: count }, (_, at) => row(at)).join(', ')} ${then}`;
  inserts.set(key, text);
  return text;
}
