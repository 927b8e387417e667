import { afterAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { InventoryReader } from '../../../src/supply-chain/imports/inventory-reader.service.js';
import { readInventory } from '../../../src/supply-chain/reading/index.js';

const of = (text: string | Buffer) => Readable.from([Buffer.from(text)], { objectMode: false });
const bom = (components: object[]) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });

describe('files read in a process of their own', () => {
  const reader = new InventoryReader();
  afterAll(() => reader.onApplicationShutdown());

  it.each([
    [
      'a.json',
      bom([
        { type: 'library', name: 'kit', purl: 'pkg:pypi/kit@1' },
        { type: 'file', name: 'x' },
      ]),
    ],
    [
      'a.xml',
      '<bom xmlns="http://cyclonedx.org/schema/bom/1.7" version="1"><components><component type="library"><name>kit</name></component></components></bom>',
    ],
    [
      'uv.lock',
      'version = 1\nrequires-python = ">=3"\n[[package]]\nname = "kit"\nversion = "1"\nsource = { registry = "x" }\n',
    ],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  kit@1.0.0: {}\n"],
    ['yarn.lock', '# yarn lockfile v1\n\nkit@^1:\n  version "1.0.0"\n'],
    ['requirements.txt', 'kit==1\nother>=2\n'],
  ])('answer what is read here, too: %s', async (name, text) => {
    expect(await reader.read(of(text), name)).toEqual(await readInventory(text, name));
  });

  it('hand over what they hold in bundles, before it is known whether it holds', async () => {
    const components = Array.from({ length: 2_500 }, (_, at) => ({
      ...{ type: 'library', name: `kit-${at}` },
    }));
    const heard: number[] = [];
    const early = async (items: object[]) => void heard.push(items.length);
    await reader.read(of(bom(components)), 'a.json', early);
    expect(heard).toEqual([2_000, 500]);
    const wrong = of(bom([...components, { type: 'library', name: 'kit', version: 7 }]));
    await expect(reader.read(wrong, 'a.json', early)).rejects.toThrow(
      /components\[2500\]\.version must be string/,
    );
    expect(heard.slice(2)).toEqual([2_000, 501]);
  });

  it('hold what was learned of a component after it was handed over', async () => {
    const kit = { type: 'library', name: 'kit', purl: 'pkg:pypi/kit@1' };
    const others = Array.from({ length: 2_500 }, (_, at) => ({
      ...{ type: 'library', name: `other-${at}`, purl: `pkg:pypi/other-${at}@1` },
    }));
    const text = bom([kit, ...others, { ...kit, supplier: { name: 'Kit Makers' } }]);
    const heard: { supplier: string | null }[] = [];
    const read = await reader.read(of(text), 'a.json', async (items) => {
      if (heard.length === 0) expect(items[0]).toMatchObject({ name: 'kit', supplier: null });
      heard.push(...items);
    });
    expect(read).toEqual(await readInventory(text, 'a.json'));
    expect(read).toMatchObject({ repeated: 1 });
    expect(heard[0]).toMatchObject({ name: 'kit', supplier: 'Kit Makers' });
  });

  it('find what reads them waiting, where they were expected', async () => {
    const text = bom([{ type: 'library', name: 'kit' }]);
    for (const name of ['a.json', 'a.json', 'yarn.lock']) reader.expect(name);
    const both = ['a.json', 'b.json'].map((name) => reader.read(of(text), name));
    const read = await readInventory(text, 'a.json');
    expect(await Promise.all(both)).toEqual([read, read]);
  });

  it('stop when nobody can take what they hold', async () => {
    const early = () => Promise.reject(new Error('no room'));
    const read = reader.read(of(bom([{ type: 'library', name: 'kit' }])), 'a.json', early);
    await expect(read).rejects.toThrow('no room');
  });

  it('answer in a sentence what is wrong with them', async () => {
    const wrong = reader.read(of(bom([{ type: 'library', name: 7 }])), 'a.json');
    await expect(wrong).rejects.toThrow(/components\[0\]\.name must be string/);
  });

  it('bring down that process at most, by memory or by time', async () => {
    const many = of(`{"a":[${new Array(4_000_000).fill('{}').join(',')}]}`);
    await expect(reader.read(many, 'a.json', undefined, { heap: 32 })).rejects.toThrow(
      /too much time or memory/,
    );
    await expect(reader.read(of(bom([])), 'a.json', undefined, { time: 1 })).rejects.toThrow(
      /too much time or memory/,
    );
    expect((await reader.read(of('kit==1'), 'requirements.txt')).items).toHaveLength(1);
  });

  it('are read only as far as the limit', async () => {
    const endless = Readable.from(
      (function* () {
        for (let at = 0; at < 200; at += 1) yield Buffer.alloc(1024 * 1024, 32);
      })(),
      { objectMode: false },
    );
    await expect(reader.read(endless, 'a.json')).rejects.toThrow(/is larger than 64 MB/);
  });
});
