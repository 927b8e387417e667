import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { NotFound } from '../errors.js';
import {
  declaredSeals,
  KeyRefused,
  keysIn,
  MasterKey,
  SealBroken,
  SealedRows,
} from '../keys/index.js';
import { BlobBroken } from './blob-format.js';
import { Blobs } from './blobs.js';

const looked = 20;

/** A server does not start with a key that is another one's: what it sealed then would not open with the right one. */
@Injectable()
export class RightKey implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
    private readonly key: MasterKey,
    private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    if (await opensNothing(this.database, this.blobs, this.key)) {
      throw new KeyRefused(
        `The master key in ${keysIn(this.config.data)} opens nothing of what is stored: it is another one’s, or newer or older than this data. Put the right one there from the copy of your keys.`,
      );
    }
  }
}

/**
 * Whether the key is plainly not the one: things are stored, and nothing of what was looked at opens. A single one may be damaged
 * itself. Everything that seals must have been loaded.
 */
export async function opensNothing(
  database: Database,
  blobs: Blobs,
  key: MasterKey,
): Promise<boolean> {
  let files = 0;
  for await (const name of blobs.names()) {
    const state = await tried(blobs, name);
    if (state === 'open') return false;
    if (state === 'closed') files += 1;
    if (files === looked) break;
  }
  let texts = 0;
  for (const kind of declaredSeals()) {
    if (kind.place === 'blobs') continue;
    const rows = new SealedRows(database, kind, kind.place);
    for (const { id, sealed } of await rows.sample(looked)) {
      if (opens(() => key.open(kind, id, sealed))) return false;
      texts += 1;
    }
  }
  return files + texts > 1;
}

async function tried(blobs: Blobs, name: string): Promise<'open' | 'closed' | 'gone'> {
  try {
    await blobs.read(name, 0, 0);
    return 'open';
  } catch (error) {
    if (error instanceof BlobBroken) return 'closed';
    if (error instanceof NotFound) return 'gone';
    throw error;
  }
}

function opens(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
