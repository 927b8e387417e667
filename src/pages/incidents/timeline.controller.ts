import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  ExposureQueries,
  IncidentQueries,
  Incidents,
  NewNote,
  Timeline,
  TimelineQueries,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { shownForm } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { fourNumbers } from './four-numbers.js';
import { incidentFrame } from './incident-frame.js';
import { momentOf, MovesQuery, TimelineQuery } from './moment.js';
import { moveShown } from './standing-shown.js';
import { entryLine } from './timeline-lines.js';

const noteField = {
  words: {
    label: 'Note something',
    called: 'The note',
    type: 'textarea',
    rows: 3,
    maxlength: 4_000,
    hint: 'It stands in the timeline with your name and the time, and cannot be changed.',
  },
};

/** What was known of an incident when. */
@PageController('incidents/:id')
export class IncidentTimelinePages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
    private readonly exposures: ExposureQueries,
    private readonly timeline: Timeline,
    private readonly entries: TimelineQueries,
  ) {}

  @Get('timeline')
  @Requires('incidents.read')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: TimelineQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return this.show(me, id, query, url, blankForm());
  }

  @Post('timeline')
  @Requires('incidents.write')
  async note(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewNote, body),
      async ({ words }) => {
        await this.database.transaction(async () => {
          await this.incidents.byId(id);
          await this.timeline.note(me, { incidentId: id, kind: 'note', words });
        });
        return redirect(`/incidents/${id}/timeline`, 'It is noted.');
      },
      (form) => this.show(me, id, {}, `/incidents/${id}/timeline`, form),
    );
  }

  @Get('moves')
  @Requires('incidents.read')
  async moves(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() { derivation, ...query }: MovesQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const incident = await this.queries.view(id);
    const which = derivation ?? (await this.exposures.counts(id)).derivation;
    const page = await this.exposures.moves(id, which, query);
    const { crumbs: _, ...frame } = incidentFrame(me, incident, 'timeline');
    return show('pages/incidents/moves', {
      ...frame,
      title: `${incident.reference}: who came to stand elsewhere`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${id}`, label: incident.reference },
        { href: `/incidents/${id}/timeline`, label: 'Timeline' },
        { label: 'Who moved' },
      ],
      lines: page.items.map((move) => moveShown(id, move)),
      ...listLinks(url, page),
    });
  }

  private async show(
    me: Caller,
    id: string,
    { at: asked, cursor, size }: TimelineQuery,
    url: string,
    form: Form<object>,
  ): Promise<View> {
    const incident = await this.queries.view(id);
    const at = asked ? momentOf(asked) : undefined;
    const page = await this.entries.page(id, {
      ...(cursor ? { cursor } : {}),
      ...(size ? { size } : {}),
      ...(at ? { until: at } : {}),
    });
    const exposure = at ? await this.exposures.counts(id, at) : undefined;
    const shown = shownForm(noteField, form);
    return show('pages/incidents/timeline', {
      ...incidentFrame(me, incident, 'timeline'),
      asOf: {
        name: 'at',
        label: 'As it was known at',
        type: 'datetime-local',
        width: '20',
        hint: 'In UTC.',
        value: (at ?? this.clock.now().toISOString()).slice(0, 16),
        ...(asked && !at ? { error: 'This is not a moment like 2026-03-24T12:00.' } : {}),
      },
      at,
      ...(exposure && at
        ? {
            four: fourNumbers(
              exposure,
              (standing) =>
                `/incidents/${id}/exposure?standing=${standing}&at=${encodeURIComponent(at)}`,
            ),
          }
        : {}),
      lines: page.items.map((entry) => entryLine(id, entry)),
      ...shown,
      ...listLinks(url, page),
    });
  }
}
