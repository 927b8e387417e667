import type { QueryRunner } from 'typeorm';

type Verb = 'UPDATE' | 'DELETE';

interface Redaction {
  stays: readonly string[];
  register: string;
  key: string;
  of?: string;
  extent?: string;
  itself?: { of: string; extent: string; stays: readonly string[] };
  frozen?: string;
}

/** The column kinds as migrations write them; plain SQL around them is the same on both databases. */
export function schema(runner: QueryRunner) {
  const postgres = runner.connection.options.type === 'postgres';
  const text = postgres ? 'TEXT COLLATE "C"' : 'TEXT';
  /** `when` may ask other tables: a condition that Postgres takes only inside a function. */
  const refuseOne = async (
    verb: Verb,
    table: string,
    why: string,
    when?: string,
  ): Promise<void> => {
    const name = `${table}_refuses_${verb.toLowerCase()}`;
    if (!postgres) {
      const condition = when ? `WHEN ${when} ` : '';
      await runner.query(
        `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} ${condition}BEGIN SELECT RAISE(ABORT, '${why}'); END`,
      );
      return;
    }
    const raise = `RAISE EXCEPTION '${why}';`;
    const body = when
      ? `IF ${when} THEN ${raise} END IF; RETURN ${verb === 'DELETE' ? 'OLD' : 'NEW'};`
      : raise;
    await runner.query(
      `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`,
    );
    await runner.query(
      `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} ${when ? 'FOR EACH ROW ' : ''}EXECUTE FUNCTION ${name}()`,
    );
  };
  const refuse = async (table: string, why: string, when?: string): Promise<void> => {
    await refuseOne('UPDATE', table, why, when);
    await refuseOne('DELETE', table, why, when);
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
    /** After the columns of a table that is kept in the order of its key, where the database can. */
    byKey: postgres ? '' : 'WITHOUT ROWID',
    run: async (...statements: string[]): Promise<void> => {
      for (const statement of statements) await runner.query(statement);
    },
    /** Rows of `table` can be added but never changed or removed. */
    appendOnly: (table: string) => refuse(table, `${table} is append-only`),
    /** Rows of `table` can be changed and removed until `column` has a value, never after. */
    frozenOnce: (table: string, column: string) =>
      refuse(table, `${table} never changes once ${column} is set`, `OLD.${column} IS NOT NULL`),
    /** Rows of `table` never change, and go only once a row of `register` with the same `key` says why. */
    removableOnce: async (table: string, register: string, key: string) => {
      await refuseOne('UPDATE', table, `${table} never changes`);
      await refuseOne(
        'DELETE',
        table,
        `${table} goes only once ${register} says why`,
        `NOT EXISTS (SELECT 1 FROM ${register} r WHERE r.${key} = OLD.${key})`,
      );
    },
    /**
     * Rows of `table`, which is append-only (or frozen once the column `frozen` has a value), may lose what they say once a row of
     * `register` says why, whose `key` is what they have as `of`, and whose extent is `extent` where one is named; what is in the
     * columns that `stays` names never changes. Where only such a row about the row `itself` says why, the columns named there stay too.
     */
    redactableOnce: async (table: string, redaction: Redaction) => {
      const { stays, register, key, of = key, extent, itself, frozen } = redaction;
      const name = `${table}_refuses_update`;
      await runner.query(`DROP TRIGGER ${name}${postgres ? ` ON ${table}` : ''}`);
      if (postgres) await runner.query(`DROP FUNCTION ${name}()`);
      const moved = (columns: readonly string[]) =>
        columns.map((column) => `NEW.${column} IS DISTINCT FROM OLD.${column}`);
      const unsaid = (column: string, ofExtent?: string) =>
        `NOT EXISTS (SELECT 1 FROM ${register} r WHERE r.${key} = OLD.${column}${ofExtent ? ` AND r.extent = '${ofExtent}'` : ''})`;
      const refused = itself
        ? `${unsaid(of, extent)} AND (${[unsaid(itself.of, itself.extent), ...moved(itself.stays)].join(' OR ')})`
        : unsaid(of, extent);
      const why = `${table} never changes but where ${register} says why`;
      const changed = [refused, ...moved(stays)].join(' OR ');
      const when = frozen ? `OLD.${frozen} IS NOT NULL AND (${changed})` : changed;
      await refuseOne('UPDATE', table, why, when);
    },
    /** `table` is not emptied at one stroke either, which only Postgres can do and no trigger on rows sees. */
    neverEmptied: async (table: string) => {
      if (!postgres) return;
      const name = `${table}_refuses_truncate`;
      await runner.query(
        `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${table} stays'; END $$`,
      );
      await runner.query(
        `CREATE TRIGGER ${name} BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION ${name}()`,
      );
    },
    /** The figure in `column` only grows, and its rows stay. */
    neverSmaller: async (table: string, column: string) => {
      await refuseOne('UPDATE', table, `${table} never goes back`, `NEW.${column} < OLD.${column}`);
      await refuseOne('DELETE', table, `${table} stays`);
    },
  };
}
