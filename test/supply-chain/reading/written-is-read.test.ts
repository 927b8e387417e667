import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInventory, type ReadInventory } from '../../../src/supply-chain/reading/index.js';
import { readAgain, WrittenInventory } from '../../../src/supply-chain/reading/wire.js';

interface Package {
  name: string;
  version: string;
}
type Writer = [name: string, type: 'pypi' | 'npm', write: (all: Package[]) => string];

const json = JSON.stringify;
const writers: Writer[] = [
  [
    'a.cdx.json',
    'pypi',
    (all) =>
      json({
        ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
        components: all.map(({ name, version }) => ({
          ...{ type: 'library', name, version },
          purl: `pkg:pypi/${name}@${encodeURIComponent(version)}`,
        })),
      }),
  ],
  [
    'a.cdx.xml',
    'npm',
    (all) =>
      `<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><components>${all
        .map(
          ({ name, version }) =>
            `<component type="library"><name>${name}</name><version>${version}</version><purl>pkg:npm/${name}@${encodeURIComponent(version)}</purl></component>`,
        )
        .join('\n')}</components></bom>`,
  ],
  [
    'a.spdx.json',
    'pypi',
    (all) =>
      json({
        ...{
          spdxVersion: 'SPDX-2.3',
          dataLicense: 'CC0-1.0',
          SPDXID: 'SPDXRef-DOCUMENT',
          name: 'a',
        },
        ...{
          documentNamespace: 'https://a.example',
          creationInfo: { created: '2026-03-20T00:00:00Z' },
        },
        packages: all.map(({ name, version }, at) => ({
          ...{ SPDXID: `SPDXRef-${at}`, name, versionInfo: version, downloadLocation: 'NONE' },
          externalRefs: [{ referenceType: 'purl', referenceLocator: `pkg:pypi/${name}` }],
        })),
      }),
  ],
  [
    'requirements.txt',
    'pypi',
    (all) => all.map(({ name, version }) => `${name}==${version}`).join('\n'),
  ],
  [
    'uv.lock',
    'pypi',
    (all) =>
      `version = 1\nrequires-python = ">=3"\n${all.map(({ name, version }) => `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "x" }\n`).join('\n')}`,
  ],
  [
    'poetry.lock',
    'pypi',
    (all) =>
      `${all.map(({ name, version }) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`).join('\n')}\n[metadata]\nlock-version = "2.1"\n`,
  ],
  [
    'Pipfile.lock',
    'pypi',
    (all) =>
      json({
        _meta: { 'pipfile-spec': 6 },
        default: Object.fromEntries(
          all.map(({ name, version }) => [name, { version: `==${version}` }]),
        ),
      }),
  ],
  [
    'package-lock.json',
    'npm',
    (all) =>
      json({
        lockfileVersion: 3,
        packages: Object.fromEntries(
          all.map(({ name, version }) => [`node_modules/${name}`, { version }]),
        ),
      }),
  ],
  [
    'pnpm-lock.yaml',
    'npm',
    (all) =>
      `lockfileVersion: '9.0'\npackages:\n${all.map(({ name, version }) => `  ${json(`${name}@${version}`)}:\n    resolution: {}\n`).join('')}`,
  ],
  [
    'yarn.lock',
    'npm',
    (all) =>
      `# yarn lockfile v1\n\n${all.map(({ name, version }) => `${name}@^1:\n  version "${version}"\n`).join('\n')}`,
  ],
];

const letters = (from: string, most: number) =>
  fc.string({ unit: fc.constantFrom(...from), minLength: 1, maxLength: most });
const packages = fc.uniqueArray(
  fc.record({
    name: letters('abcxyz', 8),
    version: fc
      .tuple(fc.nat(99), fc.nat(99), fc.constantFrom('', 'rc1', '.post1', '+local.1', '-beta.2'))
      .map(([major, minor, end]) => `${major}.${minor}${end}`),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 30 },
);

/** Some items before the rest, and before all was known of them; in pieces that end anywhere, as they come out of a pipe. */
async function sentAndRead(inventory: ReadInventory, most = 97) {
  const { items } = inventory;
  const written = new WrittenInventory();
  const early = items.slice(0, items.length / 2).map((item, at) => ({
    ...item,
    ...(inventory.repeated > 0 && at % 2 ? { direct: 'unknown' as const, supplier: 'An' } : {}),
  }));
  const sent = Buffer.from([...written.lines(early), ...written.rest(inventory)].join(''));
  const pieces = async function* () {
    for (let from = 0; from < sent.length; from += most) yield sent.subarray(from, from + most);
  };
  const heard: object[] = [];
  const read = await readAgain(pieces(), async (some) => void heard.push(...some));
  expect(heard).toEqual(items);
  return read;
}

describe('a list that was written', () => {
  it.each(writers)('is read as it was: %s', async (file, type, write) => {
    await fc.assert(
      fc.asyncProperty(packages, async (all) => {
        const read = await readInventory(write(all), file);
        const seen = read.items.map(({ purl, version }) => `${purl}@${version}`);
        expect(seen.sort()).toEqual(
          all.map(({ name, version }) => `pkg:${type}/${name}@${version}`).sort(),
        );
        expect(read).toMatchObject({
          entries: all.length,
          repeated: 0,
          dropped: 0,
          leftOutCount: 0,
        });
        expect(await sentAndRead(read)).toEqual(read);
      }),
      { numRuns: 40 },
    );
  });

  it('accounts for every line whatever is in it, also where it is read again', async () => {
    const line = fc.oneof(
      packages.map((all) => all.map(({ name, version }) => `${name}==${version}`).join('\n')),
      fc.constantFrom(
        '-r other.txt',
        '-e .',
        './here',
        'a>=1',
        '# nothing',
        '',
        'a==1 ; python_version < "3"',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
        const read = await readInventory(`first==1\n${lines.join('\n')}`, 'requirements.txt');
        expect(read.entries).toBe(read.items.length + read.repeated + read.dropped);
        expect(await sentAndRead(read)).toEqual(read);
      }),
    );
  });
});
