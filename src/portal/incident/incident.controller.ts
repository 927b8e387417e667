import { Get, Post, Req } from '@nestjs/common';
import {
  OutreachAnswerFacts,
  OutreachAnswers,
  OutreachQueries,
  type Asked,
} from '../../incidents/index.js';
import {
  blankForm,
  readForm,
  readTextFileForm,
  ReceivesFile,
  redirect,
  show,
  submit,
  type Form,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { IncidentController } from '../portal-controller.js';
import { InAsked } from './in-asked.js';
import { IncidentForm, vexFile } from './incident-form.js';

/** The questions about an incident, on one page, and the receipt. */
@IncidentController()
export class IncidentPages {
  constructor(
    private readonly answers: OutreachAnswers,
    private readonly queries: OutreachQueries,
    private readonly form: IncidentForm,
  ) {}

  @Get()
  async read(@InAsked() asked: Asked): Promise<View> {
    const [last] = await this.queries.answers(asked.requestId);
    const typed = last
      ? { ...last.answers, openVex: undefined }
      : { contactName: asked.actor.name };
    return this.shown(asked, blankForm(typed));
  }

  @Post()
  @ReceivesFile()
  async answer(@InAsked() asked: Asked, @Req() request: Request): Promise<View | Redirect> {
    const { body, problems } = await readTextFileForm(request, vexFile);
    const { [vexFile.file]: _, ...typed } = body;
    const form = readForm(OutreachAnswerFacts, typed);
    return submit(
      { ...form, problems: { ...form.problems, ...problems } },
      async (facts) => {
        await this.answers.take(asked, facts);
        return redirect(`/incident/r/${asked.requestId}/receipt`);
      },
      (form) => this.shown(asked, form),
    );
  }

  @Get('receipt')
  async receipt(@InAsked() asked: Asked): Promise<View> {
    const given = await this.queries.answers(asked.requestId);
    return show('portal/incident/receipt', {
      title: 'Your answers',
      ...(await this.form.told(asked)),
      answers: this.form.receipt(given),
      back: `/incident/r/${asked.requestId}`,
    });
  }

  private async shown(asked: Asked, form: Form<object>): Promise<View> {
    return show('portal/incident/questions', {
      title: `Are you affected? ${asked.title}`,
      action: `/incident/r/${asked.requestId}`,
      ...(await this.form.told(asked)),
      ...(await this.form.shown(asked, form)),
    });
  }
}
