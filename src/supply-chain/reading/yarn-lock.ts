import { parseSyml } from '@yarnpkg/parsers';
import { Collected } from './collected.js';
import { directByAbsence } from './dependency-graph.js';
import { entriesOf, own, textAt } from './json.js';
import { Unreadable, type ReadInventory } from './read-inventory.js';

/** Packages of a yarn.lock, whole by its nature. Source: Yarn 1, “yarn.lock”. */
export function readYarnLock(text: string): ReadInventory {
  if (/^__metadata:/m.test(text)) {
    throw new Unreadable(
      'is a yarn.lock of Yarn 2 or later: read is that of Yarn 1. A CycloneDX file says the same',
    );
  }
  const all = Object.entries(parsed(text));
  const needed = new Set<string>();
  for (const [, one] of all) {
    for (const key of ['dependencies', 'optionalDependencies']) {
      for (const [name, range] of entriesOf(own(one, key))) needed.add(`${name}@${String(range)}`);
    }
  }
  const directness = directByAbsence(needed);
  const collected = new Collected();
  for (const [pattern, one] of all) {
    const where = pattern.slice(0, 150);
    const name = nameOf(pattern);
    const version = textAt(one, 'version');
    if (version === undefined) collected.note(where, 'says no version');
    collected.add({ where, name, version, type: 'npm', direct: directness(pattern) });
  }
  return collected.inventory({ format: 'yarn_lock', formatVersion: '1', isComplete: true });
}

/** `@scope/a@^1` as `@scope/a`; what goes by another name, `b@npm:a@^1`, by its own. */
function nameOf(pattern: string): string | undefined {
  const [, name, range = ''] = /^(@?[^@]+)@(.*)$/s.exec(pattern) ?? [];
  return /^npm:(@?[^@]+)(?:@|$)/.exec(range)?.[1] ?? name;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return parseSyml(text);
  } catch (error) {
    const { location, message } = error as {
      location?: { start?: { line?: number } };
      message: string;
    };
    const line = location?.start?.line ?? /line (\d+)/.exec(message)?.[1];
    throw new Unreadable(
      `is not the yarn.lock of Yarn 1${line === undefined ? '' : `: line ${line} cannot be read`}`,
    );
  }
}
