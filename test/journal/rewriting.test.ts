import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chainStart, detailHashOf, hashOf } from '../../src/journal/chain.js';
import { Walk, type Row } from '../../src/journal/verifying/walk.js';

const count = 10;

/** A journal whose every hash fits, also after somebody rewrote it and computed all that follows anew. */
function chained(facts: readonly Omit<Row, 'seq' | 'previous_hash' | 'hash'>[]): Row[] {
  let previous = chainStart;
  return facts.map((fact, at) => {
    const link = { ...fact, seq: at + 1, previous_hash: previous };
    const hash = hashOf({
      seq: link.seq,
      at: link.at,
      actorKind: link.actor_kind,
      actorId: link.actor_id,
      action: link.action,
      subjectKind: link.subject_kind,
      subjectId: link.subject_id,
      detailHash: link.detail_hash,
      previousHash: link.previous_hash,
    });
    previous = hash;
    return { ...link, hash };
  });
}

const factOf = (id: string) => ({
  at: '2026-11-23T09:00:00.000Z',
  actor_kind: 'user',
  actor_id: 'ada',
  action: 'vendor.changed',
  subject_kind: 'vendor',
  subject_id: id,
  detail_hash: detailHashOf('salt', id),
  salt: 'salt',
  content: id,
});

const original = chained(Array.from({ length: count }, (_, at) => factOf(`v${at}`)));

function problemsOf(rows: readonly Row[], kept: { size: number; hash: string }): string[] {
  const walk = new Walk(kept);
  for (const row of rows) walk.follow(row);
  const last = rows.at(-1);
  const head = { size: rows.length, hash: last?.hash ?? chainStart, last: last?.seq ?? 0 };
  return walk.end(head).problems;
}

const kept = (() => {
  const walk = new Walk(undefined);
  for (const row of original) walk.follow(row);
  return { size: count, hash: walk.end(undefined).root };
})();

const place = fc.nat({ max: count - 1 });
const text = fc.string({ minLength: 1 });
const field = fc.constantFrom(
  'at',
  'actor_kind',
  'actor_id',
  'action',
  'subject_kind',
  'subject_id',
  'detail_hash',
  'previous_hash',
  'hash',
) as fc.Arbitrary<'at' | 'action' | 'hash'>;

/** What somebody with the whole database, but without the kept checkpoint, can do. */
const rewrites: fc.Arbitrary<Row[]> = fc.oneof(
  fc
    .tuple(place, field, text)
    .map(([at, name, more]) =>
      original.with(at, { ...(original[at] as Row), [name]: `${original[at]?.[name]}${more}` }),
    ),
  place.map((at) => original.toSpliced(at, 1)),
  place.map((at) => original.slice(0, at)),
  fc
    .tuple(place, place)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) =>
      original.with(one, original[other] as Row).with(other, original[one] as Row),
    ),
  fc
    .tuple(place, text)
    .map(([at, id]) =>
      chained(original.with(at, { ...factOf(id), seq: 0, previous_hash: '', hash: '' })),
    ),
  place.map((at) => chained(original.toSpliced(at, 1))),
  fc
    .tuple(place, text)
    .map(([at, id]) =>
      chained(original.toSpliced(at, 0, { ...factOf(id), seq: 0, previous_hash: '', hash: '' })),
    ),
);

describe('a journal against a checkpoint that was kept elsewhere', () => {
  it('fits it, also after it has grown', () => {
    expect(problemsOf(original, kept)).toEqual([]);
    expect(problemsOf(chained([...original, factOf('later')]), kept)).toEqual([]);
  });

  it('[ASVS 16.4.2] shows 10,000 edits, deletions, reorderings, truncations and re-chained rewrites: all of them', () => {
    let rewritten = 0;
    fc.assert(
      fc.property(rewrites, (rows) => {
        rewritten += 1;
        expect(problemsOf(rows, kept)).not.toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    expect(rewritten).toBe(10_000);
  });
});
