import { Clock } from '../../src/platform/clock.js';

/** A clock that stands still until it is moved. */
export class TestClock extends Clock {
  private at = new Date('2026-11-23T09:00:00.000Z');

  override now(): Date {
    return new Date(this.at);
  }

  set(instant: string): void {
    this.at = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }

  advanceDays(days: number): void {
    this.advance(days * 24 * 3_600_000);
  }
}
