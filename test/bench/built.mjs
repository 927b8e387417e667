import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = join(import.meta.dirname, '../..');

/** The compiled application below `folder`. */
export class Built {
  constructor(folder) {
    this.folder = join(root, folder);
  }

  path(file) {
    return join(this.folder, file);
  }

  load(file) {
    return import(pathToFileURL(this.path(file)).href);
  }
}
