import { AssayError } from '../platform/errors.js';

export class TooManyTries extends AssayError {
  constructor(readonly seconds: number) {
    const minutes = Math.ceil(seconds / 60);
    super(
      `Too many tries. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then try again.`,
    );
  }
}
