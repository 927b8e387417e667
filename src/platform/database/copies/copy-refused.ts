import { AssayError } from '../../errors.js';

/** A copy of the database cannot be made, looked at or taken back; the message says what to do. */
export class CopyRefused extends AssayError {}
