import type { Known, ToolRow } from '../../questionnaires/index.js';
import { sortNameOf } from '../../vendors/index.js';
import type { ToolConcentration, ToolShare } from '../portfolio.dto.js';
import { firstOf, longest } from './counts.js';

/** What one vendor declared in one of its latest submissions that asked for tools. */
export interface Declaration {
  vendorId: string;
  tools: readonly Pick<ToolRow, 'name' | 'seesOurData' | 'holdsCredentials'>[];
}

interface Use {
  seesOurData: Known;
  holdsCredentials: Known;
}

/**
 * Which declared tools how many vendors share. Names are taken for the same whatever their case, accents and spaces;
 * nothing else tells yet that two names mean one tool. A vendor counts once for a tool, with the worst it said of it.
 * @param vendors how many there are in all
 */
export function toolsPart(
  declarations: readonly Declaration[],
  vendors: number,
): ToolConcentration {
  const names = new Map<string, string>();
  const uses = new Map<string, Map<string, Use>>();
  const declared = new Set<string>();
  for (const { vendorId, tools } of declarations) {
    for (const { name, seesOurData, holdsCredentials } of tools) {
      const key = sortNameOf(name);
      if (!names.has(key)) names.set(key, name);
      const by = uses.get(key) ?? new Map<string, Use>();
      const known = by.get(vendorId);
      by.set(vendorId, {
        seesOurData: worseOf(known?.seesOurData, seesOurData),
        holdsCredentials: worseOf(known?.holdsCredentials, holdsCredentials),
      });
      uses.set(key, by);
      declared.add(vendorId);
    }
  }
  const rows = [...uses].map(([key, by]) => rowOf(names.get(key) ?? key, [...by.values()]));
  const { first, more } = firstOf(rows.sort(mostUsed), longest);
  return { tools: first, more, declared: declared.size, silent: vendors - declared.size };
}

const rank: Readonly<Record<Known, number>> = { no: 0, unknown: 1, yes: 2 };

const worseOf = (one: Known | undefined, other: Known): Known =>
  one !== undefined && rank[one] > rank[other] ? one : other;

const rowOf = (name: string, uses: readonly Use[]): ToolShare => ({
  name,
  vendors: uses.length,
  holdCredentials: uses.filter(({ holdsCredentials }) => holdsCredentials === 'yes').length,
  seeOurData: uses.filter(({ seesOurData }) => seesOurData === 'yes').length,
  unknown: uses.filter(
    ({ seesOurData, holdsCredentials }) =>
      seesOurData === 'unknown' || holdsCredentials === 'unknown',
  ).length,
});

const mostUsed = (one: ToolShare, other: ToolShare): number =>
  other.vendors - one.vendors ||
  other.holdCredentials - one.holdCredentials ||
  (one.name < other.name ? -1 : 1);
