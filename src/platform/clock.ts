import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';

@Injectable()
export class Clock {
  private readonly elsewhen = new AsyncLocalStorage<Date>();

  now(): Date {
    return new Date(this.elsewhen.getStore() ?? this.read());
  }

  /** Today as `YYYY-MM-DD` in UTC. */
  today(): string {
    return dayOf(this.now());
  }

  /** Runs `work` as at another instant: for what happened earlier and is entered now. */
  at<T>(instant: Date, work: () => Promise<T>): Promise<T> {
    return this.elsewhen.run(instant, work);
  }

  /** Leaves what `at` set: for work that a moment in the past sets off, but that happens now. */
  present<T>(work: () => T): T {
    return this.elsewhen.exit(work);
  }

  /** Does `work` every so often, until what this gives is called. It keeps no process alive. */
  every(milliseconds: number, work: () => void): () => void {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  }

  protected read(): Date {
    return new Date();
  }
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The day `days` after `day`; both `YYYY-MM-DD`, `days` may be negative. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOf(at);
}

/** The same day of the month `months` later, or that month's last day where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

export function addMilliseconds(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
