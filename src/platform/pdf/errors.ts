import { AssayError } from '../errors.js';

/** There is no browser to print with; the message says what to install. */
export class BrowserMissing extends AssayError {}

/** A document could not be printed; the message says why. */
export class PrintFailed extends AssayError {}
