import { spawn } from 'node:child_process';
import { CopyRefused } from './copy-refused.js';

const mostComplaints = 2_000;
/** What both the driver and the tools understand of an address. */
const shared = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'host', 'port', 'user', 'options'];

/**
 * Runs one of the database server's own tools on the database at `url`, without a shell. The password goes in the environment:
 * everybody on the machine can read arguments.
 */
export async function runTool(
  tool: 'pg_dump' | 'pg_restore',
  url: string,
  args: readonly string[],
): Promise<void> {
  const { address, password } = withoutPassword(url);
  const inside = password === undefined ? {} : { PGPASSWORD: password };
  await run(tool, [...args, '--no-password', `--dbname=${address}`], inside);
}

export async function readsWhole(file: string): Promise<boolean> {
  try {
    await run('pg_restore', ['--file=/dev/null', file], {});
    return true;
  } catch (error) {
    if (error instanceof ToolMissing) throw error;
    if (error instanceof CopyRefused) return false;
    throw error;
  }
}

export class ToolMissing extends CopyRefused {}

async function run(
  tool: string,
  args: readonly string[],
  inside: Record<string, string>,
): Promise<void> {
  const child = spawn(tool, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...inside },
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaints = (complaints + piece).slice(0, mostComplaints);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new ToolMissing(missing(tool)) : error);
    });
    child.once('close', resolve);
  });
  if (code !== 0) throw new CopyRefused(`${tool} did not do it (${code}). ${complaints.trim()}`);
}

const missing = (tool: string): string =>
  `${tool} is not on the PATH. Install the client tools of your database server, of its version or a newer one.`;

function withoutPassword(text: string): { address: string; password: string | undefined } {
  const url = new URL(text);
  const password = url.password || url.searchParams.get('password');
  url.password = '';
  if (['true', '1'].includes(url.searchParams.get('ssl') ?? '')) {
    url.searchParams.set('sslmode', 'require');
  }
  for (const name of [...url.searchParams.keys()]) {
    if (!shared.includes(name)) url.searchParams.delete(name);
  }
  return { address: url.href, password: password ? decodeURIComponent(password) : undefined };
}
