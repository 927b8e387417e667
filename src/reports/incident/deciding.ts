import { totalOf, type Counts, type IncidentView } from '../../incidents/index.js';
import { cut } from '../views/words.js';
import type {
  IncidentReportView,
  OutreachPart,
  ReportGroup,
  RotationsPart,
} from './incident.view.js';

export interface Known {
  incident: Pick<IncidentView, 'isConfirmed' | 'state'>;
  counts: Counts;
  groups: readonly ReportGroup[];
  outreach: OutreachPart | null;
  rotations: RotationsPart | null;
  disputed: readonly string[];
}

const mostNames = 12;
const longestDisputed = 250;
const are = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** How much of the portfolio is known: "Of 43 of 56 vendors in use we know where they stand; of 13 we do not." */
export function coverageOf(counts: Counts): string {
  const all = totalOf(counts);
  if (all === 0) return 'There is no vendor in use.';
  const known = counts.confirmed + counts.clear;
  const open = all - known;
  const first = `Of ${known} of ${are(all, 'vendor', 'vendors')} in use we know where they stand (${Math.floor((100 * known) / all)}%)`;
  return open === 0
    ? `${first}.`
    : `${first}; of ${open} we do not, and that is not the same as clear.`;
}

/** The few lines by which somebody decides, the gravest first. */
export function decidingLines(known: Known): IncidentReportView['decides'] {
  const { incident, counts, groups, outreach, rotations } = known;
  const hit = groups.find(({ standing }) => standing === 'affected')?.lines ?? [];
  const holding = hit.filter(({ holds }) => holds !== null);
  const lines: IncidentReportView['decides'] = [
    {
      what: 'Our data',
      detail: incident.isConfirmed
        ? 'It is confirmed that it touches our data.'
        : 'Nobody has confirmed that it touches our data.',
    },
    {
      what: 'Affected vendors',
      detail:
        counts.affected === 0
          ? 'None that we know of.'
          : `${are(counts.confirmed, 'is', 'are')} affected for certain, ${counts.possible} perhaps; ${holding.length} of those listed ${holding.length === 1 ? 'holds' : 'hold'} something of ours${namesOf(holding)}.`,
    },
    {
      what: 'Not known',
      detail:
        counts.stale + counts.never_asked === 0
          ? 'Nothing: every vendor in use is affected or clear.'
          : `${are(counts.stale, 'vendor is', 'vendors are')} stale: what we know is too old or not enough. ${are(counts.never_asked, 'vendor was', 'vendors were')} never asked.`,
    },
  ];
  if (outreach) lines.push({ what: 'Answers', detail: answersOf(outreach) });
  if (rotations) lines.push({ what: 'Credentials', detail: rotationsOf(rotations) });
  return lines;
}

function namesOf(lines: ReportGroup['lines']): string {
  const shown = lines.slice(0, 4).map(({ vendor }) => vendor);
  if (shown.length === 0) return '';
  const more = lines.length - shown.length;
  return `: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function answersOf({ asked, answered, late, undeliverable }: OutreachPart): string {
  if (asked === 0) return 'No vendor was asked yet.';
  const reached = undeliverable > 0 ? `; ${undeliverable} could not be reached` : '';
  return `${answered} of ${are(asked, 'vendor', 'vendors')} asked answered, ${late} late${reached}.`;
}

function rotationsOf({ open, late, signedOff, notNeeded }: RotationsPart): string {
  if (open + signedOff + notNeeded === 0) return 'None is recorded that would have to be renewed.';
  return `${signedOff} renewed, ${open} to go${late > 0 ? `, ${late} of them overdue` : ''}${notNeeded > 0 ? `; ${notNeeded} need not be` : ''}.`;
}

/** What is not known, as plainly as what is. */
export function openQuestions(known: Known): IncidentReportView['questions'] {
  const { groups, outreach, disputed } = known;
  const of = (standing: string) => groups.find((group) => group.standing === standing);
  const possible = (of('affected')?.lines ?? []).filter(({ isPossible }) => isPossible);
  const asked = [
    question(
      'Uses it, and nobody told us in which version',
      names(possible),
      known.counts.possible,
    ),
    question('Never asked, and no list of what it is built from', ...all(of('never_asked'))),
    question('What we know is from too long ago, or not enough', ...all(of('stale'))),
    question('Asked, and has not answered', outreach?.silent ?? [], outreach?.silent.length ?? 0),
    question(
      'Sources contradict each other',
      disputed.map((one) => cut(one, longestDisputed)),
      disputed.length,
    ),
  ];
  return asked.filter(({ who, more }) => who.length + more > 0);
}

const names = (lines: ReportGroup['lines']): string[] => lines.map(({ vendor }) => vendor);
const all = (group: ReportGroup | undefined): [string[], number] => [
  names(group?.lines ?? []),
  group?.count ?? 0,
];

function question(what: string, who: string[], count: number) {
  const shown = who.slice(0, mostNames);
  return { what, who: shown, more: Math.max(0, count - shown.length) };
}
