import type { Database } from '../platform/database/index.js';
import { declaredSeals, SealedRows, type MasterKey } from '../platform/keys/index.js';
import { opensNothing, resealAll, type Blobs } from '../platform/storage/index.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

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

  async opensNothing(): Promise<boolean> {
    return opensNothing(this.database, this.blobs, this.key);
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
}
