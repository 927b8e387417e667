import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../project-root.js';

/**
 * Where plain Node finds a module of ours, to run it in a process of its own: beside the one that asks; where that is
 * TypeScript, as it is in tests, among what was compiled of it for such processes.
 * @param asker `import.meta.url`
 * @param module relative to it, such as `./child.js`
 */
export function plainScript(asker: string, module: string): string {
  const place = fileURLToPath(new URL(module, asker));
  if (!asker.endsWith('.ts')) return place;
  return join(projectRoot, 'dist/children', relative(projectRoot, place));
}

/** Everything in a folder of ours, and what tells Node which kind of modules those are. */
export function modulesIn(...scripts: string[]): string[] {
  return [
    ...scripts.map((script) => join(dirname(script), '*')),
    join(projectRoot, 'package.json'),
  ];
}
