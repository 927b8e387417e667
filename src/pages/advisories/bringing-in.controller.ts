import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  AdvisoryFacts,
  AdvisoryQueries,
  ImportQueries,
  ImportQuery,
  Intake,
  PastedAdvisories,
  Writing,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
  type Request,
  type View,
} from '../../platform/http/index.js';
import { FileAlone } from '../frame/file-alone.js';
import { shownForm } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { readable, typedOf } from './advisory-fields.js';
import { AdvisoryForm } from './advisory-form.js';
import { advisoryStyles } from './advisory-words.js';
import { importLine, importShown } from './import-shown.js';

const plans = {
  text: {
    label: 'Records as JSON or YAML',
    called: 'The text',
    type: 'textarea',
    rows: 12,
    maxlength: 500_000,
    required: true,
    hint: 'One record of OSV, a list of them, several YAML documents, or the answer of an OSV server.',
  },
  file: {
    label: 'A file',
    called: 'The file',
    type: 'file',
    accept: '.json,.yaml,.yml,.zip',
    hint: 'JSON or YAML, or a ZIP file of many.',
  },
};

const crumb = { href: '/advisories', label: 'Advisories' };

/** How advisories come in: pasted, in a file, or written by hand; and what became of each time. */
@PageController('advisories')
export class BringingInPages {
  constructor(
    private readonly intake: Intake,
    private readonly imports: ImportQueries,
    private readonly writing: Writing,
    private readonly advisories: AdvisoryQueries,
    private readonly form: AdvisoryForm,
  ) {}

  @Get('new')
  @Requires('incidents.write')
  blank(): View {
    return this.asks(blankForm());
  }

  @Get('imports')
  @Requires('incidents.read')
  async list(@Query() query: ImportQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.imports.page(query);
    return show('pages/advisories/imports', {
      title: 'How advisories came in',
      crumbs: [crumb, { label: 'How they came in' }],
      imports: page.items.map(importLine),
      ...listLinks(url, page),
    });
  }

  @Post('imports')
  @Requires('incidents.write')
  async paste(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(PastedAdvisories, body),
      async ({ text }) => redirect(`/advisories/imports/${(await this.intake.paste(me, text)).id}`),
      (form) => this.asks(form),
    );
  }

  @Post('imports/files')
  @Requires('incidents.write')
  @ReceivesFile()
  async file(@Me() me: Caller, @Req() request: Request): Promise<View | Redirect> {
    return submitFile(
      FileAlone,
      request,
      async (file) => redirect(`/advisories/imports/${(await this.intake.file(me, file)).id}`),
      (form) => this.asks(form),
    );
  }

  @Get('imports/:id')
  @Requires('incidents.read')
  async read(@IdParam('id') id: string): Promise<View> {
    const taken = await this.imports.view(id);
    return show('pages/advisories/import', {
      title: 'What became of it',
      crumbs: [
        crumb,
        { href: '/advisories/imports', label: 'How they came in' },
        { label: 'What became of it' },
      ],
      styles: advisoryStyles,
      ...importShown(taken),
    });
  }

  @Get('by-hand')
  @Requires('incidents.write')
  blankByHand(): View {
    return this.form.writing(blankForm({ kind: 'malware' }));
  }

  @Post('by-hand')
  @Requires('incidents.write')
  async write(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    const typed = body ?? {};
    return submit(
      readForm(AdvisoryFacts, readable(typed)),
      async (facts) => {
        const { id } = await this.writing.write(me, facts);
        const { eventId } = await this.advisories.view(id);
        return redirect(`/advisories/events/${eventId}`, 'The advisory is written.');
      },
      (form) => this.form.writing({ ...form, typed: typedOf(typed) }),
    );
  }

  private asks(form: Form<object>): View {
    return show('pages/advisories/new', {
      title: 'Bring in advisories',
      crumbs: [crumb, { label: 'Bring in' }],
      ...shownForm(plans, form),
    });
  }
}
