import type { DataSource, ObjectLiteral } from 'typeorm';

interface Escaping {
  escapeQueryWithParameters(text: string, parameters: ObjectLiteral): [string, unknown[]];
}

const writing = /^\s*(UPDATE|INSERT)\b/;

/**
 * TypeORM writes numbers into the text for SQLite. A row with a version then has another text at each change: prepared anew
 * each time, and kept in place of those that come again. Here they are bound, as everything else is; not where rows are only
 * looked for, since an index over some rows serves only who names its condition.
 */
export function bindNumbers(source: DataSource): DataSource {
  const driver = source.driver as unknown as Escaping;
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (text, parameters) => {
    if (!writing.test(text)) return escape(text, parameters);
    const wrapped: ObjectLiteral = {};
    for (const [key, value] of Object.entries(parameters)) {
      wrapped[key] = typeof value === 'number' ? (Object(value) as unknown) : (value as unknown);
    }
    const [written, values] = escape(text, wrapped);
    return [written, values.map((one) => (one instanceof Number ? one.valueOf() : one))];
  };
  return source;
}
