import { evidenceGrades } from '../../scoring/index.js';
import { decides } from './counting.js';
import type { Facts, ListFact, UseFact } from './facts.js';

/** A list that tells no version of a tool, and the use in a better list that counts before it. */
export interface GivingWay {
  vague: ListFact;
  precise: ListFact;
  use: UseFact;
}

/**
 * Takes from lists what gives way to a more precise list. A use without a version in a list that is only the vendor's word
 * gives way where another list is better proven, is about the same engagement or about all that the vendor does, names the
 * same tool in versions that are not affected only, and would make the vendor clear by its day. Whatever else a list says
 * stays. Source: our own rules.
 *
 * @param lists newest first
 * @returns the lists in the same order, and the newest that gave way, none where nothing did
 */
export function withoutVaguer(
  lists: readonly ListFact[],
  facts: Facts,
): { lists: ListFact[]; givingWay: GivingWay | undefined } {
  const found: GivingWay[] = [];
  const kept = lists.flatMap((vague) => {
    const uses = vague.uses.filter((one) => {
      const better = preciser(vague, one, lists, facts);
      if (better) found.push({ vague, ...better });
      return !better;
    });
    return uses.length === 0 && vague.uses.length > 0 ? [] : [{ ...vague, uses }];
  });
  return { lists: kept, givingWay: found.sort(inOrder)[0] };
}

function preciser(
  vague: ListFact,
  { version, toolId }: UseFact,
  lists: readonly ListFact[],
  facts: Facts,
): Omit<GivingWay, 'vague'> | undefined {
  if (version !== null || vague.grade !== 'assertion') return undefined;
  for (const precise of lists) {
    if (evidenceGrades[precise.grade] <= evidenceGrades.assertion) continue;
    if (!isAbout(precise, vague) || !decides(precise, facts)) continue;
    const uses = precise.uses.filter((one) => one.toolId === toolId);
    const [use] = [...uses].sort((one, other) => compare(one.version, other.version));
    if (use && uses.every(isOther)) return { precise, use };
  }
  return undefined;
}

/** What is about all that a vendor does is about each engagement, but not the other way round. */
const isAbout = ({ engagementId }: ListFact, vague: ListFact): boolean =>
  engagementId === null || engagementId === vague.engagementId;

const isOther = ({ version, verdict }: UseFact): boolean =>
  version !== null && verdict === 'not_affected';

const compare = (one: string | null, other: string | null): number =>
  (one ?? '') < (other ?? '') ? -1 : 1;

/** Of one list always the same tool, however its uses are ordered. */
function inOrder(one: GivingWay, other: GivingWay): number {
  if (one.vague.id !== other.vague.id) return 0;
  return one.use.toolId < other.use.toolId ? -1 : 1;
}
