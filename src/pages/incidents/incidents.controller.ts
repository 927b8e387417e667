import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  EventQueries,
  IncidentFacts,
  IncidentQueries,
  IncidentQuery,
  Incidents,
  NewIncident,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { readable, typedOf } from './incident-fields.js';
import { IncidentForm } from './incident-form.js';
import { incidentList } from './incident-list.js';
import { IncidentPage } from './incident-page.js';
import { OpeningQuery } from './opening-query.js';

const mostOpen = 200;

@PageController('incidents')
export class IncidentPages {
  constructor(
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
    private readonly events: EventQueries,
    private readonly form: IncidentForm,
    private readonly page: IncidentPage,
  ) {}

  @Get()
  @Requires('incidents.read')
  async list(
    @Me() me: Caller,
    @Query() { cursor }: IncidentQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const [open, closed] = await Promise.all([
      this.queries.page({ state: 'open', size: mostOpen }),
      this.queries.page({ state: 'closed', ...(cursor ? { cursor } : {}) }),
    ]);
    return show('pages/incidents/list', incidentList(me, url, open.items, closed));
  }

  @Get('new')
  @Requires('incidents.write')
  async blank(@Me() me: Caller, @Query() { eventId }: OpeningQuery): Promise<View> {
    const typed = eventId
      ? await this.form.fromEvent((await this.events.currentOf(eventId)).id, me.userId)
      : { leadId: me.userId };
    return this.form.opening(blankForm(typed));
  }

  @Post()
  @Requires('incidents.write')
  async open(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    const typed = body ?? {};
    return submit(
      readForm(NewIncident, readable(typed)),
      async (facts) => {
        const { id, reference } = await this.incidents.open(me, me.userId, facts);
        return redirect(
          `/incidents/${id}`,
          `${reference} is open. Where every vendor stands is being derived.`,
        );
      },
      (form) => this.form.opening({ ...form, typed: typedOf(typed) }),
    );
  }

  @Get(':id')
  @Requires('incidents.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/incidents/incident', await this.page.overview(me, id));
  }

  @Get(':id/edit')
  @Requires('incidents.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    return this.form.changing(id, await this.form.ofIncident(id));
  }

  @Post(':id')
  @Requires('incidents.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(IncidentFacts, readable(rest)),
      async (facts) => {
        await this.incidents.change(me, id, version, facts);
        return redirect(`/incidents/${id}`, 'The incident is changed, and derived again.');
      },
      (form) =>
        this.form.changing(id, { ...form, typed: { ...typedOf(rest), version: String(version) } }),
    );
  }
}
