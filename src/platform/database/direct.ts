import { QueryFailedError, type DataSource } from 'typeorm';
import { meaningOf } from './translate.js';

interface Statement {
  reader: boolean;
  all(values: readonly unknown[]): unknown;
  run(...values: (readonly unknown[] | Named)[]): unknown;
}

interface Connection {
  prepare(text: string): Statement;
}

/** Values with a name, which a statement may use more than once. */
export type Named = Readonly<Record<string, unknown>>;
export type Ask = (text: string, values: readonly unknown[], named?: Named) => unknown;

const mostStatements = 500;

/**
 * Asks the connection itself, past TypeORM's query runner, where the driver is synchronous: a prepared statement
 * costs a quarter of it, and every request makes a few. Nothing where the driver is not.
 */
export function directly(source: DataSource): Ask | undefined {
  if (source.options.type === 'postgres') return undefined;
  const { databaseConnection } = source.driver as unknown as { databaseConnection: Connection };
  const prepared = new Map<string, Statement>();
  const statementOf = (text: string): Statement => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= mostStatements) prepared.clear();
    const statement = databaseConnection.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return (text, values, named) => {
    const bound = values.includes(true) || values.includes(false) ? values.map(asNumber) : values;
    try {
      const statement = statementOf(text);
      if (named) return statement.run(bound, named);
      return statement.reader ? statement.all(bound) : statement.run(bound);
    } catch (error) {
      // The same error as TypeORM would throw, so that it means the same to whoever catches it.
      throw meaningOf(new QueryFailedError(text, [...bound], error as Error));
    }
  };
}

const asNumber = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
