import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type {
  Facts,
  ListFact,
  StatementFact,
  StatementStatus,
  UseFact,
} from '../../src/incidents/exposure/facts.js';
import { decides, isFresh } from '../../src/incidents/exposure/counting.js';
import { sentenceOf } from '../../src/incidents/exposure/sentence.js';
import { standingOf } from '../../src/incidents/exposure/standing.js';
import { addDays } from '../../src/platform/clock.js';
import { inventorySources, namesOnlySome } from '../../src/supply-chain/index.js';

const freshDays = { answer: 180, sbom: 90, lockfile: 90, outreach: 180, analyst: 90 };
const window = { from: '2026-03-24', to: '2026-03-24' };
const open = { from: '2026-03-24', to: null };

const toolId = 'the tool litellm';
const bad: UseFact = { toolId, tool: 'litellm', version: '1.82.7', verdict: 'affected' };
const good: UseFact = { toolId, tool: 'litellm', version: '1.82.6', verdict: 'not_affected' };
const vague: UseFact = { toolId, tool: 'litellm', version: null, verdict: 'unknown' };

const list = (on: string, uses: UseFact[] = [], more: Partial<ListFact> = {}): ListFact => ({
  id: `list of ${on}`,
  engagementId: null,
  source: 'sbom',
  grade: 'artefact',
  on,
  isComplete: true,
  isCurrent: true,
  uses,
  ...more,
});
const said = (status: StatementStatus, on: string, recordedAt = `${on}T12:00:00.000Z`) => ({
  id: `${status} ${recordedAt}`,
  status,
  on,
  recordedAt,
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  inventories: [],
  statements: [],
  window,
  isNamed: true,
  isLibrary: true,
  today: '2026-03-27',
  freshDays,
  ...more,
});
const stand = (more: Partial<Facts>) => {
  const { standing, certainty, basis } = standingOf(facts(more));
  return [standing, certainty, basis?.rule].filter((part) => part).join(' ');
};
const lists = (...inventories: ListFact[]) => stand({ inventories });
const words = (...statements: StatementFact[]) => stand({ statements });

describe('where a vendor stands', () => {
  it.each([
    ['nothing is known', [], 'never_asked'],
    ['an affected version is listed', [list('2026-03-25', [bad])], 'affected confirmed version'],
    [
      'it was listed in the window, and no more',
      [list('2026-03-24', [bad], { isCurrent: false }), list('2026-03-26', [good])],
      'affected confirmed version',
    ],
    [
      'an affected version is in a current list, though from before',
      [list('2026-03-20', [bad])],
      'affected confirmed version',
    ],
    [
      'an affected version is only in an old list from before',
      [list('2026-03-20', [bad], { isCurrent: false }), list('2026-03-25', [good])],
      'clear other_version',
    ],
    ['no version is named', [list('2026-01-10', [vague])], 'affected possible possible'],
    [
      'one of several versions is affected',
      [list('2026-03-25', [good, bad])],
      'affected confirmed version',
    ],
    [
      'one of several is not known',
      [list('2026-03-25', [good, vague])],
      'affected possible possible',
    ],
    ['another version on the first day', [list('2026-03-24', [good])], 'clear other_version'],
    ['another version the day before', [list('2026-03-23', [good])], 'stale before'],
    [
      'it was named before the window, and no more after it',
      [list('2026-03-01', [good], { isCurrent: false }), list('2026-03-26')],
      'stale gone',
    ],
    [
      'it was dropped before the window',
      [list('2025-12-01', [good], { isCurrent: false }), list('2026-03-20')],
      'clear absent',
    ],
    [
      'a current list from before names it, another does not',
      [list('2025-12-01', [good], { source: 'answer' }), list('2026-03-20')],
      'stale before',
    ],
    ['a fresh list does not name it', [list('2026-03-20')], 'clear absent'],
    ['an old list does not name it', [list('2025-11-20')], 'stale old'],
    [
      'a list that is not complete',
      [list('2026-03-20', [], { isComplete: false })],
      'stale incomplete',
    ],
    [
      'an answer does not name it',
      [list('2026-01-20', [], { isComplete: false, source: 'answer' })],
      'clear absent',
    ],
    [
      'an answer from too long ago',
      [list('2025-06-20', [], { isComplete: false, source: 'answer' })],
      'stale old',
    ],
    [
      'an answer about another incident does not name it',
      [list('2026-03-25', [], { source: 'outreach' })],
      'never_asked',
    ],
    [
      'what we entered does not name it',
      [list('2026-03-25', [], { source: 'analyst' })],
      'stale incomplete',
    ],
  ] as [string, ListFact[], string][])('%s', (_, inventories, wanted) => {
    expect(lists(...inventories)).toBe(wanted);
  });

  it.each([
    ['affected', [said('affected', '2026-03-25')], 'affected confirmed statement'],
    ['not affected', [said('not_affected', '2026-03-24')], 'clear statement'],
    ['fixed', [said('fixed', '2026-03-26')], 'clear statement'],
    ['an all-clear from before it began', [said('not_affected', '2026-03-23')], 'stale too_early'],
    ['looking into it', [said('under_investigation', '2026-03-25')], 'stale investigating'],
    [
      'affected, then fixed',
      [said('affected', '2026-03-24'), said('fixed', '2026-03-26')],
      'clear statement',
    ],
    [
      'not affected, then affected',
      [said('affected', '2026-03-26'), said('not_affected', '2026-03-24')],
      'affected confirmed statement',
    ],
    [
      'not affected, then looking into it again',
      [said('not_affected', '2026-03-24'), said('under_investigation', '2026-03-26')],
      'stale investigating',
    ],
    [
      'affected, then looking into it',
      [said('affected', '2026-03-24'), said('under_investigation', '2026-03-26')],
      'affected confirmed statement',
    ],
    [
      'two words of the same moment',
      [said('fixed', '2026-03-26'), said('affected', '2026-03-26')],
      'affected confirmed statement',
    ],
    [
      'a later word of the same day',
      [
        said('affected', '2026-03-26', '2026-03-26T09:00:00.000Z'),
        said('fixed', '2026-03-26', '2026-03-26T17:00:00.000Z'),
      ],
      'clear statement',
    ],
  ] as [string, StatementFact[], string][])('it said: %s', (_, statements, wanted) => {
    expect(words(...statements)).toBe(wanted);
  });

  it('is opened again by a later list with an affected version, and only by that', () => {
    const statements = [said('not_affected', '2026-03-25')];
    const with_ = (...inventories: ListFact[]) => stand({ statements, inventories });
    expect(with_(list('2026-03-26', [bad]))).toBe('affected confirmed reopened');
    expect(with_(list('2026-03-25', [bad]))).toBe('clear statement');
    expect(with_(list('2026-03-26', [vague]))).toBe('clear statement');
  });

  it('is not cleared by lists while the vendor is looking into it', () => {
    const statements = [said('under_investigation', '2026-03-25')];
    const with_ = (inventory: ListFact) => stand({ statements, inventories: [inventory] });
    expect(with_(list('2026-03-26', [good]))).toBe('stale investigating');
    expect(with_(list('2026-03-26', [bad]))).toBe('affected confirmed version');
    expect(with_(list('2026-03-26', [vague]))).toBe('affected possible possible');
  });

  it('goes stale with time where the window is still open', () => {
    const inventories = [list('2026-03-24', [good])];
    const on = (today: string) => stand({ inventories, window: open, today });
    expect(on('2026-06-22')).toBe('clear other_version');
    expect(on('2026-06-23')).toBe('stale aged');
    expect(stand({ inventories, today: '2027-06-23' })).toBe('clear other_version');
    const silent = [list('2026-03-24')];
    expect(stand({ inventories: silent, window: open, today: '2026-06-22' })).toBe('clear absent');
    expect(stand({ inventories: silent, window: open, today: '2026-06-23' })).toBe('stale old');
    expect(stand({ inventories: silent, today: '2027-06-23' })).toBe('clear absent');
  });

  it('knows no day of the window: only what is fresh counts', () => {
    const nowhere = { from: null, to: null };
    const on = (inventory: ListFact) => stand({ window: nowhere, inventories: [inventory] });
    expect(on(list('2026-01-01', [good]))).toBe('clear other_version');
    expect(on(list('2025-01-01', [good]))).toBe('stale aged');
    expect(on(list('2025-01-01', [bad], { isCurrent: false }))).toBe('affected confirmed version');
    expect(stand({ window: nowhere, statements: [said('not_affected', '2020-01-01')] })).toBe(
      'clear statement',
    );
  });

  it('takes any list for what is not installed, however incomplete', () => {
    const inventories = [list('2026-03-20', [], { isComplete: false })];
    expect(stand({ inventories, isLibrary: false })).toBe('clear absent');
    const byHand = inventories.map((one) => ({ ...one, source: 'analyst' as const }));
    expect(stand({ inventories: byHand, isLibrary: false })).toBe('stale incomplete');
  });

  it('is never cleared by lists before it is said what is affected', () => {
    const inventories = [list('2026-03-26')];
    expect(stand({ inventories, isNamed: false })).toBe('stale unnamed');
  });

  it('tells since when an affected version is out of use', () => {
    const basis = (...inventories: ListFact[]) => standingOf(facts({ inventories })).basis;
    const was = list('2026-03-24', [bad], { isCurrent: false });
    expect(basis(was, list('2026-03-26', [good]))).toHaveProperty('outOfUseSince', '2026-03-26');
    expect(basis(was, list('2026-03-27'), list('2026-03-26'))).toHaveProperty(
      'outOfUseSince',
      '2026-03-26',
    );
    expect(basis(was, list('2026-03-26', [vague]))).not.toHaveProperty('outOfUseSince');
    const partial = list('2026-03-26', [], { isComplete: false });
    expect(basis(was, partial)).not.toHaveProperty('outOfUseSince');
    const elsewhere = list('2026-03-24', [bad], { id: 'of another service' });
    expect(basis(was, list('2026-03-26'), elsewhere)).not.toHaveProperty('outOfUseSince');
    const ended = list('2026-03-24', [{ ...bad, endedOn: '2026-03-25' }]);
    expect(basis(ended)).toHaveProperty('outOfUseSince', '2026-03-25');
    expect(basis(ended, elsewhere)).not.toHaveProperty('outOfUseSince');
  });
});

describe('a version that is not told', () => {
  const [gateway, labelling] = ['gateway', 'labelling'];
  const answer = (engagementId: string | null, uses = [vague]) =>
    list('2026-01-10', uses, { id: 'answer', source: 'answer', grade: 'assertion', engagementId });
  const sbom = (more: Partial<ListFact> = {}, on = '2026-03-25') =>
    list(on, [good], { engagementId: gateway, ...more });
  const other: UseFact = { ...vague, toolId: 'another', tool: 'another' };

  it.each([
    ['a list of the same engagement knows it', answer(gateway), sbom(), 'clear other_version'],
    [
      'a list of all that it does knows it',
      answer(gateway),
      sbom({ engagementId: null }),
      'clear other_version',
    ],
    [
      'a list of another engagement knows it',
      answer(labelling),
      sbom(),
      'affected possible possible',
    ],
    [
      'a list of one engagement knows it, of several',
      answer(null),
      sbom(),
      'affected possible possible',
    ],
    [
      'another list that is its word knows it',
      answer(gateway),
      sbom({ grade: 'assertion' }),
      'affected possible possible',
    ],
    [
      'only a list from before knows it',
      answer(gateway),
      sbom({}, '2026-03-23'),
      'affected possible possible',
    ],
    [
      'the better list knows it of one tool of two',
      answer(gateway, [vague, other]),
      sbom(),
      'affected possible possible',
    ],
    [
      'the better list names an affected version, too',
      answer(gateway),
      sbom({ uses: [good, bad] }),
      'affected confirmed version',
    ],
    [
      'somebody has seen that document',
      { ...answer(gateway), grade: 'document' },
      sbom(),
      'affected possible possible',
    ],
  ] as [string, ListFact, ListFact, string][])('%s', (_, one, two, wanted) => {
    expect(lists(one, two)).toBe(wanted);
  });

  it('is told with both lists', () => {
    const { basis } = standingOf(facts({ inventories: [answer(gateway), sbom()] }));
    const about = { packages: ['litellm'], from: '2026-03-24', freshDays };
    expect(sentenceOf(basis, about)).toBe(
      'Its SBOM of 25 Mar 2026 names litellm 1.82.6, a version that is not affected, and counts before its answer of 10 Jan 2026, which names it without a version.',
    );
  });
});

describe('whether a list counts', () => {
  it.each([
    ['2026-03-01', 90, '2026-05-30', true],
    ['2026-03-01', 90, '2026-05-31', false],
    ['2027-12-01', 90, '2028-02-29', true],
    ['2027-12-01', 90, '2028-03-01', false],
    ['2028-02-29', 365, '2029-02-28', true],
    ['2028-02-29', 365, '2029-03-01', false],
  ])('of %s for %i days, on %s: %s', (day, days, until, wanted) => {
    expect(isFresh(day, days, until)).toBe(wanted);
  });

  it('ends on one day, and on no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 999 }),
        (at, n) => {
          const day = addDays('1970-01-01', at);
          expect(isFresh(day, n, addDays(day, n))).toBe(true);
          expect(isFresh(day, n, addDays(day, n + 1))).toBe(false);
        },
      ),
    );
  });
});

describe('whatever is known', () => {
  const days = fc.integer({ min: -200, max: 60 }).map((n) => addDays('2026-03-24', n));
  const uses = fc.array(fc.constantFrom(bad, good, vague), { maxLength: 3 });
  const anyList = fc.record({
    id: fc.uuid(),
    engagementId: fc.constantFrom(null, 'gateway', 'labelling'),
    source: fc.constantFrom(...inventorySources),
    grade: fc.constantFrom('assertion' as const, 'document' as const, 'artefact' as const),
    on: days,
    isComplete: fc.boolean(),
    isCurrent: fc.boolean(),
    uses,
  });
  const anyWord = fc.record({
    id: fc.uuid(),
    status: fc.constantFrom<StatementStatus>(
      'not_affected',
      'affected',
      'fixed',
      'under_investigation',
    ),
    on: days,
    recordedAt: days.map((day) => `${day}T12:00:00.000Z`),
  });
  const anyFacts: fc.Arbitrary<Facts> = fc.record({
    inventories: fc.array(anyList, { maxLength: 4 }),
    statements: fc.array(anyWord, { maxLength: 4 }),
    window: fc.constantFrom(
      window,
      open,
      { from: null, to: null },
      { from: null, to: '2026-04-01' },
    ),
    isNamed: fc.constant(true),
    isLibrary: fc.boolean(),
    today: days,
    freshDays: fc.constant(freshDays),
  });
  const badness = ({ standing, certainty }: ReturnType<typeof standingOf>): number =>
    standing === 'affected' ? (certainty === 'confirmed' ? 3 : 2) : standing === 'clear' ? 0 : 1;

  it('makes a vendor clear only where a fact says so', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        if (standingOf(known).standing !== 'clear') return;
        const { inventories, statements, isLibrary } = known;
        const words = statements.some(({ status }) => ['not_affected', 'fixed'].includes(status));
        const named = inventories.some((one) =>
          one.uses.some(({ verdict }) => verdict === 'not_affected'),
        );
        const silent = inventories.some(
          (one) =>
            one.uses.length === 0 &&
            !namesOnlySome(one.source) &&
            (!isLibrary || one.isComplete || one.source === 'answer'),
        );
        expect(words || named || silent).toBe(true);
      }),
    );
  });

  it('never stands better for one more fact that says it is affected', () => {
    const more = fc.oneof(
      anyList.map((one) => ({
        inventories: [{ ...one, uses: [bad, ...one.uses] }],
        statements: [],
      })),
      anyWord.map((one) => ({
        inventories: [],
        statements: [{ ...one, status: 'affected' as const }],
      })),
    );
    fc.assert(
      fc.property(anyFacts, more, (known, { inventories, statements }) => {
        const after = {
          ...known,
          inventories: [...known.inventories, ...inventories],
          statements: [...known.statements, ...statements],
        };
        expect(badness(standingOf(after))).toBeGreaterThanOrEqual(badness(standingOf(known)));
      }),
    );
  });

  it('changes nothing to hear without a version what a better list knows', () => {
    const vagueOne = fc.record({ id: fc.uuid(), on: days, isComplete: fc.boolean() });
    fc.assert(
      fc.property(anyFacts, anyList, vagueOne, fc.boolean(), (known, better, heard, wide) => {
        const precise: ListFact = { ...better, grade: 'artefact', uses: [good] };
        const engagementId = wide && precise.engagementId === null ? 'any' : precise.engagementId;
        const word: ListFact = {
          ...{ ...heard, engagementId, source: 'answer', grade: 'assertion' },
          ...{ isCurrent: true, uses: [vague] },
        };
        const before = { ...known, inventories: [...known.inventories, precise] };
        fc.pre(decides(precise, before));
        const after = { ...before, inventories: [...before.inventories, word] };
        const where = ({ standing, certainty }: ReturnType<typeof standingOf>) => [
          standing,
          certainty,
        ];
        expect(where(standingOf(after))).toEqual(where(standingOf(before)));
      }),
    );
  });

  it('does not depend on the order in which it is told', () => {
    const shuffled = anyFacts.chain((known) =>
      fc.tuple(
        fc.constant(known),
        fc.shuffledSubarray([...known.inventories], { minLength: known.inventories.length }),
        fc.shuffledSubarray([...known.statements], { minLength: known.statements.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([known, inventories, statements]) => {
        expect(standingOf({ ...known, inventories, statements })).toEqual(standingOf(known));
      }),
    );
  });

  it('is never asked exactly where nothing is known', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const { statements, inventories } = known;
        const lists = inventories.filter((one) => one.source !== 'outreach' || one.uses.length > 0);
        const nothing = lists.length + statements.length === 0;
        expect(standingOf(known).standing === 'never_asked').toBe(nothing);
        expect(standingOf(known).basis === null).toBe(nothing);
      }),
    );
  });

  it('keeps those apart that are affected for certain and those that may be', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const { standing, certainty } = standingOf(known);
        expect(certainty !== null).toBe(standing === 'affected');
      }),
    );
  });
});
