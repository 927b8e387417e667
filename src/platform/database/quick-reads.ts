import type { DataSource } from 'typeorm';

interface Statement {
  reader: boolean;
  all(...values: unknown[]): unknown;
  run(...values: unknown[]): unknown;
}

interface Connection {
  prepare(text: string): Statement;
}

export type Ask = (text: string, values: unknown[]) => Promise<unknown>;

const mostStatements = 500;

/**
 * Asks the reader past TypeORM's query runner where the driver is synchronous: a prepared statement costs a
 * quarter of it, and every request makes a few. Elsewhere the DataSource itself is asked.
 */
export function quickReads(reader: DataSource): Ask {
  if (reader.options.type === 'postgres') return (text, values) => reader.query(text, values);
  const { databaseConnection } = reader.driver as unknown as { databaseConnection: Connection };
  const prepared = new Map<string, Statement>();
  const statementOf = (text: string): Statement => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= mostStatements) prepared.clear();
    const statement = databaseConnection.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return async (text, values) => {
    const statement = statementOf(text);
    const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    return statement.reader ? statement.all(...bound) : statement.run(...bound);
  };
}
