import { Collected } from './collected.js';
import { entriesOf, isObject, own, textAt } from './json.js';
import { Unreadable, type ReadInventory } from './read-inventory.js';

const asked = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Packages of a pnpm-lock.yaml, whole by its nature. Source: pnpm, “pnpm-lock.yaml”; lockfileVersion 5.3 to 9.0. */
export function readPnpmLock(value: unknown): ReadInventory {
  const version = textAt(value, 'lockfileVersion') ?? '';
  const [major] = version.split('.').map(Number);
  if (major !== 5 && major !== 6 && major !== 9) {
    throw new Unreadable(
      `is a pnpm-lock.yaml of version ${version.slice(0, 20) || 'unknown'}: read are 5, 6 and 9`,
    );
  }
  const direct = directOf(value);
  const collected = new Collected();
  for (const [key, one] of entriesOf(own(value, 'packages'))) {
    const where = `packages[${JSON.stringify(key.slice(0, 150))}]`;
    const named = namedBy(key, one);
    if (!named) {
      collected.leave(where, 'names no package and version that can be read');
      continue;
    }
    const isDirect = direct.has(key) || direct.has(`${named.name}@${named.version}`);
    collected.add({ where, ...named, type: 'npm', direct: isDirect ? 'yes' : 'no' });
  }
  return collected.inventory({ format: 'pnpm_lock', formatVersion: version, isComplete: true });
}

/** Every key or `name@version` that one of the projects asks for. */
function directOf(value: unknown): Set<string> {
  const direct = new Set<string>();
  const importers = entriesOf(own(value, 'importers')).map(([, one]) => one);
  for (const project of [value, ...importers]) {
    for (const [name, said] of asked.flatMap((key) => entriesOf(own(project, key)))) {
      const version = typeof said === 'string' ? said : textAt(said, 'version');
      if (version === undefined || version.startsWith('link:')) continue;
      direct.add(version);
      direct.add(`${name}@${bare(version)}`);
      const named = namedBy(version, undefined);
      if (named) direct.add(`${named.name}@${named.version}`);
    }
  }
  return direct;
}

/**
 * Name and version in a key: `/a/1.0.0_peer` (5), `/a@1.0.0(peer@2.0.0)` (6), `a@1.0.0` (9), each perhaps with a scope. What
 * comes from an address says both beside it.
 */
function namedBy(key: string, one: unknown): { name: string; version: string } | undefined {
  const name = textAt(one, 'name');
  const version = textAt(one, 'version');
  if (name !== undefined && version !== undefined) return { name, version };
  const path = key.replace(/^\//, '');
  const parts = /^((?:@[^@/]+\/)?[^@/]+)[@/]([^/(]+)(?:\(.*\))?$/s.exec(path.slice(0, 2_000));
  const [, named, said] = parts ?? [];
  if (named === undefined || said === undefined || !/^\d/.test(said)) {
    return isObject(one) && name === undefined && version !== undefined && parts?.[1]
      ? { name: parts[1], version }
      : addressed(path, version);
  }
  return { name: named, version: bare(said) };
}

/** `a@https://…` with the version beside it. */
function addressed(path: string, version: string | undefined) {
  const name = /^((?:@[^@/]+\/)?[^@/]+)@(?:https?|git|file)[:+]/.exec(path)?.[1];
  return name !== undefined && version !== undefined ? { name, version } : undefined;
}

/** Without the peers it was resolved with. */
function bare(version: string): string {
  return version.replace(/\(.*$/s, '').replace(/_.*$/s, '');
}
