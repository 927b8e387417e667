import type { Database } from '../platform/database/index.js';
import { declaredSeals, SealBroken, SealedRows, type MasterKey } from '../platform/keys/index.js';
import { BlobBroken, resealAll, type Blobs } from '../platform/storage/index.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

const looked = 20;

export interface Sealed {
  files: number;
  texts: number;
  /** What no key opens, by name. */
  broken: string[];
}

/** Everything that was ever sealed: the columns that are declared, and the stored files. */
export class Resealing {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
    private readonly key: MasterKey,
    private readonly terminal: Terminal,
  ) {}

  /** Whether the key is plainly not the one: something is stored, and nothing of what was looked at opens. */
  async opensNothing(): Promise<boolean> {
    let closed = 0;
    for (const kind of declaredSeals()) {
      if (kind.place === 'blobs') continue;
      const rows = new SealedRows(this.database, kind, kind.place);
      for (const { id, sealed } of await rows.sample(looked)) {
        if (opens(() => this.key.open(kind, id, sealed))) return false;
        closed += 1;
      }
    }
    let files = 0;
    for await (const name of this.blobs.names()) {
      if (await this.opensFile(name)) return false;
      closed += 1;
      files += 1;
      if (files === looked) break;
    }
    return closed > 0;
  }

  async all(): Promise<Sealed> {
    const texts = await this.texts();
    const files = await this.files();
    return { texts: texts.count, files: files.count, broken: [...texts.broken, ...files.broken] };
  }

  private async texts(): Promise<{ count: number; broken: string[] }> {
    const broken: string[] = [];
    let count = 0;
    for (const kind of declaredSeals()) {
      if (kind.place === 'blobs') continue;
      const rows = new SealedRows(this.database, kind, kind.place);
      const progress = new Progress(this.terminal, `Sealed as ${kind.name}`, await rows.count());
      for await (const batch of rows.reseal(this.key)) {
        progress.add(batch.seen);
        count += batch.seen - batch.broken.length;
        broken.push(...batch.broken.map((id) => `${kind.name} ${id}`));
      }
    }
    return { count, broken };
  }

  private async files(): Promise<{ count: number; broken: string[] }> {
    const names: string[] = [];
    for await (const name of this.blobs.names()) names.push(name);
    const broken: string[] = [];
    let count = 0;
    const progress = new Progress(this.terminal, 'Files', names.length);
    await resealAll(this.blobs, names, (name, how) => {
      progress.add(1);
      if (how === 'broken') broken.push(`file ${name}`);
      else if (how !== 'gone') count += 1;
    });
    return { count, broken };
  }

  private async opensFile(name: string): Promise<boolean> {
    try {
      await this.blobs.read(name, 0, 0);
      return true;
    } catch (error) {
      if (error instanceof BlobBroken) return false;
      throw error;
    }
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
