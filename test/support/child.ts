import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  lines: string[];
  complaints: string;
}

/** Another process of ours, which a test may kill at any moment. */
export class Child {
  readonly lines: string[] = [];
  readonly ended: Promise<Ended>;
  private complaints = '';
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal, lines: this.lines, complaints: this.complaints });
      });
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      this.lines.push(line);
      for (const look of this.waiting) look();
    });
    child.stderr!.on('data', (piece: Buffer) => (this.complaints += piece.toString()));
  }

  /** Runs a TypeScript file, as compile-children.mjs left it, with these arguments; what it prints can be waited for. */
  static start(script: URL, args: string[] = [], environment: NodeJS.ProcessEnv = {}): Child {
    const inside = fileURLToPath(script).slice(root.length).replace(/\.ts$/, '.js');
    const node = [
      '--no-warnings',
      '--import',
      'reflect-metadata',
      join(root, 'dist/children', inside),
    ];
    const child = spawn(process.execPath, [...node, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return new Child(child);
  }

  /** The first line with `text` in it; fails when the process ends without. */
  async says(text: string): Promise<string> {
    const found = () => this.lines.find((line) => line.includes(text));
    let look = () => undefined as void;
    const said = new Promise<string>((resolve) => {
      look = () => {
        const line = found();
        if (line !== undefined) resolve(line);
      };
      this.waiting.add(look);
      look();
    });
    const over = this.ended.then(({ code }) => {
      const line = found();
      if (line !== undefined) return line;
      throw new Error(`It ended (${code}) without saying “${text}”.\n${this.complaints}`);
    });
    try {
      return await Promise.race([said, over]);
    } finally {
      this.waiting.delete(look);
      over.catch(() => undefined);
    }
  }

  tell(line: string): void {
    this.child.stdin!.write(`${line}\n`);
  }

  /** `kill -9`, or another signal; resolves when it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}
