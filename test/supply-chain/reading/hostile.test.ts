import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits, readInventory } from '../../../src/supply-chain/reading/index.js';

const bom = (more: object) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more });
const library = (name: string, more: object = {}) => ({ type: 'library', name, ...more });
const open = '<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">';
const kit = '<component type="library"><name>kit</name></component>';

describe('what cannot be read', () => {
  it.each<[string, string, string, RegExp]>([
    ['nothing', '', 'a.json', /is empty/],
    ['JSON cut off', '{\n"bomFormat": "CycloneDX",\n', 'a.json', /is not JSON: line 3/],
    ['JSON with a slip', '{\n"a": 1,\n"b": x}', 'a.json', /is not JSON: line 3/],
    ['JSON of something else', '{"hello":1}', 'a.json', /is JSON, but none.*begins with hello/],
    [
      'an old CycloneDX',
      '{"bomFormat":"CycloneDX","specVersion":"1.2"}',
      'a.json',
      /is CycloneDX 1\.2: read are 1\.4 to 1\.7/,
    ],
    [
      'a number as purl',
      bom({ components: [library('a'), library('b', { purl: 7 })] }),
      'a.json',
      /components\[1\]\.purl must be string/,
    ],
    [
      'an unknown member',
      bom({ components: [library('a', { colour: 'red' })] }),
      'a.json',
      /components\[0\] must NOT have additional properties: colour/,
    ],
    ['a bill of nothing', bom({ components: [] }), 'a.json', /names nothing/],
    ['XML cut off', `${open}<components>`, 'a.xml', /is not XML: line 1/],
    ['XML of something else', '<note/>', 'a.xml', /no CycloneDX: its first element is note/],
    [
      'XML with a wrong element',
      `${open}\n<components>\n<colour/></components></bom>`,
      'a.xml',
      /is not CycloneDX 1\.6.*line 3/,
    ],
    ['TOML with a slip', 'version = 1\n[[package]]\nname = \n', 'uv.lock', /is not TOML: line 3/],
    [
      'a Cargo.lock',
      'version = 3\n[[package]]\nname = "a"\nversion = "1"\nsource = "registry+https://x"\n',
      'Cargo.lock',
      /neither a uv\.lock nor a poetry\.lock/,
    ],
    [
      'YAML with a slip',
      "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: {x\n",
      'pnpm-lock.yaml',
      /is not YAML: line/,
    ],
    [
      'YAML that says a thing twice',
      "lockfileVersion: '9.0'\npackages:\n  a@1.0.0: {}\n  a@1.0.0: {}\n",
      'pnpm-lock.yaml',
      /says a@1\.0\.0 twice: line 4/,
    ],
    [
      'a yarn.lock with a slip',
      '# yarn lockfile v1\n\na@^1:\n  version "1\n',
      'yarn.lock',
      /line \d+ cannot be read/,
    ],
    ['SPDX as tags', 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n', 'a.spdx', /tag-value/],
    [
      'prose',
      'Dear Sir or Madam,\nplease find attached nothing.\n',
      'letter.txt',
      /is none of what is read here/,
    ],
    ['zeros', 'a\0b', 'a.txt', /it holds zeros/],
  ])('says of %s what is wrong and where', async (_, text, name, message) => {
    await expect(readInventory(text, name)).rejects.toThrow(message);
  });

  it('refuses what is not UTF-8, and what is too large before it looks into it', async () => {
    await expect(readInventory(Buffer.from([0x7b, 0xff, 0xfe]), 'a.json')).rejects.toThrow(
      /is not UTF-8/,
    );
    await expect(readInventory(Buffer.alloc(limits.bytes + 1, 32), 'a.json')).rejects.toThrow(
      /is larger than 64 MB/,
    );
  });
});

describe('what is meant to do harm', () => {
  it.each([
    ['a DOCTYPE', `<!DOCTYPE bom [<!ENTITY a "b">]>${open}<components>${kit}</components></bom>`],
    [
      'an external entity',
      `<?xml version="1.0"?>\n<!DOCTYPE bom SYSTEM "file:///etc/passwd">${open}</bom>`,
    ],
    ['a DOCTYPE behind a comment', `<!-- > --><!DOCTYPE bom [<!ENTITY a "b">]>${open}</bom>`],
    ['a DOCTYPE in another case', `<!doctype bom [<!ENTITY a "b">]>${open}</bom>`],
  ])('refuses %s before it parses', async (_, text) => {
    await expect(readInventory(text, 'a.xml')).rejects.toThrow(
      /declares a DOCTYPE or entities: line/,
    );
  });

  it('takes a DOCTYPE in a text for the text it is', async () => {
    const text = `${open}<components><component type="library"><name><![CDATA[<!DOCTYPE a>]]></name></component></components></bom>`;
    expect((await readInventory(text, 'a.xml')).items[0]?.name).toBe('<!DOCTYPE a>');
  });

  it('refuses YAML whose parts stand for each other', async () => {
    const bomb = `lockfileVersion: '9.0'\na: &a [x, x]\nb: &b [*a, *a]\npackages: {}\n`;
    await expect(readInventory(bomb, 'pnpm-lock.yaml')).rejects.toThrow(
      /uses a name for a part of itself: line 2/,
    );
  });

  it('refuses a million components in good time', async () => {
    const many = `[${new Array(1_000_000).fill('{"type":"library","name":"a"}').join(',')}]`;
    const text = `{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":${many}}`;
    await expect(readInventory(text, 'a.json')).rejects.toThrow(/more than 100,000 components/);
    const lines = new Array(200_000).fill('a==1').join('\n');
    await expect(readInventory(lines, 'requirements.txt')).rejects.toThrow(/more than 100,000/);
  });

  it.each([500, 100_000])('refuses components nested %d deep', async (depth) => {
    const part = '{"type":"library","name":"a","components":[';
    const nested = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${part.repeat(depth)}${']}'.repeat(depth)}]}`;
    await expect(readInventory(nested, 'a.json')).rejects.toThrow(/deep/);
    const element = '<component type="library"><name>a</name><components>';
    const xml = `${open}<components>${element.repeat(depth)}${'</components></component>'.repeat(depth)}</components></bom>`;
    await expect(readInventory(xml, 'a.xml')).rejects.toThrow(/deep|is not XML/);
    const locked = `{"lockfileVersion":1,"dependencies":{${'"a":{"version":"1.0.0","dependencies":{'.repeat(depth)}${'}}'.repeat(depth)}}}`;
    await expect(readInventory(locked, 'a.json')).rejects.toThrow(/deep/);
  });

  it('takes keys that every object has for names like any other', async () => {
    const json = `{"lockfileVersion":3,"packages":{"__proto__":{"version":"9"},"node_modules/__proto__":{"version":"1.0.0"},"node_modules/constructor":{"version":"2.0.0"}}}`;
    const read = await readInventory(json, 'package-lock.json');
    expect(read.items.map(({ name, version }) => [name, version])).toEqual([
      ['__proto__', '1.0.0'],
      ['constructor', '2.0.0'],
    ]);
    const yarn = `# yarn lockfile v1\n\n__proto__@^1:\n  version "1.0.0"\n\nconstructor@^2:\n  version "2.0.0"\n`;
    const other = await readInventory(yarn, 'yarn.lock');
    expect(other.items.map(({ name }) => name)).toContain('constructor');
    expect(({} as Record<string, unknown>).version).toBeUndefined();
    await expect(
      readInventory('{"__proto__":{"bomFormat":"CycloneDX","specVersion":"1.6"}}', 'a.json'),
    ).rejects.toThrow(/none of what is read/);
  });

  it('keeps no half of a letter and nothing that turns text around, and says so', async () => {
    const names = ['a\ud800b', 'a\udfffb', 'a\u0000b', 'a b', 'cod\u202eexe.', '\ud801'];
    const text = bom({ components: names.map((name) => library(name, { version: '1\ud800' })) });
    const { items, repeated, dropped, leftOut } = await readInventory(text, 'a.json');
    expect(items.map(({ name, version }) => [name, version])).toEqual([
      ['a b', '1'],
      ['cod exe.', '1'],
    ]);
    expect([repeated, dropped]).toEqual([3, 1]);
    const why = 'has letters in its name that cannot be kept: left out of it';
    expect(leftOut).toEqual([
      ...[0, 1, 2, 4].map((at) => ({ where: `components[${at}]`, why })),
      { where: 'components[5]', why: 'has no name' },
    ]);
    const supplier = { name: `${'x'.repeat(199)}\u{1f600}` };
    const cut = await readInventory(bom({ components: [library('kit', { supplier })] }), 'a.json');
    expect(cut.items[0]?.supplier).toBe('x'.repeat(199));
  });

  it('goes round circles once', async () => {
    const size = 2_000;
    const components = Array.from({ length: size }, (_, at) =>
      library(`p${at}`, { 'bom-ref': `p${at}` }),
    );
    const dependencies = [
      { ref: 'root', dependsOn: ['p0'] },
      ...components.map((_, at) => ({
        ref: `p${at}`,
        dependsOn: [`p${(at + 1) % size}`, 'root', `p${at}`],
      })),
    ];
    const metadata = { component: { type: 'application', 'bom-ref': 'root', name: 'round' } };
    const read = await readInventory(bom({ metadata, components, dependencies }), 'a.json');
    expect(read.items.filter(({ direct }) => direct === 'yes').map(({ name }) => name)).toEqual([
      'p0',
    ]);
    expect(read.items.filter(({ direct }) => direct === 'no')).toHaveLength(size - 1);
  });

  it('bounds what it tells of what was left out, and counts all of it', async () => {
    const text = Array.from({ length: 500 }, (_, at) => `package-${at}>=1`).join('\n');
    const read = await readInventory(text, 'requirements.txt');
    expect(read.leftOut).toHaveLength(limits.told);
    expect(read.leftOutCount).toBe(500);
    expect(read.items).toHaveLength(500);
  });

  it('answers whatever it is given with a list or with what is wrong', async () => {
    const starts = [
      '{"bomFormat":"CycloneDX","specVersion":"1.6",',
      '{"lockfileVersion":3,"packages":',
      '<bom xmlns=',
      '[[package]]\n',
      'lockfileVersion: ',
      '# yarn lockfile v1\n',
      '{"spdxVersion":"SPDX-2.3",',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.oneof(fc.string(), fc.json()),
        async (start, rest) => {
          try {
            const read = await readInventory(start + rest, 'requirements.txt');
            expect(read.entries).toBe(read.items.length + read.repeated + read.dropped);
          } catch (error) {
            expect((error as Error).constructor.name).toBe('Unreadable');
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
