import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './built.mjs';

const patienceMs = 30_000;
const stoppingMs = 10_000;
const ticksPerSecond = 100;

/** The server as `npm start` runs it. */
export const assayOn = (built, folder, settings = {}) => ({
  script: built.path('src/main.js'),
  settings: { ASSAY_DATA: folder, ...settings },
  ready: '/readyz',
});

/**
 * Starts `script` on a free port with `settings` in its environment and gives `work` its address, its process id and the
 * milliseconds until `ready` answered; ends it afterwards.
 */
export async function withServer(server, work) {
  const { engine = [], script, args = [], settings = {}, ready = '/' } = server;
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, [...engine, script, ...args], {
    cwd: root,
    env: { ...withoutSettings(), ...settings, ASSAY_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = `http://127.0.0.1:${port}`;
  try {
    while (!(await answers(address + ready))) {
      const late = performance.now() - start > patienceMs;
      if (late || child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${script} does not answer:\n${Buffer.concat(said)}`);
      }
      await pause(5);
    }
    return await work({ address, pid: child.pid, startMs: performance.now() - start });
  } finally {
    child.kill('SIGTERM');
    const giveUp = setTimeout(end, stoppingMs);
    await ended;
    clearTimeout(giveUp);
    process.off('exit', end);
  }
}

/** Processor time that a process has used, in seconds; not a number where there is no /proc. */
export function processorSeconds(pid) {
  try {
    const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = rest.split(' ').slice(11, 13).map(Number);
    return (user + system) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}

async function answers(url) {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

function withoutSettings() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('ASSAY_')),
  );
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
