import type { QueryRunner } from 'typeorm';

/** The column kinds as migrations write them; plain SQL around them is the same on both databases. */
export function schema(runner: QueryRunner) {
  const postgres = runner.connection.options.type === 'postgres';
  const text = postgres ? 'TEXT COLLATE "C"' : 'TEXT';
  const refuse = async (table: string, why: string, when?: string): Promise<void> => {
    const condition = when ? `${postgres ? 'FOR EACH ROW ' : ''}WHEN (${when}) ` : '';
    for (const verb of ['UPDATE', 'DELETE']) {
      const name = `${table}_refuses_${verb.toLowerCase()}`;
      if (postgres) {
        await runner.query(
          `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${why}'; END $$`,
        );
        await runner.query(
          `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} ${condition}EXECUTE FUNCTION ${name}()`,
        );
      } else {
        await runner.query(
          `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} ${condition}BEGIN SELECT RAISE(ABORT, '${why}'); END`,
        );
      }
    }
  };
  return {
    id: text,
    word: text,
    text,
    day: text,
    instant: text,
    json: 'TEXT',
    whole: 'INTEGER',
    real: 'DOUBLE PRECISION',
    flag: 'SMALLINT',
    money: 'BIGINT',
    run: async (...statements: string[]): Promise<void> => {
      for (const statement of statements) await runner.query(statement);
    },
    /** Rows of `table` can be added but never changed or removed. */
    appendOnly: (table: string) => refuse(table, `${table} is append-only`),
    /** Rows of `table` can be changed and removed until `column` has a value, never after. */
    frozenOnce: (table: string, column: string) =>
      refuse(table, `${table} never changes once ${column} is set`, `OLD.${column} IS NOT NULL`),
  };
}
