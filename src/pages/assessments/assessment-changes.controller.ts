import { Body, Get, Post } from '@nestjs/common';
import {
  AssessmentQueries,
  Assessments,
  NewDueDate,
  Revocation,
  type AssessmentView,
} from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Invalid } from '../../platform/errors.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { assessmentHead } from './assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

interface Kind {
  template: string;
  last: string;
  fields(view: AssessmentView): Record<string, FieldPlan>;
}

const dueDate: Kind = {
  template: 'pages/assessments/due-date',
  last: 'Change the due date',
  fields: () => ({
    dueOn: {
      label: 'Answers due on',
      type: 'date',
      width: '20',
      required: true,
      hint: 'The links follow: they work for 60 days after it.',
    },
  }),
};

const revocation: Kind = {
  template: 'pages/assessments/revocation',
  last: 'Revoke',
  fields: ({ vendor }) => ({
    reason: { label: 'Why', type: 'textarea', rows: 3, maxlength: 1_000, required: true },
    confirmation: {
      label: `Type “${vendor}” to confirm`,
      required: true,
      autocomplete: 'off',
      maxlength: 200,
    },
  }),
};

@PageController('assessments/:id')
export class AssessmentChangePages {
  constructor(
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
  ) {}

  @Get('due-date')
  @Requires('assessments.write')
  async dueDate(@IdParam('id') id: string): Promise<View> {
    const { dueOn, version } = await this.assessments.byId(id);
    return this.form(dueDate, id, blankForm({ dueOn, version: String(version) }));
  }

  @Post('due-date')
  @Requires('assessments.write')
  async extend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(NewDueDate, rest),
      async ({ dueOn }) => {
        await this.assessments.extend(me, id, version, dueOn);
        return redirect(`/assessments/${id}`, 'The due date is changed. The links follow it.');
      },
      (form) => this.form(dueDate, id, { ...form, typed: body }),
    );
  }

  @Get('revocation')
  @Requires('assessments.write')
  async revocation(@IdParam('id') id: string): Promise<View> {
    return this.form(revocation, id, blankForm());
  }

  @Post('revocation')
  @Requires('assessments.write')
  async revoke(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { confirmation, ...rest } = body ?? {};
    const { vendor } = await this.queries.view(id);
    return submit(
      readForm(Revocation, rest),
      async ({ reason }) => {
        if (confirmation !== vendor)
          throw new Invalid({ confirmation: 'is needed, letter by letter' });
        await this.assessments.revoke(me, id, reason);
        return redirect(`/assessments/${id}`, 'The assessment is revoked. Its links are dead.');
      },
      (form) => this.form(revocation, id, { ...form, typed: body }),
    );
  }

  private async form(
    { template, last, fields }: Kind,
    id: string,
    form: Form<object>,
  ): Promise<View> {
    const view = await this.queries.view(id);
    return show(template, {
      ...assessmentHead(view, last),
      version: form.typed['version'],
      ...shownForm(fields(view), form),
    });
  }
}
