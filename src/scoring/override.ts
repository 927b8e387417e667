import { bands, bandWords, isBand, type Band } from './bands.js';
import { spokenDay } from './wording.js';

/** A person's band instead of the model's. Whether it is still in force is the caller's to say. */
export interface Override {
  readonly band: Band;
  readonly reason: string;
  readonly by: string;
  /** The last day on which it is in force, `YYYY-MM-DD`. */
  readonly until: string;
  /** The score that was before whoever set it, and the model's band in it. */
  readonly over: { readonly score: number; readonly modelBand: Band };
  /** Whether the vendor has submitted anew since. */
  readonly answeredSince: boolean;
}

/** What is shown beside a band that a person has set, wherever it is shown. */
export interface Overridden {
  /** The band that the model gives. */
  readonly modelBand: Band;
  readonly reason: string;
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly until: string;
}

/** @throws RangeError on an unknown band, or without reason, name and the day of its end */
export function checkOverride({ band, reason, by, until }: Override): void {
  if (!isBand(band)) {
    throw new RangeError(`Unknown band "${String(band)}"; known are ${bands.join(', ')}`);
  }
  if (!reason.trim() || !by.trim() || !/^\d{4}-\d\d-\d\d$/.test(until)) {
    throw new RangeError('An override needs a reason, a name and the day on which it ends');
  }
}

/** "Low, set by Ana Lima until 31 Jan 2027: the pilot holds no data of ours", without a full stop. */
export function setByHand({ band, by, until, reason }: Override): string {
  const why = reason.trim().replace(/\.+$/, '');
  return `${bandWords[band]}, set by ${by} until ${spokenDay(until)}: ${why}`;
}

/** The line of the ledger: who set it and why, over what, and that it has outlived what it was set over. */
export function overrideWhy(override: Override, modelBand: Band): string {
  const { over, answeredSince } = override;
  const before = bandWords[over.modelBand].toLowerCase();
  const now =
    modelBand === over.modelBand
      ? ''
      : `; the model now gives ${bandWords[modelBand].toLowerCase()}`;
  const since = answeredSince
    ? ' The vendor has submitted anew since; it stays in force until its end.'
    : '';
  return `${setByHand(override)}. It was set over score ${over.score}, ${before} by the model${now}.${since}`;
}

/** What to show beside the band of a score; null where no person has set it. */
export function overriddenOf(score: {
  readonly override: Override | null;
  readonly bandAfterFloors: Band;
}): Overridden | null {
  if (score.override === null) return null;
  const { reason, by, until } = score.override;
  return { modelBand: score.bandAfterFloors, reason, by, until };
}
