import { listsSay, type ListVerdict } from './lists.js';
import type { Basis, Facts, ListFact, Standing, StatementFact } from './facts.js';

/**
 * Where a vendor stands in an incident, from what is known of it. The order of the facts does not matter, and nothing but
 * a fact that says so makes a vendor clear. Source: our own rules.
 *
 * 1. The vendor's last word counts from its day. `affected` holds until a later word; `not_affected` and `fixed` make it
 *    clear if they date from the beginning of the window or later, until a list of a later day names an affected version.
 *    While the last word is `under_investigation` the lists decide, except that they cannot make it clear.
 * 2. Without such a word the lists decide: see `listsSay`.
 * 3. No list and no word at all: never asked. What it answered about another incident, without a word of this one, is
 *    neither.
 *
 * @param known days as `YYYY-MM-DD`; freshness in days; uses of affected packages only, each with its verdict
 */
export function standingOf(known: Facts): Standing {
  const facts = { ...known, inventories: known.inventories.filter(tells) };
  const { statements, inventories, window } = facts;
  if (statements.length === 0 && inventories.length === 0) {
    return { standing: 'never_asked', certainty: null, basis: null };
  }
  const said = inTime(statements, window.from);
  const lists = listsSay(facts);
  const last = said.find(({ status }) => status !== 'under_investigation');
  const investigating = said[0]?.status === 'under_investigation' ? said[0] : undefined;
  if (last?.status === 'affected') {
    return affected('confirmed', { rule: 'statement', statement: wordOf(last) });
  }
  if (last && !investigating) return afterAllClear(last, lists);
  if (lists?.standing === 'affected') return fromLists(lists, investigating);
  if (investigating) {
    const basis = { rule: 'investigating' as const, statement: wordOf(investigating) };
    return { standing: 'stale', certainty: null, basis };
  }
  if (lists) return fromLists(lists, undefined);
  return tooEarly(statements);
}

/** Who was asked about one thing was not asked about another. */
const tells = ({ source, uses }: ListFact): boolean => source !== 'outreach' || uses.length > 0;

/** What was said, the last word first; an all-clear from before the window began is left out. */
function inTime(statements: readonly StatementFact[], from: string | null): StatementFact[] {
  const allClear = ({ status }: StatementFact): boolean =>
    status === 'not_affected' || status === 'fixed';
  return [...statements]
    .filter((word) => !allClear(word) || from === null || word.on >= from)
    .sort(lastFirst);
}

const gravity = { affected: 0, under_investigation: 1, fixed: 2, not_affected: 3 } as const;

/** By day, then by when it was recorded; of words of the same moment the gravest counts as the last. */
function lastFirst(one: StatementFact, other: StatementFact): number {
  return (
    compare(other.on, one.on) ||
    compare(other.recordedAt, one.recordedAt) ||
    gravity[one.status] - gravity[other.status] ||
    compare(one.id, other.id)
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function afterAllClear(last: StatementFact, lists: ListVerdict | undefined): Standing {
  const statement = wordOf(last);
  const found = lists?.standing === 'affected' && lists.certainty === 'confirmed';
  if (!found) {
    return { standing: 'clear', certainty: null, basis: { rule: 'statement', statement } };
  }
  const { list } = lists.basis;
  const later = list !== undefined && list.on > last.on;
  if (later) return affected('confirmed', { ...lists.basis, rule: 'reopened', statement });
  const basis: Basis = { ...lists.basis, rule: 'statement', statement };
  return { standing: 'clear', certainty: null, basis };
}

function fromLists(
  { standing, certainty, basis }: ListVerdict,
  investigating: StatementFact | undefined,
): Standing {
  const also = investigating ? { statement: wordOf(investigating) } : {};
  return { standing, certainty, basis: { ...basis, ...also } };
}

/** There is nothing but an all-clear from before the window. */
function tooEarly(statements: readonly StatementFact[]): Standing {
  const [last] = [...statements].sort(lastFirst);
  if (!last) throw new Error('Somebody of whom nothing is known was never asked.');
  const basis = { rule: 'too_early' as const, statement: wordOf(last) };
  return { standing: 'stale', certainty: null, basis };
}

const affected = (certainty: 'confirmed' | 'possible', basis: Basis): Standing => ({
  standing: 'affected',
  certainty,
  basis,
});

const wordOf = ({ id, status, on }: StatementFact) => ({ id, status, on });
