import { ChoiceField } from '../../platform/http/index.js';
import {
  ToolUseQuery,
  toolKinds,
  type FoundUses,
  type ToolKind,
  type ToolUseCounts,
} from '../../supply-chain/index.js';
import { listLinks } from '../frame/list-links.js';
import { selectField } from '../frame/select-field.js';
import { knownOptions, sourceOptions, useLine } from './tool-words.js';

/** What the page of tools is asked: a list by kind, or who uses what a search finds. */
export class ToolSearch extends ToolUseQuery {
  @ChoiceField(toolKinds, { optional: true }) kind?: ToolKind;
}

const ages = [
  { value: 'recent', label: 'Recent' },
  { value: 'stale', label: 'Too long ago' },
];
const ways = [
  { value: 'yes', label: 'Directly' },
  { value: 'no', label: 'Inside another tool' },
  { value: 'unknown', label: 'Not known' },
];
const tiers = [1, 2, 3, 4].map((tier) => ({ value: String(tier), label: `Tier ${tier}` }));

/** What the partial `tools/users` reads: counts, filters, one page of uses, and the file of all. */
export function usersShown(
  { counts, page }: Pick<FoundUses, 'counts' | 'page'>,
  query: ToolUseQuery,
  url: string,
) {
  const { seesOurData, holdsCredentials, direct, source, age, tier, version } = query;
  const filters = [seesOurData, holdsCredentials, direct, source, age, tier, version];
  return {
    counts,
    countLine: countLine(counts),
    uses: page.items.map(useLine),
    filters: {
      seesOurData: selectField('seesOurData', 'Sees our data', knownOptions, seesOurData),
      holdsCredentials: selectField(
        'holdsCredentials',
        'Holds credentials',
        knownOptions,
        holdsCredentials,
      ),
      direct: selectField('direct', 'Used', ways, direct),
      source: selectField('source', 'Source', sourceOptions, source),
      age: selectField('age', 'Age', ages, age),
      tier: selectField('tier', 'Tier', tiers, tier === undefined ? undefined : String(tier)),
      version: {
        name: 'version',
        label: 'Version',
        type: 'search',
        value: version ?? '',
        maxlength: 100,
        width: 10,
      },
    },
    filtered: filters.some((filter) => filter !== undefined),
    csvHref: csvOf(query),
    ...listLinks(url, page),
  };
}

/** The counts as one sentence. */
export function countLine(counts: ToolUseCounts): string {
  const { vendors, seeOurData, holdCredentials, direct, transitive, unknown, stale } = counts;
  if (vendors === 0) return 'No vendor in use is known to use it now.';
  const use = vendors === 1 ? '1 vendor uses it' : `${vendors} vendors use it`;
  const directly = direct === 1 ? '1 uses it directly' : `${direct} use it directly`;
  const old =
    stale === 0 ? '' : ` What is known of ${stale} of ${vendors} is from too long ago to count.`;
  return `${use}: it sees our data at ${seeOurData}, holds credentials at ${holdCredentials}; at ${unknown} one of the two is not known. ${directly}, at ${transitive} it is only inside another tool.${old}`;
}

function csvOf({ cursor: _, size: __, ...query }: ToolUseQuery & { kind?: ToolKind }): string {
  const { kind: ___, ...told } = query;
  const params = Object.entries(told).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/tool-uses.csv?${new URLSearchParams(params).toString()}`;
}
