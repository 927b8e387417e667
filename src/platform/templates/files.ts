import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const READ = /\.(hbs|css)$/;

/** Text of every `.hbs` and `.css` file below `root`, keyed by its path with forward slashes. Links are not followed. */
export function readTemplateFiles(root: string): Map<string, string> {
  const found = new Map<string, string>();
  collect(root, '', found);
  return found;
}

/** A team's own files, which may only be reports; empty when the folder does not exist. */
export function readOverrides(root: string): Map<string, string> {
  if (!existsSync(root)) return new Map();
  const found = readTemplateFiles(root);
  for (const path of found.keys()) {
    if (!/^reports\/[a-z0-9-]+\/[^/]+$/.test(path)) {
      throw new Error(
        `${join(root, path)} is not a report: only reports/<name>/ can be added or overridden here`,
      );
    }
  }
  return found;
}

function collect(root: string, below: string, found: Map<string, string>): void {
  const entries = readdirSync(join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) collect(root, path, found);
    else if (entry.isFile() && READ.test(entry.name)) {
      found.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
}
