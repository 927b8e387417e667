import { Body, Get, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import {
  DossierChecks,
  DossierOrders,
  DossierQueries,
  DossierQuery,
  Dossiers,
  NewDossier,
  zipFile,
} from '../../dossiers/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  checked,
  fromText,
  IdParam,
  ReceivesFile,
  redirect,
  show,
  submitFile,
  type Form,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { FileAlone } from '../frame/file-alone.js';
import { SeenBy } from '../frame/seen-by.js';
import { shownForm } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { checkedPage } from './checked-page.js';
import { dossierLine } from './dossier-lines.js';

const crumb = { href: '/dossiers', label: 'Dossiers' };

@PageController()
export class DossierPages {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly orders: DossierOrders,
    private readonly queries: DossierQueries,
    private readonly checks: DossierChecks,
    private readonly seenBy: SeenBy,
  ) {}

  @Get('dossiers')
  @Requires('dossiers.read')
  async list(@Query() query: DossierQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/dossiers/list', {
      title: 'Dossiers',
      dossiers: page.items.map(dossierLine),
      ...listLinks(url, page),
    });
  }

  @Get('dossiers/check')
  @Requires('dossiers.read')
  asks(): View {
    return this.form(blankForm());
  }

  /** Looked at as it comes: the page shows what was found, and nothing of the file is kept. */
  @Post('dossiers/check')
  @Requires('dossiers.read')
  @ReceivesFile()
  async check(@Me() me: Caller, @Req() request: Request): Promise<View | Redirect> {
    return submitFile(
      FileAlone,
      request,
      async ({ name, content }) => checkedPage(name, await this.checks.check(me.userId, content)),
      (form) => this.form(form),
    );
  }

  @Get('dossiers/:id')
  @Requires('dossiers.read')
  @Sees('dossier', 'dossier')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const dossier = dossierLine(await this.queries.view(id));
    return show('pages/dossiers/dossier', {
      title: dossier.title,
      crumbs: [crumb, { label: dossier.title }],
      dossier,
      ...(await this.seenBy.of(me, id)),
      ...(dossier.isUnderWay ? { scripts: ['/public/js/waiting.js'] } : {}),
    });
  }

  @Get('dossiers/:id/zip')
  @Requires('dossiers.read')
  async zip(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return zipFile(reply, await this.dossiers.download(me, id));
  }

  @Post('assessments/:id/dossiers')
  @Requires('dossiers.write')
  async ofAssessment(
    @Me() me: Caller,
    @IdParam('id') assessmentId: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const wanted = checked(NewDossier, fromText(NewDossier, body ?? {}));
    const { id } = await this.orders.ofAssessment(me, assessmentId, wanted);
    return redirect(`/dossiers/${id}`);
  }

  @Post('incidents/:id/dossiers')
  @Requires('dossiers.write')
  async ofIncident(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const wanted = checked(NewDossier, fromText(NewDossier, body ?? {}));
    const { id } = await this.orders.ofIncident(me, incidentId, wanted);
    return redirect(`/dossiers/${id}`);
  }

  private form(form: Form<FileAlone>): View {
    const file = {
      label: 'The dossier',
      called: 'The file',
      hint: 'The zip as you got it, or as you would hand it out. A folder that was unpacked is checked by the programs in it.',
      type: 'file',
      accept: '.zip',
      required: true,
    };
    return show('pages/dossiers/check', {
      title: 'Check a dossier',
      crumbs: [crumb, { label: 'Check one' }],
      ...shownForm({ file }, form),
    });
  }
}
