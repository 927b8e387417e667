import { join } from 'node:path';
import { Journal } from '../journal/index.js';
import { system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database/index.js';
import {
  KeyRefused,
  keysIn,
  makeNextKey,
  MasterKey,
  replaceCurrentKey,
} from '../platform/keys/index.js';
import { Blobs, DiskStore } from '../platform/storage/index.js';
import { Resealing } from './resealing.js';
import type { Terminal } from './terminal.js';

const mostNamed = 20;
const figure = (count: number): string => count.toLocaleString('en');

/**
 * Gives everything that is sealed a new master key. At every moment both keys, or the one that is needed, lie in the folder, so
 * that the server reads everything wherever this broke off; doing it again goes on from there. `anyway`: also where something
 * opens with neither key. Everything that seals must have been loaded: who seals something declares it then.
 */
export async function rotateKeys(
  database: Database,
  data: string,
  terminal: Terminal,
  anyway: boolean,
): Promise<number> {
  const keys = keysIn(data);
  const clock = new Clock();
  const before = MasterKey.in(keys, false);
  const store = new DiskStore(join(data, 'blobs'), clock, false);
  const resealingWith = (key: MasterKey) =>
    new Resealing(database, new Blobs(store, key), key, terminal);
  if (before.names.former) terminal.say('A change of the master key was broken off: it goes on.');
  if (await resealingWith(before).opensNothing()) {
    throw new KeyRefused(
      `The key in ${keys} opens nothing of what is stored: it is another one's. Put the right one back; nothing was changed.`,
    );
  }
  await store.removeLeftovers();
  makeNextKey(keys);
  const key = MasterKey.in(keys, false);
  const { files, texts, broken } = await resealingWith(key).all();
  if (broken.length > 0) {
    terminal.complain(`${figure(broken.length)} of what is stored opens with neither key:`);
    for (const one of broken.slice(0, mostNamed)) terminal.complain(`- ${one}`);
    if (broken.length > mostNamed) terminal.complain('- and more');
    if (!anyway) {
      terminal.complain(
        `Both keys stay in ${keys}, and everything else is readable as before. Put these back from a backup and do it again; ` +
          'or, where there is none, end it without them: npm run assay -- keys rotate anyway',
      );
      return 1;
    }
  }
  await note(database, clock, key.names, { files, texts, broken: broken.length });
  replaceCurrentKey(keys);
  terminal.say(
    `The master key was changed: ${figure(files)} files and ${figure(texts)} sealed texts have the new one.`,
  );
  terminal.say(
    `The old key was destroyed in ${keys}. Back up the new one now, apart from the data. Backups of the data made before need ` +
      'the old key: keep its backup for as long as you keep them.',
  );
  return 0;
}

/** Once for each new key, also where the first try was broken off after it. */
async function note(
  database: Database,
  clock: Clock,
  { newest, former }: MasterKey['names'],
  figures: object,
): Promise<void> {
  await database.transaction(async () => {
    const noted = await database.sql<
      unknown[]
    >`SELECT seq FROM journal_entry WHERE action = 'keys.rotated' AND subject_id = ${newest}`;
    if (noted.length > 0) return;
    const subject = { kind: 'key', id: newest };
    const facts = { key: newest, ...figures };
    new Journal(database, clock).record(system, 'keys.rotated', subject, { key: former }, facts);
  });
}
