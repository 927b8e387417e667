import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  origin: string;
  folder: string;
  /** Everything it printed so far. */
  printed(): string;
  /** kill -9, then the same folder again. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** The built application as `npm start` runs it, on a folder and a port of its own. */
export async function runServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-journey-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let output = '';
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['dist/src/main.js'], {
      env: {
        ...process.env,
        ASSAY_DATA: folder,
        ASSAY_PORT: String(port),
        ASSAY_LOG_LEVEL: 'warn',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = child;
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (text: Buffer) => (output += text.toString()));
    }
    await until(async () => {
      if (started.exitCode !== null) throw new Error(`The server ended:\n${output}`);
      return (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok === true;
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill(signal);
    await ended;
  };
  await start();
  return {
    origin,
    folder,
    printed: () => output,
    crashAndRestart: async () => {
      await end('SIGKILL');
      await start();
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function until(reached: () => Promise<boolean>, forMs = 60_000): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
