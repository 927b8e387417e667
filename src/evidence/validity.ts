import { Invalid } from '../platform/errors.js';

interface Days {
  periodFrom?: string | undefined;
  periodTo?: string | undefined;
  issuedOn?: string | undefined;
  expiresOn?: string | undefined;
}

/**
 * Days are `YYYY-MM-DD` and compared as text. Throws Invalid when a period ends before it begins, or something
 * expires before it was issued.
 */
export function assertInOrder({ periodFrom, periodTo, issuedOn, expiresOn }: Days): void {
  if (periodFrom && periodTo && periodTo < periodFrom) {
    throw new Invalid({ periodTo: 'is before the period begins' });
  }
  if (issuedOn && expiresOn && expiresOn < issuedOn) {
    throw new Invalid({ expiresOn: 'is before it was issued' });
  }
}
