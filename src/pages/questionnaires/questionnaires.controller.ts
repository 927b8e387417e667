import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  withCursor,
  type Form,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { pretty } from '../../platform/pretty.js';
import {
  QuestionnaireQueries,
  QuestionnaireQuery,
  Questionnaires,
  type VersionView,
} from '../../questionnaires/index.js';
import { definitionFields, DefinitionForm, definitionIn } from './definition-form.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { questionnaireReading } from './questionnaire-reading.js';
import { readVersion } from '../frame/read-version.js';

const home = { href: '/questionnaires', label: 'Questionnaires' };
const addressOf = (versionId: string): string => `/questionnaires/versions/${versionId}`;

@PageController('questionnaires')
export class QuestionnairePages {
  constructor(
    private readonly questionnaires: Questionnaires,
    private readonly queries: QuestionnaireQueries,
  ) {}

  @Get()
  @Requires('questionnaires.read')
  async list(
    @Me() me: Caller,
    @Query() query: QuestionnaireQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const { items, next, previous } = await this.queries.page(query);
    return show('pages/questionnaires/list', {
      title: 'Questionnaires',
      mayWrite: mayWrite(me),
      questionnaires: items,
      shown: `${items.length} shown`,
      ...(next ? { next: withCursor(url, next) } : {}),
      ...(previous ? { previous: withCursor(url, previous) } : {}),
    });
  }

  @Get('new')
  @Requires('questionnaires.write')
  blank(): View {
    return this.form(blankForm());
  }

  @Post()
  @Requires('questionnaires.write')
  async create(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(DefinitionForm, body),
      async (form) => {
        const { versionId } = await this.questionnaires.create(me, definitionIn(form));
        return redirect(
          addressOf(versionId),
          'The draft is saved. Read it through, then publish it.',
        );
      },
      (form) => this.form(form),
    );
  }

  @Get(':id')
  @Requires('questionnaires.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const questionnaire = await this.queries.view(id);
    const versions = await this.queries.versions(id);
    return show('pages/questionnaires/questionnaire', {
      title: questionnaire.title,
      crumbs: [home, { label: questionnaire.title }],
      mayWrite: mayWrite(me),
      questionnaire,
      versions: versions.map((version) => ({
        ...version,
        href: addressOf(version.id),
        status: version.publishedAt ? 'published' : 'draft',
      })),
    });
  }

  @Post(':id/drafts')
  @Requires('questionnaires.write')
  async newDraft(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const draft = await this.questionnaires.newDraft(me, id);
    return redirect(`${addressOf(draft.id)}/edit`, 'A draft was made from the newest version.');
  }

  @Get('versions/:id')
  @Requires('questionnaires.read')
  async version(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const version = await this.queries.version(id);
    return show('pages/questionnaires/version', {
      title: version.definition.title,
      crumbs: crumbs(version),
      mayChange: mayWrite(me) && !version.publishedAt,
      editHref: `${addressOf(id)}/edit`,
      publishHref: `${addressOf(id)}/publication`,
      ...questionnaireReading(version),
    });
  }

  @Get('versions/:id/definition.json')
  @Requires('questionnaires.read')
  async definition(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const { definition, number } = await this.queries.version(id);
    void reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${definition.key}-${number}.json"`);
    return pretty(definition);
  }

  @Get('versions/:id/edit')
  @Requires('questionnaires.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const version = await this.queries.version(id);
    const typed = { definition: pretty(version.definition), version: String(version.version) };
    return this.form(blankForm(typed), version);
  }

  @Post('versions/:id')
  @Requires('questionnaires.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const draft = await this.queries.version(id);
    return submit(
      readForm(DefinitionForm, rest),
      async (form) => {
        await this.questionnaires.change(me, id, version, definitionIn(form));
        return redirect(addressOf(id), 'The draft is saved. Read it through, then publish it.');
      },
      (form) => this.form({ ...form, typed: body }, draft),
    );
  }

  @Get('versions/:id/publication')
  @Requires('questionnaires.write')
  async confirm(@IdParam('id') id: string): Promise<View> {
    const version = await this.queries.version(id);
    return show('pages/questionnaires/publish', {
      title: `Publish version ${version.number}`,
      crumbs: crumbs(version, 'Publish'),
      name: version.definition.title,
      published: version.publishedAt !== undefined,
      version,
      back: addressOf(id),
      action: `${addressOf(id)}/publication`,
    });
  }

  @Post('versions/:id/publication')
  @Requires('questionnaires.write')
  async publish(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    await this.questionnaires.publish(me, id, readVersion(body).version);
    return redirect(addressOf(id), 'This version is published. New assessments can use it.');
  }

  private form(form: Form<DefinitionForm>, draft?: VersionView): View {
    const back = draft ? addressOf(draft.id) : '/questionnaires';
    return show('pages/questionnaires/form', {
      title: draft ? 'Change the draft' : 'Add a questionnaire',
      crumbs: draft ? crumbs(draft, 'Change') : [home, { label: 'Add' }],
      action: back,
      back,
      version: form.typed['version'],
      ...shownForm(definitionFields, form),
    });
  }
}

const mayWrite = (me: Caller): boolean => me.may.has('questionnaires.write');

function crumbs({ id, questionnaireId, number, definition }: VersionView, here?: string) {
  const questionnaire = { href: `/questionnaires/${questionnaireId}`, label: definition.title };
  const label = `Version ${number}`;
  return here
    ? [home, questionnaire, { href: addressOf(id), label }, { label: here }]
    : [home, questionnaire, { label }];
}
