import { SetMetadata } from '@nestjs/common';

export const sweepMark = 'assay:sweep';

export interface SweepMark {
  minutes: number;
  atStart: boolean;
  /** Time alone brings it about: it waits where the clock cannot be believed. */
  byTime: boolean;
}

type Sweeping = <R>(
  target: object,
  property: string,
  descriptor: TypedPropertyDescriptor<() => Promise<R>>,
) => void;

const marked =
  (mark: SweepMark): Sweeping =>
  (target, property, descriptor) =>
    SetMetadata(sweepMark, mark)(target, property, descriptor as PropertyDescriptor);

/**
 * Marks a method that removes what has been kept long enough. It runs at the start and once a day, in every process: make it
 * repeatable, and let two of it do no harm.
 */
export const Daily = (): Sweeping => marked({ minutes: 24 * 60, atStart: true, byTime: true });

/** Like `@Daily()` at the start and then every hour, for what ends with a day. */
export const Hourly = (): Sweeping => marked({ minutes: 60, atStart: true, byTime: true });

/**
 * Like `@Daily()` every so many minutes, and never at the start: whoever started the wrong thing can stop it in time. Unless it is
 * `byTime`, it runs whatever the clock says.
 */
export const Every = (minutes: number, { byTime = false } = {}): Sweeping =>
  marked({ minutes, atStart: false, byTime });
