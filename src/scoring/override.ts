import { bands, isBand, type Band } from './bands.js';

/** A person's band instead of the model's. Whether it is still in force is the caller's to say. */
export interface Override {
  readonly band: Band;
  readonly reason: string;
  readonly by: string;
  /** Day on which it ends, as text that is shown. */
  readonly until: string;
}

/** @throws RangeError on an unknown band, or without reason, name and end. */
export function checkOverride({ band, reason, by, until }: Override): void {
  if (!isBand(band)) {
    throw new RangeError(`Unknown band "${String(band)}"; known are ${bands.join(', ')}`);
  }
  if (!reason.trim() || !by.trim() || !until.trim()) {
    throw new RangeError('An override needs a reason, a name and the day on which it ends');
  }
}
