import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keysIn, MasterKey, SigningKey } from '../../platform/keys/index.js';

/** What lies in the folder of keys; nothing is made there. Throws KeyRefused for what is damaged or open to others. */
export interface KeysAtHand {
  master?: MasterKey;
  signing?: SigningKey;
}

export function keysAtHand(data: string): KeysAtHand {
  const folder = keysIn(data);
  return {
    ...(existsSync(join(folder, 'master.key')) && { master: MasterKey.in(folder, false) }),
    ...(existsSync(join(folder, 'signing.pem')) && { signing: SigningKey.in(folder) }),
  };
}

export const namesOf = ({ master }: KeysAtHand): string[] =>
  master ? [master.names.newest, ...(master.names.former ? [master.names.former] : [])] : [];
