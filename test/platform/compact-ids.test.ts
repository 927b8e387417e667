import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactIds } from '../../src/platform/compact-ids.js';

describe('compact ids', () => {
  it('are given back as they came, those that are no UUID first', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid()), fc.array(fc.string()), (ids, others) => {
        fc.pre(others.every((one) => one.length < 36));
        const kept = new CompactIds();
        kept.push(...ids, ...others);
        expect([...kept]).toEqual([...others, ...ids]);
        expect([...kept]).toEqual([...others, ...ids]);
      }),
      { numRuns: 50 },
    );
    const many = Array.from({ length: 10_000 }, (_, at) => {
      const hex = at.toString(16).padStart(12, '0');
      return `01910000-0000-7000-8000-${hex}`;
    });
    const kept = new CompactIds();
    for (const one of many) kept.push(one);
    expect([...kept]).toEqual(many);
    const odd = ['01910000-0000-7000-8000-00000000000G', '0191000A-0000-7000-8000-00000000000a'];
    kept.push(...odd);
    expect([...kept].slice(0, 2)).toEqual(odd);
  });
});
