import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changed } from '../../src/journal/changed.js';
import { Marked } from '../../src/journal/marked.js';
import { chainStart, detailHashOf, hashOf, type Link } from '../../src/journal/chain.js';

const link: fc.Arbitrary<Link> = fc.record({
  seq: fc.nat(),
  at: fc.string(),
  actorKind: fc.string(),
  actorId: fc.string(),
  action: fc.string({ unit: 'grapheme' }),
  subjectKind: fc.string(),
  subjectId: fc.string(),
  detailHash: fc.string(),
  previousHash: fc.string(),
});

describe('the hash of an entry', () => {
  it('is fixed: what was written once verifies for ever', () => {
    const first: Link = {
      seq: 1,
      at: '2026-11-23T09:00:00.000Z',
      actorKind: 'system',
      actorId: 'system',
      action: 'vendor.added',
      subjectKind: 'vendor',
      subjectId: 'v1',
      detailHash: detailHashOf('salt', '{}'),
      previousHash: chainStart,
    };
    expect(hashOf(first)).toBe('c9a3de18e6b1a817d2e355a6f9636a3dcd5a098b5597364c519d527d7f0d79ca');
  });

  it('is the same for the same entry only', () => {
    fc.assert(
      fc.property(link, link, (one, two) => {
        const same = JSON.stringify(one) === JSON.stringify(two);
        expect(hashOf(one) === hashOf(two)).toBe(same);
        expect(hashOf({ ...one })).toBe(hashOf(one));
      }),
    );
  });

  it('is another when any one field is', () => {
    const fields = [
      'at',
      'actorKind',
      'actorId',
      'action',
      'subjectKind',
      'subjectId',
      'detailHash',
      'previousHash',
    ] as const;
    fc.assert(
      fc.property(
        link,
        fc.constantFrom(...fields),
        fc.string({ minLength: 1 }),
        (one, field, more) => {
          expect(hashOf({ ...one, [field]: one[field] + more })).not.toBe(hashOf(one));
          expect(hashOf({ ...one, seq: one.seq + 1 })).not.toBe(hashOf(one));
        },
      ),
    );
  });

  it('does not let text move from one field into the next', () => {
    fc.assert(
      fc.property(link, fc.string({ minLength: 1 }), (one, text) => {
        const here = { ...one, actorId: one.actorId + text };
        const there = { ...one, action: text + one.action };
        expect(hashOf(here)).not.toBe(hashOf(there));
      }),
    );
  });

  it('of a detail needs the salt', () => {
    expect(detailHashOf('a', 'content')).not.toBe(detailHashOf('b', 'content'));
  });
});

const facts = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.jsonValue(),
);

describe('what changed', () => {
  it('is nothing between equal facts', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(changed(one, structuredClone(one))).toEqual({ before: {}, after: {} });
      }),
    );
  });

  it('names exactly the fields that differ, with both values', () => {
    fc.assert(
      fc.property(facts, facts, (one, two) => {
        const was = JSON.parse(JSON.stringify(one)) as Record<string, unknown>;
        const is = JSON.parse(JSON.stringify(two)) as Record<string, unknown>;
        const { before, after } = changed(one, two) as Record<
          'before' | 'after',
          Record<string, unknown>
        >;
        const rebuilt = { ...was };
        for (const key of Object.keys(before)) delete rebuilt[key];
        expect({ ...rebuilt, ...after }).toEqual(is);
        for (const key of Object.keys(before)) expect(before[key]).toEqual(was[key]);
      }),
    );
  });

  it('is everything where one side is missing, as plain data', () => {
    const at = new Date('2026-11-23T09:00:00Z');
    expect(changed(null, { at, none: undefined })).toEqual({
      before: null,
      after: { at: '2026-11-23T09:00:00.000Z' },
    });
    expect(changed({ at }, null)).toEqual({
      before: { at: '2026-11-23T09:00:00.000Z' },
      after: null,
    });
  });

  it('sees a date that is the same moment as unchanged', () => {
    const at = '2026-11-23T09:00:00.000Z';
    expect(changed({ at: new Date(at) }, { at: new Date(at) })).toEqual({ before: {}, after: {} });
  });
});

describe('numbers that are marked', () => {
  it('come in their order, each once, so many at a time', async () => {
    const numbers = fc.integer({ min: 1, max: 400 }).chain((largest) =>
      fc.record({
        largest: fc.constant(largest),
        given: fc.array(fc.integer({ min: 0, max: largest })),
        size: fc.integer({ min: 1, max: 9 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(numbers, async ({ largest, given, size }) => {
        const marked = new Marked(largest);
        for (const one of given) marked.add(one);
        const slices: number[][] = [];
        for await (const some of marked.slices(size)) slices.push(some);
        const wanted = [...new Set(given)].sort((one, other) => one - other);
        expect(slices.flat()).toEqual(wanted);
        expect(slices.slice(0, -1).every((some) => some.length === size)).toBe(true);
        expect(slices.length).toBe(Math.ceil(wanted.length / size));
      }),
      { numRuns: 50 },
    );
  });
});
