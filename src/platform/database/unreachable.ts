/** The server named in the settings does not answer, or has no such database; the message says what to look at. */
export class Unreachable extends Error {}

/** What a driver threw where it was to connect, in words; an error that is ours as it is. */
export function toldOfServer(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  // Several addresses of one name were tried: each has its own error, and all together no words.
  const [first] = error instanceof AggregateError ? (error.errors as { message?: string }[]) : [];
  if (typeof code !== 'string' && first === undefined && !/timeout/i.test(message ?? '')) {
    return error;
  }
  return new Unreachable(
    `The database server cannot be used: ${first?.message ?? message}. Look whether it runs, and whether ASSAY_DATABASE_URL names a database on it that is there.`,
  );
}
