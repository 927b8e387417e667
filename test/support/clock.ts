import { Clock } from '../../src/platform/clock.js';

const first = '2026-11-23T09:00:00.000Z';

/** A clock that stands still until it is moved or let run. */
export class TestClock extends Clock {
  private standing = new Date(first);

  private goesOn = false;

  protected override read(): Date {
    if (this.goesOn) this.advance(1);
    return this.standing;
  }

  /** From now on every look finds it a millisecond later, as real clocks do. */
  run(): void {
    this.goesOn = true;
  }

  /** Nothing: a minute of the machine may pass in any test, where the clock was moved by years. */
  override every(): () => void {
    return () => undefined;
  }

  /** Stands again where it stood at first. */
  reset(): void {
    this.goesOn = false;
    this.set(first);
  }

  set(instant: string): void {
    this.standing = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.standing = new Date(this.standing.getTime() + milliseconds);
  }

  advanceDays(days: number): void {
    this.advance(days * 24 * 3_600_000);
  }
}
