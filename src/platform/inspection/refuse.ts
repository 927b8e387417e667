import { Invalid } from '../errors.js';

/** Refuses the file with a clause that says what is wrong and what to do. */
export function refuse(clause: string): never {
  throw new Invalid({ file: clause });
}
