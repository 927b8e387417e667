import { Injectable } from '@nestjs/common';
import {
  ChosenQueries,
  exposureStandings,
  IncidentQueries,
  OutreachQueries,
  requestStates,
  requestStateWords,
  standingTitles,
  type BoardQuery,
  type IncidentView,
  type OutreachPreview,
  type OutreachRequestView,
  type OutreachView,
  type PreviewQuery,
  type RequestState,
  type StandingWord,
} from '../../../incidents/index.js';
import type { Caller } from '../../../identity/index.js';
import type { Form } from '../../../platform/http/index.js';
import { shownForm } from '../../frame/form-fields.js';
import { listLinks } from '../../frame/list-links.js';
import { selectField } from '../../frame/select-field.js';
import { incidentFrame } from '../incident-frame.js';

const reachWords: Readonly<Record<OutreachPreview['lines'][number]['reach'], string>> = {
  written_to: 'Is written to',
  no_contact: 'Nobody to write to',
  asked_already: 'Its answer is awaited',
};

const usual: readonly StandingWord[] = ['affected', 'stale', 'never_asked'];
const mostLate = 50;

/** Who was asked about an incident, and how far each came. */
@Injectable()
export class OutreachPage {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly queries: OutreachQueries,
    private readonly chosen: ChosenQueries,
  ) {}

  /** The status board: the late ones first, then all by name. */
  async board(me: Caller, id: string, url: string, query: BoardQuery): Promise<object> {
    const incident = await this.incidents.view(id);
    const { state, late } = query;
    const plain = !state && !late;
    const [rounds, counts, page, lateOnes] = await Promise.all([
      this.queries.rounds(id),
      this.queries.counts(id),
      this.queries.board(id, query),
      plain && !query.cursor ? this.queries.board(id, { late: true, size: mostLate }) : undefined,
    ]);
    const frame = incidentFrame(me, incident, 'outreach');
    const states = requestStates.map((value) => ({ value, label: requestStateWords[value] }));
    return {
      ...frame,
      ...(counts.waiting > 0 ? { scripts: ['/public/js/waiting.js'] } : {}),
      counts,
      rounds: rounds.map(roundShown),
      late: (lateOnes?.items ?? [])
        .filter(({ state: one }) => one !== 'answered')
        .map((line) => requestShown(id, line)),
      filters: {
        state: selectField('state', 'How far', states, state),
        late: {
          name: 'late',
          label: 'Only late ones',
          type: 'checkbox',
          value: 'true',
          checked: late === true,
        },
      },
      filtered: !plain,
      lines: page.items.map((line) => requestShown(id, line)),
      ...listLinks(url, page),
    };
  }

  /** Choosing groups, with who would be written to and who cannot be. */
  async choosing(me: Caller, id: string, query: PreviewQuery, form: Form<object>): Promise<object> {
    const incident = await this.incidents.view(id);
    const { standings, vendorIds } = query;
    const asked = (standings?.length ?? 0) > 0 || (vendorIds?.length ?? 0) > 0;
    const preview = asked ? await this.chosen.preview(id, query) : undefined;
    const marked = new Set<string>(asked ? (standings ?? []) : usual);
    const { may: _, ...frame } = incidentFrame(me, incident, 'outreach');
    return {
      ...frame,
      title: `Ask vendors about ${incident.reference}`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${id}`, label: incident.reference },
        { href: `/incidents/${id}/outreach`, label: 'Outreach' },
        { label: 'Ask vendors' },
      ],
      groups: groupsField(incident, marked),
      vendorIds: vendorIds ?? [],
      standings: standings ?? [],
      ...(preview ? { preview: previewShown(id, query, preview) } : {}),
      closed: incident.state === 'closed',
      ...shownForm(messageField, form),
    };
  }
}

const messageField = {
  message: {
    label: 'A sentence of ours in the letter',
    called: 'The sentence',
    type: 'textarea',
    rows: 4,
    maxlength: 2_000,
    hint: 'Beside what happened, what is affected, and by when we need the answer.',
  },
};

const groupsField = ({ counts }: IncidentView, marked: ReadonlySet<string>) => ({
  name: 'standings',
  label: 'Whom do we ask?',
  type: 'checkboxes',
  options: exposureStandings.map((value) => ({
    value,
    label: `${standingTitles[value]} (${counts[value]})`,
    checked: marked.has(value),
  })),
});

function previewShown(
  id: string,
  query: PreviewQuery,
  { lines, next, ...counts }: OutreachPreview,
) {
  const words = new URLSearchParams();
  for (const one of query.standings ?? []) words.append('standings', one);
  for (const one of query.vendorIds ?? []) words.append('vendorIds', one);
  words.set('cursor', next ?? '');
  return {
    ...counts,
    lines: lines.map((line) => ({
      ...line,
      href: `/incidents/${id}/vendors/${line.vendorId}`,
      standingWord: standingTitles[line.standing],
      reachWord: reachWords[line.reach],
    })),
    ...(next ? { next: `/incidents/${id}/outreach/new?${words.toString()}` } : {}),
  };
}

const roundShown = (round: OutreachView): object => ({
  ...round,
  groups: round.standings.map((one) => standingTitles[one].toLowerCase()),
});

export const requestShown = (id: string, line: OutreachRequestView) => ({
  ...line,
  href: `/incidents/${id}/vendors/${line.vendorId}`,
  actHref: `/outreach-requests/${line.id}`,
  word: requestStateWords[line.state],
  status: statusOf[line.state],
  overdue: line.isLate && line.state !== 'answered',
});

const statusOf: Readonly<Record<RequestState, string>> = {
  waiting: 'waiting',
  sent: 'sent',
  opened: 'in_progress',
  answered: 'done',
  undeliverable: 'failed',
  revoked: 'withdrawn',
};
