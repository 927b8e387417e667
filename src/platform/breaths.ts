import { setImmediate as nextTurn } from 'node:timers/promises';

const longestMs = 10;

/** Work whose pieces may be long: whoever else waits for this process gets their turn once it took ten milliseconds. */
export class Breaths {
  private since = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.since < longestMs) return;
    await nextTurn();
    this.since = performance.now();
  }
}
