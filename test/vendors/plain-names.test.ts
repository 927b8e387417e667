import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sortNameOf, wordsOf } from '../../src/vendors/index.js';

describe('names without accents', () => {
  const names = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'aZ09 -_.@/\t') }),
    fc.string({ unit: 'binary-ascii' }),
  );

  it('are sorted and searched as every other, only sooner', () => {
    fc.assert(
      fc.property(names, (name) => {
        // A mark without a letter changes nothing of the rest, but is no longer plain.
        const marked = `${name}\u0301`;
        expect(sortNameOf(name)).toBe(sortNameOf(marked));
        expect(wordsOf(name)).toEqual(wordsOf(`${name} \u00df`).filter((word) => word !== 'ß'));
      }),
    );
  });
});
