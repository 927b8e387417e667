import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Database, sql, type Sql } from '../../platform/database/index.js';
import { isPurgedEmail } from '../../platform/purged.js';
import { actedFor, knownNames } from './named.js';
import { isIn, stands } from './names-in.js';
import { tracesTyped, type TypedTrace } from './traces-typed.js';
import type { Person } from './trace.js';

/** As many texts as are read before others get their turn. */
const slice = 1_000;
/** As many as are told of: whoever has more is called as many are. */
const most = 1_000;

export type TypedRow = { id: string } & Record<string, string | null>;

/** Somebody here or at a vendor who has a name. */
export interface Namesake {
  name: string;
  email: string;
  vendor: string | null;
}

const contacts = sql`SELECT c.id AS key, c.name, c.email, v.name AS vendor
  FROM contact c JOIN vendor v ON v.id = c.vendor_id`;
const users = sql`SELECT u.id AS key, u.name, u.email, NULL AS vendor FROM app_user u`;

type Met = TypedRow & { key: string; vendorId: string | null; typed: string };

/** Where people are named by what somebody typed, and who has which name. */
@Injectable()
export class TypedNames {
  constructor(private readonly database: Database) {}

  /** The names by which an address is known. */
  async of(email: string): Promise<string[]> {
    const rows = await this.database.sql<{ name: string }[]>`${knownNames(email)}`;
    return rows.map(({ name }) => name).filter((name) => name.length > 2);
  }

  /** Texts that name them: by a name of their address at vendors for which they acted, or by the one that was asked for anywhere. */
  async *met({ email, name }: Person): AsyncGenerator<{ trace: TypedTrace; row: TypedRow }> {
    const known = await this.of(email);
    const acted = await this.database.sql<{ vendor_id: string }[]>`${actedFor(email)}`;
    const vendors = new Set(acted.map((row) => row.vendor_id));
    if (name === undefined && (known.length === 0 || vendors.size === 0)) return;
    const where = name === undefined ? sql`r."vendorId" IN (${actedFor(email)})` : sql`1 = 1`;
    for (const trace of tracesTyped) {
      let told = 0;
      for await (const { key: _, vendorId, typed, ...row } of this.texts(trace, where)) {
        const theirs = vendorId !== null && vendors.has(vendorId);
        const names = [...(theirs ? known : []), ...(name === undefined ? [] : [name])];
        if (!names.some((one) => stands(one, typed))) continue;
        yield { trace, row: { ...row, stays: trace.stays } };
        told += 1;
        if (told === most) break;
      }
    }
  }

  /** Contacts and people with access here who have this name, or more names, whatever its case, accents, spaces and order. */
  async namesakes(name: string): Promise<Namesake[]> {
    const found = new Map<string, Namesake>();
    for (const people of [contacts, users]) {
      for await (const { key: _, ...one } of this.inOrder<Namesake & { key: string }>(people)) {
        if (isPurgedEmail(one.email) || !isIn(name, one.name)) continue;
        found.set(`${one.email} ${one.vendor}`, one);
        if (found.size === 50) return [...found.values()];
      }
    }
    return [...found.values()];
  }

  private texts({ rows }: TypedTrace, where: Sql): AsyncGenerator<Met> {
    return this.inOrder<Met>(sql`SELECT r.* FROM (${rows}) r WHERE ${where}`);
  }

  private async *inOrder<Row extends { key: string }>(rows: Sql): AsyncGenerator<Row> {
    let last = '';
    for (;;) {
      const [end] = await this.database.sql<{ key: string | null }[]>`
        SELECT max(e.key) AS key FROM (
          SELECT s.key FROM (${rows}) s WHERE s.key > ${last} ORDER BY s.key LIMIT ${slice}) e`;
      if (!end || end.key === null) return;
      yield* await this.database.sql<Row[]>`
        SELECT s.* FROM (${rows}) s WHERE s.key > ${last} AND s.key <= ${end.key} ORDER BY s.key`;
      last = end.key;
      await setImmediate();
    }
  }
}
