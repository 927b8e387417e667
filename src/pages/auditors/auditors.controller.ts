import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { LeaningQuery, Reliance, Rescorings } from '../../assessments/index.js';
import { AuditorQueries, AuditorQuery, Auditors, StandingChange } from '../../audits/index.js';
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
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { auditorList } from './auditor-list.js';
import { AuditorPage } from './auditor-page.js';

const form = 'pages/auditors/standing';

@PageController('auditors')
export class AuditorPages {
  constructor(
    private readonly auditors: Auditors,
    private readonly queries: AuditorQueries,
    private readonly reliance: Reliance,
    private readonly rescorings: Rescorings,
    private readonly page: AuditorPage,
  ) {}

  @Get()
  @Requires('audits.read')
  async list(
    @Me() me: Caller,
    @Query() query: AuditorQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const page = await this.queries.page(query);
    const reliance = await this.reliance.ofAll(page.items.map(({ id }) => id));
    return show('pages/auditors/list', auditorList(me, url, query, page, reliance));
  }

  @Get(':id')
  @Requires('audits.read')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: LeaningQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/auditors/auditor', await this.page.of(me, id, url, query));
  }

  @Get(':id/standing')
  @Requires('audits.write')
  async standing(
    @IdParam('id') id: string,
    @Query() query: LeaningQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show(form, await this.page.standing(id, url, query, blankForm()));
  }

  @Post(':id/doubt')
  @Requires('audits.write')
  async doubt(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return this.change(id, body, async (version, reason) => {
      await this.auditors.doubt(me, id, version, reason);
      return 'It is in doubt. Everything that leans on it stands below; scores change once they are scored again.';
    });
  }

  @Post(':id/good-standing')
  @Requires('audits.write')
  async restore(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return this.change(id, body, async (version, reason) => {
      await this.auditors.restore(me, id, version, reason);
      return 'It is in good standing again. Scores change once they are scored again.';
    });
  }

  @Post(':id/rescorings')
  @Requires('assessments.write')
  async rescore(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const back = `/auditors/${id}`;
    return orSay(back, async () => {
      await this.rescorings.ask(me, id);
      return redirect(back, 'Everything that leans on it is being scored again.');
    });
  }

  private async change(
    id: string,
    body: FormBody,
    act: (version: number, reason: string) => Promise<string>,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const at = `/auditors/${id}`;
    return submit(
      readForm(StandingChange, rest),
      async ({ reason }) => redirect(at, await act(version, reason)),
      async (again) => {
        const typed = { ...again, typed: body ?? {} };
        return show(form, await this.page.standing(id, `${at}/standing`, {}, typed));
      },
    );
  }
}
