import type { QueryRunner } from 'typeorm';

/** The column kinds as migrations write them; plain SQL around them is the same on both databases. */
export function schema(runner: QueryRunner) {
  const postgres = runner.connection.options.type === 'postgres';
  const text = postgres ? 'TEXT COLLATE "C"' : 'TEXT';
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
    appendOnly: async (table: string): Promise<void> => {
      for (const verb of ['UPDATE', 'DELETE']) {
        const name = `${table}_refuses_${verb.toLowerCase()}`;
        const why = `${table} is append-only`;
        if (postgres) {
          await runner.query(
            `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${why}'; END $$`,
          );
          await runner.query(
            `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} EXECUTE FUNCTION ${name}()`,
          );
        } else {
          await runner.query(
            `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`,
          );
        }
      }
    },
  };
}
