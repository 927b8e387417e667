import { listed, spokenDay } from '../../scoring/index.js';
import type { InventoryFreshness, InventorySource } from '../../supply-chain/index.js';
import type { Basis, StatementStatus } from './facts.js';

export interface About {
  /** What is affected, as people call it. */
  packages: readonly string[];
  /** The first day on which one could be hit, `YYYY-MM-DD`. */
  from: string | null;
  freshDays: InventoryFreshness;
}

const lists: Readonly<Record<Exclude<InventorySource, 'analyst'>, string>> = {
  answer: 'answer',
  sbom: 'SBOM',
  lockfile: 'lock file',
  outreach: 'answer about an incident',
};

const said: Readonly<Record<StatementStatus, string>> = {
  not_affected: 'it is not affected',
  affected: 'it is affected',
  fixed: 'it was affected and is fixed',
  under_investigation: 'it is looking into it',
};

/** What a standing rests on, as one or two sentences; the vendor is "it". */
export function sentenceOf(basis: Basis | null, about: About): string {
  if (!basis) return 'It has said nothing, and there is no list of what it is built from.';
  const first = `${upper(mainClause(basis, about))}.`;
  return basis.outOfUseSince === undefined
    ? first
    : `${first} It is out of use since ${spokenDay(basis.outOfUseSince)}.`;
}

function mainClause(basis: Basis, about: About): string {
  const { rule, statement } = basis;
  const word = statement && wordOf(statement);
  const named = namedIn(basis);
  const silent = `${listOf(basis.list)} does not name ${nameOf(about)}`;
  switch (rule) {
    case 'statement':
      return basis.list ? `${word}, though ${named}` : `${word}`;
    case 'reopened':
      return `${word}, but since then ${named}`;
    case 'version':
    case 'possible':
      return word ? `${named}; ${word}` : named;
    case 'other_version':
      return basis.vaguer
        ? `${named}, a version that is not affected, and counts before ${listOf(basis.vaguer)}, which names it without a version`
        : `${named}, a version that is not affected`;
    case 'aged':
      return `${named}, a version that is not affected, but ${tooOld(basis, about)}`;
    case 'before':
      return `${named}, but describes a day before ${spoken(about.from)}`;
    case 'gone':
      return `${listOf(basis.earlier)} named ${nameOf(about)} and ${listOf(basis.list)} no longer does, so which version it had in between is not known`;
    case 'absent':
      return basis.list?.source === 'answer' ? `${silent}, by its own word` : silent;
    case 'old':
      return `${silent}, but ${tooOld(basis, about)}`;
    case 'unnamed':
      return 'What is affected is not said yet, so its lists show nothing';
    case 'incomplete':
      return `${silent}, but it is not complete`;
    case 'investigating':
      return `${word}`;
    case 'too_early':
      return `${word}, before ${spoken(about.from)}`;
  }
}

function namedIn({ rule, list, tool, version }: Basis): string {
  const what = `${listOf(list)} names ${tool ?? 'it'}`;
  if (version) {
    const cannot = rule === 'possible' ? ', which cannot be compared' : '';
    return `${what} ${version}${cannot}`;
  }
  return rule === 'possible' ? `${what} without a version` : what;
}

const wordOf = ({ status, on }: { status: StatementStatus; on: string }): string =>
  `on ${spokenDay(on)} it said that ${said[status]}`;

function listOf(list: Basis['list']): string {
  if (!list) return 'its list';
  const day = spokenDay(list.on);
  return list.source === 'analyst'
    ? `the list of ${day} that we entered`
    : `its ${lists[list.source]} of ${day}`;
}

function tooOld({ list }: Basis, { freshDays }: About): string {
  const days = list ? freshDays[list.source] : 0;
  return `that is longer ago than the ${days} days for which it counts`;
}

function nameOf({ packages }: About): string {
  const most = 3;
  if (packages.length <= most) return listed(packages) || 'what is affected';
  return `${packages.slice(0, most - 1).join(', ')} or ${packages.length - most + 1} more`;
}

const spoken = (day: string | null): string => (day === null ? 'it began' : spokenDay(day));
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
