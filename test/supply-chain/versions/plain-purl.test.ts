import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { readPurl } from '../../../src/supply-chain/versions/index.js';

const from = (letters: string, most: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: most });

describe('a package URL that is spelt plainly', () => {
  it('is read as the library of package URLs reads it', () => {
    const name = from('abz09-', 12);
    const version = fc.option(from('aZ09._-', 10), { nil: undefined });
    const type = fc.constantFrom('pypi', 'npm', 'gem', 'cargo');
    fc.assert(
      fc.property(type, name, version, (type, name, version) => {
        const read = readPurl(`pkg:${type}/${name}${version === undefined ? '' : `@${version}`}`);
        const plain = name.replace(/-+/g, '-');
        const spelt = new PackageURL(
          type,
          undefined,
          type === 'pypi' ? plain : name,
          undefined,
          undefined,
          undefined,
        );
        expect(read).toEqual({
          purl: spelt.toString(),
          type,
          name: spelt.name,
          version: version ?? null,
        });
      }),
    );
  });
});
