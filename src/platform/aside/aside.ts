import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface AsideLimits {
  /** Milliseconds from its start to its end. */
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

/**
 * Runs a script on one document in a process of its own: without our environment, our files or the right to start anything,
 * and killed when it takes too long or answers too much. Resolves with its answer, or with undefined when it crashed,
 * was killed or had none. Rejects when the content could not be read, or no process could be started.
 */
export async function aside(
  script: AsideScript,
  told: readonly string[],
  content: Readable,
  limits: AsideLimits,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<Buffer | undefined> {
  const child = spawn(process.execPath, [...nodeOptions(script, limits), script.path, ...told], {
    env: {},
    cwd: dirname(script.path),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  started(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), limits.time);
  try {
    return await answerOf(child, content, limits.answer);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    content.destroy();
  }
}

function answerOf(
  child: ChildProcess & { stdin: NodeJS.WritableStream; stdout: Readable },
  content: Readable,
  most: number,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > most) child.kill('SIGKILL');
      else pieces.push(piece);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code === 0 && bytes > 0 && bytes <= most ? Buffer.concat(pieces) : undefined);
    });
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
