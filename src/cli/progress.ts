import type { Terminal } from './terminal.js';

const everyMs = 1_000;

/** Says how far a longer work has come, once a second; a shorter one it leaves alone. */
export class Progress {
  private done = 0;
  private said = performance.now();

  constructor(
    private readonly terminal: Terminal,
    private readonly what: string,
    private readonly total: number,
  ) {}

  add(count: number): void {
    this.done += count;
    if (performance.now() - this.said < everyMs) return;
    this.said = performance.now();
    const [done, total] = [this.done, this.total].map((figure) => figure.toLocaleString('en'));
    this.terminal.say(`${this.what}: ${done} of ${total}`);
  }
}
