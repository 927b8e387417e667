import { entriesOf, isObject, own, parseJson, textAt } from './json.js';
import { inventoryFormats, Unreadable, type Early, type ReadInventory } from './read-inventory.js';
import { looksLikeRequirements, readRequirements } from './requirements.js';

const known = Object.values(inventoryFormats).join(', ');

/**
 * Reads what a file is by its content, and by its name where the content leaves that open. Readers of formats come when they
 * are needed: together they are large.
 * @param text of the whole file
 * @param name as its giver calls the file
 * @param early see `readInventory`
 */
export async function readText(text: string, name: string, early: Early): Promise<ReadInventory> {
  if (/^\s*</.test(text)) return (await import('./cyclonedx-xml.js')).readCycloneDxXml(text);
  if (/^\s*[{[]/.test(text) && !/^\s*\[\[?[A-Za-z_.-]+\]\]?\s*$/m.test(text.slice(0, 2_000))) {
    return readJson(parseJson(text), early);
  }
  const format = formatOf(text, name);
  if (format === 'pnpm_lock') {
    const { parseYaml } = await import('./yaml.js');
    return (await import('./pnpm-lock.js')).readPnpmLock(parseYaml(text));
  }
  if (format === 'yarn_lock') return (await import('./yarn-lock.js')).readYarnLock(text);
  if (format === 'toml') return readToml(text);
  return format === 'requirements' ? readRequirements(text) : unknown(text);
}

async function readJson(value: unknown, early: Early): Promise<ReadInventory> {
  if (textAt(value, 'bomFormat') === 'CycloneDX') {
    return (await import('./cyclonedx-json.js')).readCycloneDxJson(value, early);
  }
  if (own(value, 'spdxVersion') !== undefined) return (await import('./spdx.js')).readSpdx(value);
  if (own(value, 'lockfileVersion') !== undefined) {
    return (await import('./package-lock.js')).readPackageLock(value);
  }
  if (isObject(own(value, '_meta')) && isObject(own(value, 'default'))) {
    return (await import('./python-locks.js')).readPipfileLock(value);
  }
  if (own(value, '@graph') !== undefined) {
    throw new Unreadable('is SPDX 3 or another JSON-LD: read is SPDX 2.3');
  }
  const first = entriesOf(value).map(([key]) => key.slice(0, 40))[0];
  const which = first === undefined ? 'says nothing' : `begins with ${first}`;
  throw new Unreadable(`is JSON, but none of what is read here (${known}): it ${which}`);
}

async function readToml(text: string): Promise<ReadInventory> {
  const { parseToml } = await import('./toml.js');
  const { readPoetryLock, readUvLock } = await import('./python-locks.js');
  const value = parseToml(text);
  const metadata = own(value, 'metadata');
  if (own(metadata, 'lock-version') !== undefined || own(metadata, 'content-hash') !== undefined) {
    return readPoetryLock(value);
  }
  const [first] = Array.isArray(own(value, 'package')) ? (own(value, 'package') as unknown[]) : [];
  // A Cargo.lock looks alike; its packages come from an address in one text, uv’s from a table.
  if (isObject(own(first, 'source')) || own(value, 'requires-python') !== undefined) {
    return readUvLock(value);
  }
  throw new Unreadable(`is TOML, but neither a uv.lock nor a poetry.lock`);
}

type TextFormat = 'yarn_lock' | 'pnpm_lock' | 'toml' | 'requirements';

function formatOf(text: string, name: string): TextFormat | undefined {
  const head = text.slice(0, 20_000);
  if (/^# yarn lockfile v1\s*$/m.test(head) || /^__metadata:\s*$/m.test(head)) return 'yarn_lock';
  if (/^lockfileVersion:/m.test(head)) return 'pnpm_lock';
  if (/^\[\[package\]\]\s*$/m.test(text)) return 'toml';
  const plain = name.toLowerCase();
  if (/(?:^|[\\/])yarn[^\\/]*\.lock$/.test(plain)) return 'yarn_lock';
  if (/(?:^|[\\/])(?:uv|poetry)[^\\/]*\.lock$/.test(plain)) return 'toml';
  if (/\.ya?ml$/.test(plain)) return undefined;
  const isNamed = /(?:require|constraint)[^\\/]*\.(?:txt|in|lock)$/.test(plain);
  return isNamed || looksLikeRequirements(text) ? 'requirements' : undefined;
}

function unknown(text: string): never {
  if (/^SPDXVersion:/m.test(text.slice(0, 2_000))) {
    throw new Unreadable('is SPDX in its tag-value form: read is its JSON form');
  }
  if (text.trim() === '') throw new Unreadable('is empty');
  throw new Unreadable(`is none of what is read here: ${known}`);
}
