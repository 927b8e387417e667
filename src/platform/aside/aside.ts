import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';

/** So much of an answer may wait to be heard, while more is made. */
const aheadBytes = 8 * 1024 * 1024;

export interface AsideLimits {
  /** Milliseconds from being asked to its end. */
  time: number;
  /** Bytes it may answer. */
  answer: number;
  /** Megabytes of its heap. */
  heap: number;
}

/** A program for one task, as plain Node runs it. */
export interface AsideScript {
  path: string;
  /** What it may read besides the packages: files, or folders that end in `*`. */
  reads: readonly string[];
  /** Whether a package of its may make code from text, as those do that compile schemas. */
  compiles?: true;
}

export type Aside = ReturnType<typeof startAside>;

/** Starts a script in a process of its own: without our environment, our files or the right to start anything. */
export function startAside(script: AsideScript, told: readonly string[], limits: AsideLimits) {
  return spawn(process.execPath, [...nodeOptions(script, limits), script.path, ...told], {
    env: {},
    cwd: dirname(script.path),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/**
 * Hands one document to a process that was started for it, and ends that when it takes too long or answers too much. `hear` reads
 * the answer while it comes; resolves with what that made of it, or with undefined when the process crashed or was killed: what
 * was heard is worth nothing then. Rejects when the content could not be read, `hear` does, or no process could be started.
 */
export async function askAside<T>(
  child: Aside,
  content: Readable,
  limits: AsideLimits,
  hear: (answer: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T | undefined> {
  const timer = setTimeout(() => child.kill('SIGKILL'), limits.time);
  try {
    const heard = hear(answerOf(child, limits.answer));
    const [answer, isWhole] = await Promise.all([heard, endOf(child, content)]);
    return isWhole ? answer : undefined;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    content.destroy();
  }
}

async function* answerOf(child: Aside, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  const heldBack = child.stdout.pipe(new PassThrough({ highWaterMark: aheadBytes }));
  for await (const piece of heldBack as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) child.kill('SIGKILL');
    else yield piece;
  }
}

/** Whether it came to its end by itself. */
function endOf(child: Aside, content: Readable): Promise<boolean> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
    content.once('error', (error) => {
      reject(error);
      child.kill('SIGKILL');
    });
    // A child that has crashed reads no more: what it answered tells, not this.
    child.stdin.on('error', () => undefined);
    content.pipe(child.stdin);
  });
}

/** It may read its own code and the packages, and nothing else; it may write and start nothing. */
function nodeOptions({ reads, compiles }: AsideScript, { heap }: AsideLimits): string[] {
  const packages = dirname(
    dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  );
  const stable = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    `--max-old-space-size=${heap}`,
    ...(compiles ? [] : ['--disallow-code-generation-from-strings']),
    '--no-warnings',
    stable ? '--permission' : '--experimental-permission',
    '--allow-addons',
    ...[join(packages, '*'), ...reads].map((path) => `--allow-fs-read=${path}`),
  ];
}
