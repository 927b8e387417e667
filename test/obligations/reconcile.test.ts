import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { obligationKinds } from '../../src/obligations/index.js';
import {
  differences,
  isSame,
  type Derived,
  type Standing,
} from '../../src/obligations/reconcile.js';

const obligation = fc.record({
  kind: fc.constantFrom(...obligationKinds),
  subjectId: fc.constantFrom('a', 'b', 'c'),
  part: fc.constantFrom('', 'full', 'light'),
  vendorId: fc.constant('v'),
  ownerId: fc.constantFrom('ada', 'ben'),
  dueOn: fc.constantFrom('2028-02-28', '2028-02-29', '2028-03-01'),
  title: fc.constantFrom('Reassess', 'Renew'),
  detail: fc.constantFrom<Record<string, string>>({}, { engagement: 'x' }),
});
const keyOf = ({ kind, subjectId, part }: Derived) => `${kind} ${subjectId} ${part}`;
const all = fc.uniqueArray(obligation, { selector: keyOf, maxLength: 20 });

/** The table after what differs was written. */
function written(standing: Standing[], derived: Derived[]): Standing[] {
  const { begun, moved, gone } = differences(standing, derived);
  const changed = new Map(moved.map((row) => [keyOf(row), row]));
  const left = standing.filter((row) => !gone.includes(row));
  return [
    ...left.map((row) => ({ ...row, ...changed.get(keyOf(row)) })),
    ...begun.map((row, at) => ({ ...row, id: `new ${at}` })),
  ];
}
const plain = (rows: Derived[]) =>
  rows
    .map(({ kind, subjectId, part, vendorId, ownerId, dueOn, title, detail }) =>
      JSON.stringify({ kind, subjectId, part, vendorId, ownerId, dueOn, title, detail }),
    )
    .sort();

describe('making the table say what is owed', () => {
  it('ends with every obligation once, whatever stood there, and then has nothing left to do', () => {
    fc.assert(
      fc.property(all, all, (before, derived) => {
        const standing = before.map((row, at) => ({ ...row, id: `${at}` }));
        const after = written(standing, derived);
        expect(plain(after)).toEqual(plain(derived));
        expect(isSame(differences(after, derived))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('writes only what differs: a moved date moves one row', () => {
    fc.assert(
      fc.property(all, fc.nat(), (derived, at) => {
        fc.pre(derived.length > 0);
        const standing = derived.map((row, id) => ({ ...row, id: `${id}` }));
        const moved = derived.map((row, n) =>
          n === at % derived.length ? { ...row, dueOn: '2030-01-01' } : row,
        );
        const found = differences(standing, moved);
        expect([found.begun.length, found.moved.length, found.gone.length]).toEqual([0, 1, 0]);
      }),
    );
  });

  it('refuses two that cannot be told apart', () => {
    const one = { kind: 'outreach', subjectId: 'a', part: '', vendorId: 'v' } as Derived;
    expect(() => differences([], [one, { ...one }])).toThrow('cannot be told apart');
  });
});
