import { Body, Get, Post, Req, Res, type StreamableFile } from '@nestjs/common';
import {
  Downloads,
  EvidenceFacts,
  EvidenceLinks,
  EvidenceQueries,
  EvidenceStore,
  FileIntake,
  sealedReply,
  Withdrawal,
} from '../../evidence/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  ReceivesFile,
  redirect,
  show,
  submit,
  submitFile,
  type Form,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { shownForm } from '../frame/form-fields.js';
import { orSay } from '../frame/or-say.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { evidenceFields, fileField } from './evidence-fields.js';
import { EvidencePage } from './evidence-page.js';

class NoFacts {}

const reasonField = {
  reason: { label: 'Why it counts no more', type: 'textarea', rows: 3, required: true },
};

@PageController('evidence/:id')
export class EvidencePages {
  constructor(
    private readonly store: EvidenceStore,
    private readonly links: EvidenceLinks,
    private readonly queries: EvidenceQueries,
    private readonly downloads: Downloads,
    private readonly intake: FileIntake,
    private readonly page: EvidencePage,
  ) {}

  @Get()
  @Requires('evidence.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/evidence/evidence', await this.page.shown(me, id));
  }

  @Get('file')
  @Requires('evidence.read')
  async file(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.file(me, id));
  }

  @Get('revisions/:revisionId/file')
  @Requires('evidence.read')
  async revision(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('revisionId') revisionId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.file(me, id, revisionId));
  }

  @Get('preview')
  @Requires('evidence.read')
  @Sees('evidence', 'evidence')
  async preview(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.preview(id));
  }

  @Get('edit')
  @Requires('evidence.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const line = await this.queries.byId(id);
    const { kind, title, scope, periodFrom, periodTo, issuedOn, expiresOn, version } = line;
    const days = { periodFrom, periodTo, issuedOn, expiresOn };
    const typed = Object.entries({ kind, title, scope, ...days, version: String(version) });
    return this.form(
      id,
      blankForm(Object.fromEntries(typed.map(([key, value]) => [key, value ?? '']))),
    );
  }

  @Post()
  @Requires('evidence.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(EvidenceFacts, rest),
      async (facts) => {
        await this.store.change(me, id, version, facts);
        return redirect(`/evidence/${id}`, 'The evidence is changed.');
      },
      (form) => this.form(id, { ...form, typed: body }),
    );
  }

  @Get('revisions/new')
  @Requires('evidence.write')
  async blankRevision(@IdParam('id') id: string): Promise<View> {
    return this.revisionForm(id, blankForm());
  }

  @Post('revisions')
  @Requires('evidence.write')
  @ReceivesFile()
  async revise(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    return submitFile(
      NoFacts,
      request,
      async (file) => {
        await this.store.revise(me, id, file);
        return redirect(`/evidence/${id}`, 'The new file is in force; the earlier one is kept.');
      },
      (form) => this.revisionForm(id, form),
    );
  }

  @Get('withdrawal')
  @Requires('evidence.write')
  async withdrawal(@IdParam('id') id: string): Promise<View> {
    const { version } = await this.queries.byId(id);
    return this.withdrawalForm(id, blankForm({ version: String(version) }));
  }

  @Post('withdrawal')
  @Requires('evidence.write')
  async withdraw(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(Withdrawal, rest),
      async ({ reason }) => {
        await this.store.withdraw(me, id, version, reason);
        return redirect(`/evidence/${id}`, 'The evidence is withdrawn. It stays to be seen.');
      },
      (form) => this.withdrawalForm(id, { ...form, typed: body }),
    );
  }

  @Post('uses/:useId/removal')
  @Requires('evidence.write')
  async detach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('useId') useId: string,
  ): Promise<Redirect> {
    const back = `/evidence/${id}`;
    const said = await orSay(back, () => this.links.detachLink(me, id, useId));
    return said ?? redirect(back, 'It is no longer attached there; the evidence is kept.');
  }

  private async form(id: string, sent: Form<EvidenceFacts>): Promise<View> {
    const line = await this.queries.byId(id);
    const { form, clash } = overTheirs(sent, { version: line.version, what: 'piece of evidence' });
    return show('pages/evidence/form', {
      ...(await this.page.head(line, 'Change what it shows')),
      ...clash,
      version: form.typed['version'],
      ...shownForm(evidenceFields, form),
    });
  }

  private async withdrawalForm(id: string, sent: Form<Withdrawal>): Promise<View> {
    const line = await this.queries.byId(id);
    const over = 'Withdraw it all the same';
    const { form, clash } = overTheirs(sent, {
      ...{ version: line.version, what: 'piece of evidence', over },
    });
    return show('pages/evidence/withdrawal', {
      ...(await this.page.head(line, 'Withdraw it')),
      name: line.title,
      ...clash,
      version: form.typed['version'],
      ...shownForm(reasonField, form),
    });
  }

  private async revisionForm(id: string, form: Form<object>): Promise<View> {
    const line = await this.queries.byId(id);
    return show('pages/evidence/revision', {
      ...(await this.page.head(line, 'Give a new file')),
      name: line.title,
      action: `/evidence/${id}/revisions`,
      evidenceId: id,
      upload: {
        start: `/vendors/${line.vendorId}/uploads`,
        at: '/uploads/',
        most: this.intake.mostBytes,
        finish: 'revision',
        then: '/evidence/{id}',
      },
      ...shownForm(fileField(this.intake.mostBytes), form),
      scripts: ['/public/js/upload.js'],
      styles: ['/public/css/upload.css'],
    });
  }
}
