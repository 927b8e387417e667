import type { Database } from '../database/index.js';
import { Sql } from '../database/sql.js';
import { SealBroken, type MasterKey } from './master-key.js';
import type { SealedColumns, SealKind } from './seal.js';

const batch = 200;

interface Row {
  id: string;
  sealed: string;
}

export interface Resealed {
  /** Of these rows, how many were sealed with a former key until now. */
  changed: number;
  seen: number;
  /** Ids of those that no key opens. */
  broken: string[];
}

/** What is sealed in the columns of one kind. */
export class SealedRows {
  constructor(
    private readonly database: Database,
    private readonly kind: SealKind,
    private readonly place: SealedColumns,
  ) {}

  async count(): Promise<number> {
    let sum = 0;
    for (const column of this.place.columns) {
      const [row] = await this.database.sql<
        { n: number }[]
      >`SELECT count(${name(column)}) AS n FROM ${name(this.place.table)}`;
      sum += row?.n ?? 0;
    }
    return sum;
  }

  /** Some of them, as they stand. */
  async sample(most: number): Promise<Row[]> {
    const rows: Row[] = [];
    for (const column of this.place.columns) rows.push(...(await this.after(column, '', most)));
    return rows;
  }

  /** Seals all of them with the newest key, a batch in a transaction, and tells of each batch. It may be broken off and repeated. */
  async *reseal(key: MasterKey): AsyncGenerator<Resealed> {
    for (const column of this.place.columns) {
      for (let last = ''; ;) {
        const rows = await this.after(column, last, batch);
        if (rows.length === 0) break;
        last = rows.at(-1)?.id ?? '';
        yield await this.resealRows(key, column, rows);
      }
    }
  }

  private async resealRows(key: MasterKey, column: string, rows: Row[]): Promise<Resealed> {
    const { table, id: idColumn } = this.place;
    const broken: string[] = [];
    let changed = 0;
    await this.database.transaction(async () => {
      for (const { id, sealed } of rows) {
        const anew = resealed(key, this.kind, id, sealed);
        if (anew === broke) broken.push(id);
        if (typeof anew !== 'string') continue;
        await this.database
          .sql`UPDATE ${name(table)} SET ${name(column)} = ${anew} WHERE ${name(idColumn)} = ${id} AND ${name(column)} = ${sealed}`;
        changed += 1;
      }
    });
    return { changed, seen: rows.length, broken };
  }

  private async after(column: string, last: string, most: number): Promise<Row[]> {
    const { table, id } = this.place;
    return this.database
      .sql`SELECT ${name(id)} AS id, ${name(column)} AS sealed FROM ${name(table)} WHERE ${name(column)} IS NOT NULL AND ${name(id)} > ${last} ORDER BY ${name(id)} LIMIT ${most}`;
  }
}

const broke = Symbol('no key opens it');

function resealed(key: MasterKey, kind: SealKind, id: string, sealed: string) {
  try {
    return key.reseal(kind, id, sealed);
  } catch (error) {
    if (error instanceof SealBroken) return broke;
    throw error;
  }
}

/** A name of the schema, which no value is: declared with the seal, of lower case letters and _ only. */
const name = (word: string): Sql => new Sql([`"${word}"`], []);
