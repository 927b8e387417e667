import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: the same whether this runs from src/ or from dist/src/. */
export const projectRoot = nearest(dirname(fileURLToPath(import.meta.url)));

function nearest(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return nearest(dirname(folder));
}
