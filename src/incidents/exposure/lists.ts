import { namesOnlySome } from '../../supply-chain/index.js';
import { counts, decides } from './counting.js';
import type {
  Basis,
  Certainty,
  Facts,
  ListFact,
  ListHead,
  StandingWord,
  UseFact,
} from './facts.js';
import { withoutVaguer, type GivingWay } from './preciser.js';

export interface ListVerdict {
  standing: Exclude<StandingWord, 'never_asked'>;
  certainty: Certainty | null;
  basis: Basis;
}

/**
 * What a vendor's lists alone say; nothing where there is none, and never clear before it is known what is affected. The
 * first that applies:
 *
 * 1. An affected version in a list that is current or describes a day of the window or later: affected, confirmed.
 * 2. A version that is not known or cannot be compared, in such a list: affected, possible; unless none is told there and
 *    a better list knows it: see `withoutVaguer`.
 * 3. Other versions only: clear if the list describes a day of the window or later, and still counts where the window is
 *    open; stale if it describes a day before, unless a list from before the window no longer names it.
 * 4. Not named at all: clear if such a list counts on the last day of the window (today while it is open) and, for what is
 *    installed, is complete or is what the vendor answered; stale otherwise. What was said about an incident or entered by
 *    hand names only some tools, so its silence shows nothing.
 *
 * Source: our own rules.
 */
export function listsSay(facts: Facts): ListVerdict | undefined {
  const all = [...facts.inventories].sort(newestFirst);
  const [newest] = all;
  if (!newest) return undefined;
  if (!facts.isNamed) return { ...stale, basis: silently('unnamed', newest) };
  const { lists, givingWay } = withoutVaguer(all, facts);
  const naming = lists.filter(({ uses }) => uses.length > 0);
  const silent = lists.filter(({ uses }) => uses.length === 0);
  return (
    withVerdict('affected', naming, facts) ??
    withVerdict('unknown', naming, facts) ??
    otherVersions(naming, silent, facts, givingWay) ??
    absent(silent, facts)
  );
}

const reaches = ({ isCurrent, on }: ListFact, { window: { from } }: Facts): boolean =>
  isCurrent || from === null || on >= from;

function withVerdict(
  verdict: 'affected' | 'unknown',
  naming: readonly ListFact[],
  facts: Facts,
): ListVerdict | undefined {
  for (const list of naming) {
    const use = pick(list, verdict);
    if (!use || !reaches(list, facts)) continue;
    const certainty = verdict === 'affected' ? 'confirmed' : 'possible';
    const rule = verdict === 'affected' ? 'version' : 'possible';
    const gone = verdict === 'affected' ? outOfUse(facts) : {};
    const basis = { ...named(rule, list, use), ...gone };
    return { standing: 'affected', certainty, basis };
  }
  return undefined;
}

/**
 * Since when what is affected is out of use: every list that names it was replaced and a complete list of a later day
 * names nothing that is affected, or may be; or each use was ended by hand.
 */
function outOfUse({ inventories }: Facts): Pick<Basis, 'outOfUseSince'> {
  const naming = inventories.filter(({ uses }) => uses.some(isIt));
  const ends = naming.flatMap(({ uses }) => uses.filter(isIt).map(({ endedOn }) => endedOn));
  if (ends.every((day) => day !== undefined)) return { outOfUseSince: ends.sort().at(-1) ?? '' };
  const still = ({ isCurrent, uses }: ListFact): boolean =>
    isCurrent && uses.some((use) => isIt(use) && use.endedOn === undefined);
  if (naming.some(still)) return {};
  const last =
    naming
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? '';
  const [first] = inventories
    .filter(
      ({ uses, isComplete, on }) =>
        isComplete && on > last && uses.every(({ verdict }) => verdict === 'not_affected'),
    )
    .map(({ on }) => on)
    .sort();
  return first === undefined ? {} : { outOfUseSince: first };
}

const isIt = ({ verdict }: UseFact): boolean => verdict === 'affected';

function otherVersions(
  naming: readonly ListFact[],
  silent: readonly ListFact[],
  facts: Facts,
  givingWay: GivingWay | undefined,
): ListVerdict | undefined {
  const [newest] = naming;
  if (!newest) return undefined;
  const { from } = facts.window;
  if (givingWay) {
    const { precise, use, vague } = givingWay;
    return { ...clear, basis: { ...named('other_version', precise, use), vaguer: headOf(vague) } };
  }
  const inside = naming.filter(({ on }) => from === null || on >= from);
  const counting = inside.find((list) => decides(list, facts));
  if (counting) return { ...clear, basis: named('other_version', counting) };
  const [aged] = inside;
  if (aged) return { ...stale, basis: named('aged', aged) };
  return from === null ? undefined : fromBefore(naming, newest, silent, from, facts);
}

/** It was named before the window only: known to be in use, or dropped since. */
function fromBefore(
  naming: readonly ListFact[],
  newest: ListFact,
  silent: readonly ListFact[],
  from: string,
  facts: Facts,
): ListVerdict {
  const current = naming.find(({ isCurrent }) => isCurrent);
  if (current) return { ...stale, basis: named('before', current) };
  const since = silent.filter((list) => list.on > newest.on && shows(list, facts));
  const dropped = since.find((list) => list.on <= from && counts(list, facts));
  if (dropped) return { ...clear, basis: { ...silently('absent', dropped), ...earlier(newest) } };
  const [after] = since;
  if (!after) return { ...stale, basis: named('before', newest) };
  return { ...stale, basis: { ...silently('gone', after), ...earlier(newest) } };
}

function absent(silent: readonly ListFact[], facts: Facts): ListVerdict {
  const showing = silent.filter((list) => shows(list, facts));
  const fresh = showing.find((list) => counts(list, facts));
  if (fresh) return { ...clear, basis: silently('absent', fresh) };
  const [old] = showing;
  if (old) return { ...stale, basis: silently('old', old) };
  return { ...stale, basis: silently('incomplete', silent[0] as ListFact) };
}

/** Whether what this list does not name is not there. */
const shows = ({ isComplete, source }: ListFact, { isLibrary }: Facts): boolean =>
  !namesOnlySome(source) && (!isLibrary || isComplete || source === 'answer');

const clear = { standing: 'clear', certainty: null } as const;
const stale = { standing: 'stale', certainty: null } as const;

const headOf = ({ id, source, on, grade }: ListFact): ListHead => ({ id, source, on, grade });
const earlier = (list: ListFact): Pick<Basis, 'earlier'> => ({ earlier: headOf(list) });
const silently = (rule: Basis['rule'], list: ListFact): Basis => ({ rule, list: headOf(list) });

function named(rule: Basis['rule'], list: ListFact, use = pick(list)): Basis {
  if (!use) return silently(rule, list);
  return { rule, list: headOf(list), tool: use.tool, version: use.version };
}

/** Of several uses in one list always the same, however they are ordered. */
function pick({ uses }: ListFact, verdict?: UseFact['verdict']): UseFact | undefined {
  const key = ({ tool, version }: UseFact): string => `${tool} ${version ?? ''}`;
  return uses
    .filter((use) => verdict === undefined || use.verdict === verdict)
    .reduce<UseFact | undefined>(
      (first, use) => (first && key(first) <= key(use) ? first : use),
      undefined,
    );
}

function newestFirst(one: ListFact, other: ListFact): number {
  if (one.on !== other.on) return one.on < other.on ? 1 : -1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
