const everyMs = 1_000;

/** Notes how far a longer work has come, once a second; a shorter one is not noted at all. */
export class ProgressNotes {
  private done = 0;
  private noted = performance.now();
  private noting: Promise<void> = Promise.resolve();

  constructor(private readonly note: (done: number) => Promise<void>) {}

  add(count: number): void {
    this.done += count;
    if (performance.now() - this.noted < everyMs) return;
    this.noted = performance.now();
    const { done } = this;
    // What cannot be noted is no reason to give the work up: the next note follows.
    this.noting = this.noting.then(() => this.note(done)).catch(() => undefined);
  }

  settled(): Promise<void> {
    return this.noting;
  }
}
