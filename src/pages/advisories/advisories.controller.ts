import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  Advisories,
  advisoryKinds,
  AdvisoryNotes,
  AdvisoryQueries,
  EventQueries,
  EventQuery,
  KindJudgement,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Conflict } from '../../platform/errors.js';
import {
  blankForm,
  checked,
  fromText,
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
import { readableNotes } from './advisory-fields.js';
import { AdvisoryForm } from './advisory-form.js';
import { AdvisoryPage } from './advisory-page.js';
import { eventList } from './event-list.js';

const eachKind = 20;

@PageController('advisories')
export class AdvisoryPages {
  constructor(
    private readonly advisories: Advisories,
    private readonly queries: AdvisoryQueries,
    private readonly events: EventQueries,
    private readonly page: AdvisoryPage,
    private readonly form: AdvisoryForm,
  ) {}

  @Get()
  @Requires('incidents.read')
  async list(@Me() me: Caller, @Query() query: EventQuery, @Req() { url }: Request): Promise<View> {
    const kinds = query.kind ? [query.kind] : advisoryKinds;
    const size = query.kind ? query.size : eachKind;
    const groups = await Promise.all(
      kinds.map(async (kind) => ({
        kind,
        page: await this.events.page({ ...query, kind, ...(size ? { size } : {}) }),
      })),
    );
    return show('pages/advisories/list', eventList(me, url, query, groups));
  }

  @Get(':id')
  @Requires('incidents.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/advisories/advisory', await this.page.of(me, id));
  }

  @Get(':id/edit')
  @Requires('incidents.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { kind, windowFrom, windowTo, disputed, notes, aliases, version } =
      await this.queries.view(id);
    const otherNames = aliases.flatMap(({ value, byPerson }) => (byPerson ? [value] : []));
    const typed = { kind, windowFrom, windowTo, disputed, notes };
    return this.form.noting(
      id,
      blankForm({ ...typed, otherNames: otherNames.join('\n'), version: String(version) }),
    );
  }

  @Post(':id')
  @Requires('incidents.write')
  async note(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(AdvisoryNotes, readableNotes(rest)),
      async (facts) => {
        await this.advisories.note(me, id, version, facts);
        return redirect(`/advisories/${id}`, 'It is noted.');
      },
      (form) => this.form.noting(id, { ...form, typed: { ...rest, version: String(version) } }),
    );
  }

  @Post(':id/kind')
  @Requires('incidents.write')
  async judge(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version, rest } = readVersion(body);
    const { kind } = checked(KindJudgement, fromText(KindJudgement, rest));
    const { eventId } = await this.queries.view(id);
    const told = await this.told(() => this.advisories.judge(me, id, version, kind), judged[kind]);
    const { id: current } = await this.events.currentOf(eventId);
    return redirect(`/advisories/events/${current}`, told);
  }

  /** A button has no form to be shown again. */
  private async told(act: () => Promise<void>, done: string): Promise<string> {
    try {
      await act();
      return done;
    } catch (error) {
      if (error instanceof Conflict) return error.message;
      throw error;
    }
  }
}

const judged = {
  malware: 'It counts as malware from now on.',
  vulnerability: 'It stays a vulnerability.',
} as const;
