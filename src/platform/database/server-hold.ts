import type { Client } from 'pg';
import { AlreadyRunning } from './single-writer.js';
import { toldOfServer } from './unreachable.js';

/** Any number, the same in every version: who holds it names the same thing. */
const lockNumber = 1_095_979_841;
const againAfterMs = 1_000;
/** The server needs a moment to notice that a process that was killed is gone. */
const patienceMs = 3_000;
const lockNotAvailable = '55P03';

interface Hold {
  url: string;
  /** Nobody else may be there, as for a command that changes the master key; otherwise any number may. */
  alone: boolean;
  report: (error: unknown) => void;
}

/**
 * Tells the database server that this process works on its data. The server lets go of it when the connection ends; one
 * that broke is made again, and a process that was shut out meanwhile ends, since it would go on with what is no longer so.
 */
export async function holdServer(hold: Hold): Promise<() => Promise<void>> {
  let client = await connect(hold);
  let released = false;
  const watch = (): void => {
    client.once('error', (error) => {
      hold.report(error);
      void again();
    });
  };
  const again = async (): Promise<void> => {
    await client.end().catch(() => undefined);
    if (released) return;
    try {
      client = await connect(hold);
      watch();
    } catch (error) {
      hold.report(error);
      if (error instanceof AlreadyRunning) process.kill(process.pid, 'SIGTERM');
      else setTimeout(() => void again(), againAfterMs).unref();
    }
  };
  watch();
  return async () => {
    released = true;
    await client.end().catch(() => undefined);
  };
}

async function connect({ url, alone }: Hold): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'assay hold',
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw toldOfServer(error);
  }
  const lock = alone ? 'pg_advisory_lock' : 'pg_advisory_lock_shared';
  try {
    await client.query(`SET lock_timeout = ${patienceMs}`);
    await client.query(`SELECT ${lock}($1)`, [lockNumber]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    throw new AlreadyRunning(
      alone
        ? 'Assay is running on this database. Stop every instance of it first.'
        : 'A command of Assay needs this database alone, to change a key or to restore a backup. Start again when it has ended.',
    );
  }
}
