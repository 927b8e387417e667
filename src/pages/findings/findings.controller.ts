import { Body, Get, Header, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import {
  FindingChange,
  FindingHistory,
  FindingQueries,
  FindingQuery,
  FindingRegister,
  Findings,
  registerFile,
  RegisterFiles,
} from '../../findings/index.js';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import {
  blankForm,
  IdParam,
  ListQuery,
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
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { FindingForm } from './finding-form.js';
import { findingList } from './finding-list.js';
import { crumbsOf } from './finding-crumbs.js';
import { FindingPage } from './finding-page.js';
import { theirsOf } from './finding-theirs.js';

@PageController()
export class FindingPages {
  constructor(
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
    private readonly register: FindingRegister,
    private readonly files: RegisterFiles,
    private readonly people: UserQueries,
    private readonly page: FindingPage,
    private readonly form: FindingForm,
    private readonly history: FindingHistory,
    private readonly clock: Clock,
  ) {}

  @Get('findings')
  @Requires('findings.read')
  async list(
    @Me() me: Caller,
    @Query() query: FindingQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const [page, tally, people] = await Promise.all([
      this.queries.page(query),
      this.register.tally(query),
      this.people.choices(),
    ]);
    return show('pages/findings/list', findingList(me, url, query, { page, tally, people }));
  }

  @Get('findings.csv')
  @Header('cache-control', 'no-store')
  @Requires('findings.read')
  async csv(@Me() me: Caller, @Query() query: FindingQuery): Promise<StreamableFile> {
    return registerFile(await this.files.csv(me, query), 'csv', this.clock.today());
  }

  @Get('findings.xlsx')
  @Header('cache-control', 'no-store')
  @Requires('findings.read')
  async xlsx(
    @Me() me: Caller,
    @Query() query: FindingQuery,
    @Req() { url }: Request,
  ): Promise<StreamableFile | Redirect> {
    return orSay(url.replace('/findings.xlsx', '/findings'), async () =>
      registerFile(await this.files.xlsx(me, query), 'xlsx', this.clock.today()),
    );
  }

  @Get('findings/:id')
  @Requires('findings.read')
  @Sees('remediation', 'finding')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() { cursor }: ListQuery,
  ): Promise<View> {
    return show('pages/findings/finding', await this.page.of(me, id, cursor));
  }

  @Get('findings/:id/edit')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { title, severity, ownerId, dueOn, detail, proposedRemediation, version } =
      await this.queries.view(id);
    const typed = { title, severity, ownerId, dueOn, detail, proposedRemediation };
    return this.changing(id, blankForm({ ...typed, version: String(version) }));
  }

  @Post('findings/:id')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(FindingChange, rest),
      async (facts) => {
        await this.findings.change(me, id, version, facts);
        return redirect(`/findings/${id}`, 'The finding is changed.');
      },
      (form) => this.changing(id, { ...form, typed: body }),
    );
  }

  private async changing(id: string, form: Form<object>): Promise<View> {
    const line = await this.queries.view(id);
    const by = await this.history.lastHand(id);
    const title = `Change ${line.reference}`;
    return this.form.show(form, {
      title,
      of: `${line.title} (${line.vendor})`,
      crumbs: crumbsOf(line, title),
      action: `/findings/${id}`,
      back: `/findings/${id}`,
      button: 'Save the finding',
      current: { version: line.version, by },
      theirs: (sent) => theirsOf(line, sent),
    });
  }
}
