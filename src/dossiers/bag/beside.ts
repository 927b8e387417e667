import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayText } from '../../platform/templates/index.js';
import { projectRoot } from '../../platform/project-root.js';

const read = (name: string): string =>
  readFileSync(join(projectRoot, 'templates/dossiers', name), 'utf8');

/** What stands beside the contents: how they are verified, by hand and by two small programs that need nothing of ours. */
export function besideOf(facts: {
  title: string;
  day: string;
  fingerprint: string;
  /** What is in it, as a list in Markdown. */
  contents: string;
}): ReadonlyMap<string, string> {
  const told = read('VERIFY.md').replace(
    /\{(title|day|fingerprint|contents)\}/g,
    (_, name: keyof typeof facts) => (name === 'day' ? dayText(facts.day) : facts[name]),
  );
  return new Map([
    ['VERIFY.md', told],
    ['verify.mjs', read('verify.mjs')],
    ['verify.sh', read('verify.sh')],
  ]);
}
