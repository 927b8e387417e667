import { AssayError } from '../../platform/errors.js';
import { noSpace } from '../../platform/storage/index.js';

/** A backup cannot be made, is not whole, or cannot be put back; the message says what to do. */
export class BackupRefused extends AssayError {}

/** What a disk or a database threw, in words, and then what that leaves. Anything else as it is. */
export function toldAs(error: unknown, outcome: string): unknown {
  if (noSpace(error)) return new BackupRefused(`There is no space left. ${outcome}`);
  const { code, message } = error as { code?: unknown; message?: string };
  return typeof code === 'string' ? new BackupRefused(`${message}. ${outcome}`) : error;
}
