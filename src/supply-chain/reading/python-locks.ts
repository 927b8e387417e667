import { Collected } from './collected.js';
import { directByAbsence } from './dependency-graph.js';
import { entriesOf, isObject, listAt, own, textAt } from './json.js';
import { pypiName } from '../versions/index.js';
import { Unreadable, type Directness, type ReadInventory } from './read-inventory.js';

/** uv keeps what is the project itself among the packages: by where it comes from it is told from the rest. */
const ownSources = ['editable', 'virtual', 'directory'];

/**
 * Packages of a uv.lock, whole by its nature; what the projects in it ask for is direct.
 * Source: uv, “Locking and syncing”; format version 1.
 */
export function readUvLock(value: unknown): ReadInventory {
  const version = own(value, 'version');
  if (Number(version) !== 1) wrong('version', 'is not 1');
  const packages = listAt(value, 'package');
  const isOwn = (one: unknown) =>
    ownSources.some((key) => textAt(own(one, 'source'), key) !== undefined);
  const projects = packages.filter(isOwn);
  const wanted = new Set(projects.flatMap(wantedBy));
  const main = projects.find((one) =>
    ownSources.some((key) => textAt(own(one, 'source'), key) === '.'),
  );
  const collected = new Collected();
  packages.forEach((one, at) => {
    if (isOwn(one)) return;
    const name = textAt(one, 'name');
    const direct =
      projects.length === 0 ? 'unknown' : wanted.has(pypiName(name ?? '')) ? 'yes' : 'no';
    addPackage(collected, one, `package[${at}]`, direct);
  });
  return collected.inventory({
    format: 'uv_lock',
    formatVersion: '1',
    subject: textAt(main ?? projects[0], 'name') ?? null,
    isComplete: true,
  });
}

/** Packages of a poetry.lock, whole by its nature. Source: Poetry, “poetry.lock”; lock-version 1.x and 2.x. */
export function readPoetryLock(value: unknown): ReadInventory {
  const packages = listAt(value, 'package');
  const needed = new Set(
    packages.flatMap((one) => entriesOf(own(one, 'dependencies')).map(([name]) => pypiName(name))),
  );
  const directness = directByAbsence(needed);
  const collected = new Collected();
  packages.forEach((one, at) => {
    addPackage(collected, one, `package[${at}]`, directness(pypiName(textAt(one, 'name') ?? '')));
  });
  const formatVersion = textAt(own(value, 'metadata'), 'lock-version') ?? null;
  return collected.inventory({ format: 'poetry_lock', formatVersion, isComplete: true });
}

/** Packages of a Pipfile.lock, whole by its nature. Source: Pipenv, “Pipfile.lock”; pipfile-spec 6. */
export function readPipfileLock(value: unknown): ReadInventory {
  const collected = new Collected();
  for (const [section, listed] of entriesOf(value)) {
    if (section === '_meta') continue;
    if (!isObject(listed)) wrong(section, 'is no table of packages');
    for (const [name, one] of entriesOf(listed)) {
      const where = `${section.slice(0, 60)}.${name.slice(0, 100)}`;
      const pinned = textAt(one, 'version');
      const version = /^={2,3}\s*(\S+)$/.exec(pinned ?? '')?.[1] ?? null;
      if (version === null)
        collected.note(where, 'says no one version: which is installed is not known');
      collected.add({ where, name, version, type: 'pypi' });
    }
  }
  const spec = own(own(value, '_meta'), 'pipfile-spec');
  const formatVersion = typeof spec === 'number' ? String(spec) : null;
  return collected.inventory({ format: 'pipfile_lock', formatVersion, isComplete: true });
}

function addPackage(collected: Collected, one: unknown, where: string, direct: Directness): void {
  const name = textAt(one, 'name');
  const version = textAt(one, 'version');
  if (name && version === undefined)
    collected.note(`${where}, ${name.slice(0, 100)}`, 'says no version');
  collected.add({ where, name, version, direct, type: 'pypi' });
}

/** What a project asks for: always, as an extra, and while it is developed. */
function wantedBy(project: unknown): string[] {
  const groups = ['optional-dependencies', 'dev-dependencies'].flatMap((key) =>
    entriesOf(own(project, key)).flatMap(([, listed]) =>
      Array.isArray(listed) ? (listed as unknown[]) : [],
    ),
  );
  return [...listAt(project, 'dependencies'), ...groups].map((one) =>
    pypiName(textAt(one, 'name') ?? ''),
  );
}

function wrong(where: string, why: string): never {
  throw new Unreadable(`is not a lockfile that is read here: ${where.slice(0, 60)} ${why}`);
}
