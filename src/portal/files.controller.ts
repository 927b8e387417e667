import { Get, Param, Post, Req } from '@nestjs/common';
import {
  AttachedFacts,
  Attachments,
  NotAskedAgain,
  Sheets,
  type Scope,
} from '../assessments/index.js';
import { evidenceKindLabels, evidenceKinds, FileIntake, spokenSize } from '../evidence/index.js';
import { Conflict, NotFound } from '../platform/errors.js';
import {
  blankForm,
  IdParam,
  ReceivesFile,
  redirect,
  show,
  submitFile,
  type Form,
  type Redirect,
  type Request,
  type View,
} from '../platform/http/index.js';
import { acceptAttribute, acceptedInWords } from '../platform/inspection/index.js';
import { filesOf } from './files-view.js';
import { places } from './places.js';
import { PortalController } from './portal-controller.js';
import { InScope } from './scope-param.js';

/** The files of one question on a page of their own, which needs no script. */
@PortalController()
export class FilePages {
  constructor(
    private readonly sheets: Sheets,
    private readonly attachments: Attachments,
    private readonly intake: FileIntake,
  ) {}

  @Get('sections/:section/evidence/:key')
  async files(
    @InScope() scope: Scope,
    @Param('section') section: string,
    @Param('key') key: string,
  ): Promise<View | Redirect> {
    return this.page(scope, section, key, blankForm());
  }

  @Post('sections/:section/evidence/:key')
  @ReceivesFile()
  async attach(
    @InScope() scope: Scope,
    @Param('section') section: string,
    @Param('key') key: string,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    const here = places(scope).evidence(section, key);
    await this.page(scope, section, key, blankForm());
    return submitFile(
      AttachedFacts,
      request,
      async (file, facts) => {
        try {
          await this.attachments.receive(scope, key, file, facts);
        } catch (error) {
          if (!(error instanceof NotAskedAgain)) throw error;
          return redirect(places(scope).question(section, key), error.message);
        }
        return redirect(here, 'The file is attached.');
      },
      (form) => this.page(scope, section, key, form) as Promise<View>,
    );
  }

  @Post('sections/:section/evidence/:key/:id/removal')
  async remove(
    @InScope() scope: Scope,
    @Param('section') section: string,
    @Param('key') key: string,
    @IdParam('id') id: string,
  ): Promise<Redirect> {
    const here = places(scope).evidence(section, key);
    try {
      await this.attachments.remove(scope, key, id);
      return redirect(here, 'The file is taken back.');
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const { question, receipt } = places(scope);
      const to = error instanceof NotAskedAgain ? question(section, key) : receipt;
      return redirect(to, error.message);
    }
  }

  private async page(
    scope: Scope,
    sectionKey: string,
    key: string,
    form: Form<AttachedFacts>,
  ): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    const to = places(scope);
    if (!sheet.open) return redirect(to.receipt);
    const section = sheet.sections.find((one) => one.key === sectionKey);
    const asked = section?.questions.find(({ question }) => question.key === key);
    if (!section || !asked) throw new NotFound('question');
    if (!asked.open) return redirect(to.question(sectionKey, key), new NotAskedAgain().message);
    const here = to.evidence(sectionKey, key);
    return show('portal/files', {
      title: 'Files for this question',
      crumbs: [
        { href: to.overview, label: 'Overview' },
        { href: to.section(sectionKey), label: section.title },
        { label: 'Files' },
      ],
      question: asked.question.text,
      evidenceWanted: asked.question.evidenceWanted,
      files: filesOf(asked.attached, here),
      action: here,
      back: to.question(sectionKey, key),
      upload: { start: to.uploads(key), at: to.upload, most: this.intake.mostBytes },
      fields: fieldsOf(form, spokenSize(this.intake.mostBytes)),
      errors: errorsOf(form),
      scripts: ['/public/js/upload.js'],
      styles: ['/public/css/upload.css'],
    });
  }
}

const labels = {
  file: 'The file',
  title: 'What it shows',
  kind: 'What kind of document?',
  issuedOn: 'Issued',
  expiresOn: 'Valid until',
} as const;

function fieldsOf({ typed, problems }: Form<AttachedFacts>, most: string): object {
  const field = (name: keyof typeof labels, plan: object): object => ({
    name,
    label: labels[name],
    value: typeof typed[name] === 'string' ? typed[name] : '',
    ...plan,
    ...(problems[name] ? { error: `${labels[name]} ${problems[name]}.` } : {}),
  });
  return {
    title: field('title', { hint: 'Optional: the name of the file stands for it otherwise.' }),
    kind: field('kind', {
      type: 'select',
      options: evidenceKinds.map((value) => ({
        value,
        label: evidenceKindLabels[value],
        checked: value === (typed.kind ?? 'other'),
      })),
    }),
    issuedOn: field('issuedOn', {
      type: 'date',
      width: '10',
      hint: 'Optional. A list or a self-assessment counts from this day.',
    }),
    expiresOn: field('expiresOn', { type: 'date', width: '10', hint: 'Optional.' }),
    file: field('file', {
      type: 'file',
      value: '',
      accept: acceptAttribute,
      hint: `${acceptedInWords}, up to ${most}.`,
    }),
  };
}

function errorsOf({ problems, message }: Form<AttachedFacts>): object[] {
  const said = Object.entries(problems).map(([name, problem]) => {
    const label = labels[name as keyof typeof labels];
    return label ? { name, message: `${label} ${problem}.` } : { message: `“${name}” ${problem}.` };
  });
  return message === undefined ? said : [{ message }, ...said];
}
