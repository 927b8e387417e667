import { Collected } from './collected.js';
import { directByAbsence } from './dependency-graph.js';
import { entriesOf, isObject, own, textAt } from './json.js';
import { limits, Unreadable, type ReadInventory } from './read-inventory.js';

const modules = 'node_modules/';
const asked = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const fromAddress = 'comes from an address: which version is not known';

/** Packages of a package-lock.json, whole by its nature. Source: npm, “package-lock.json”; lockfileVersion 1 to 3. */
export function readPackageLock(value: unknown): ReadInventory {
  const version = own(value, 'lockfileVersion');
  if (version !== 1 && version !== 2 && version !== 3) {
    throw new Unreadable(
      'is a package-lock.json of a version that is not read here: read are 1, 2 and 3',
    );
  }
  const collected = new Collected();
  const packages = own(value, 'packages');
  if (isObject(packages)) addPackages(collected, packages);
  else addNested(collected, own(value, 'dependencies'));
  return collected.inventory({
    format: 'package_lock',
    formatVersion: String(version),
    subject: textAt(value, 'name') ?? null,
    isComplete: true,
  });
}

/** Version 2 and 3: by the folder in which each is installed; what has none is the project itself. */
function addPackages(collected: Collected, packages: Record<string, unknown>): void {
  const direct = new Set<string>();
  for (const [folder, one] of Object.entries(packages)) {
    if (folder.includes(modules)) continue;
    for (const name of asked.flatMap((key) => entriesOf(own(one, key)).map(([name]) => name))) {
      const near = `${folder}/${modules}${name}`;
      direct.add(folder !== '' && Object.hasOwn(packages, near) ? near : modules + name);
    }
  }
  for (const [folder, one] of Object.entries(packages)) {
    const at = folder.lastIndexOf(modules);
    // A link leads to a folder of the project, which is no package of somebody else.
    if (at === -1 || own(one, 'link') === true) continue;
    const where = `packages[${JSON.stringify(folder.slice(-150))}]`;
    const version = textAt(one, 'version');
    if (version === undefined) collected.note(where, 'says no version');
    collected.add({
      ...{ where, version, type: 'npm', direct: direct.has(folder) ? 'yes' : 'no' },
      name: textAt(one, 'name') ?? folder.slice(at + modules.length),
    });
  }
}

/** Version 1: each within the one that it is installed for. */
function addNested(collected: Collected, all: unknown): void {
  const needed = new Set<string>();
  for (const { one } of nested(all)) {
    for (const [name] of entriesOf(own(one, 'requires'))) needed.add(name);
  }
  const directness = directByAbsence(needed);
  for (const { name, one, where, depth } of nested(all)) {
    const said = textAt(one, 'version') ?? '';
    const alias = /^npm:((?:@[^/]+\/)?[^@/]+)@(.+)$/.exec(said);
    const isVersion = /^v?\d/.test(said);
    if (!alias && !isVersion) collected.note(where, said === '' ? 'says no version' : fromAddress);
    collected.add({
      ...{ where, type: 'npm', name: alias?.[1] ?? name },
      version: alias?.[2] ?? (isVersion ? said : null),
      direct: depth > 1 ? 'no' : directness(name),
    });
  }
}

interface Nested {
  name: string;
  one: unknown;
  where: string;
  depth: number;
}

function* nested(all: unknown): Generator<Nested> {
  const open = placed(all, 'dependencies', 1);
  for (let place = open.pop(); place; place = open.pop()) {
    if (place.depth > limits.depth) {
      throw new Unreadable(`nests packages more than ${limits.depth} deep`);
    }
    yield place;
    const inner = placed(
      own(place.one, 'dependencies'),
      `${place.where}.dependencies`,
      place.depth + 1,
    );
    for (const one of inner) open.push(one);
  }
}

function placed(all: unknown, where: string, depth: number): Nested[] {
  return entriesOf(all)
    .map(([name, one]) => ({
      name,
      one,
      where: `${where}[${JSON.stringify(name.slice(0, 100))}]`,
      depth,
    }))
    .reverse();
}
