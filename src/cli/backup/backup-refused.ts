import { AssayError } from '../../platform/errors.js';

/** A backup cannot be made, is not whole, or cannot be put back; the message says what to do. */
export class BackupRefused extends AssayError {}
