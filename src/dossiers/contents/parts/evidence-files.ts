import { safeName } from '../../bag/safe-name.js';
import { isStored, type Part, type Stored } from './part.js';

/** The files of evidence of one dossier, each once. */
export class EvidenceFiles {
  private readonly parts = new Map<string, Part>();

  /** Where it lies in the dossier, whoever named it how. */
  add(name: string, content: Stored): string {
    const path = this.pathOf(name, content.sha256);
    if (!this.parts.has(path)) {
      const namelessPath = withoutName(path);
      this.parts.set(path, { path, namelessPath, content, holds: 'evidence' });
    }
    return path;
  }

  get all(): Part[] {
    return [...this.parts.values()];
  }

  /** In small letters, since not every system tells large ones apart. Two files may begin with the same eight digits: the second is then told by all of them. */
  private pathOf(name: string, sha256: string): string {
    const file = safeName(name).toLowerCase();
    const path = `evidence/${sha256.slice(0, 8)}-${file}`;
    const taken = this.parts.get(path)?.content;
    const isOther = taken && isStored(taken) && taken.sha256 !== sha256;
    return isOther ? `evidence/${sha256}-${file}` : path;
  }
}

/** Only what kind of file it is stays of its name. */
export const withoutName = (path: string): string =>
  path.replace(/^(evidence\/[0-9a-f]+)-.*?(\.[A-Za-z0-9]{1,8})?$/, '$1-file$2');
