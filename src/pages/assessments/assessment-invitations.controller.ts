import { Body, Get, Post } from '@nestjs/common';
import {
  AssessmentQueries,
  Assessments,
  Invitations,
  NewInvitation,
} from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
import { Questionnaires } from '../../questionnaires/index.js';
import { Contacts } from '../../vendors/index.js';
import { assessmentHead } from './assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';

@PageController()
export class AssessmentInvitationPages {
  constructor(
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
    private readonly invitations: Invitations,
    private readonly contacts: Contacts,
    private readonly questionnaires: Questionnaires,
  ) {}

  @Get('assessments/:id/invitations/new')
  @Requires('assessments.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.form(id, blankForm());
  }

  @Post('assessments/:id/invitations')
  @Requires('assessments.write')
  async invite(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewInvitation, body),
      async (asked) => {
        await this.assessments.invite(me, id, asked);
        const { name } = await this.contacts.byId(asked.contactId);
        return redirect(`/assessments/${id}`, `${name} is invited.`);
      },
      (form) => this.form(id, form),
    );
  }

  @Post('invitations/:id/rotations')
  @Requires('assessments.write')
  async rotate(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { assessmentId, name } = await this.invitations.byId(id);
    const page = `/assessments/${assessmentId}`;
    return orSay(page, async () => {
      await this.invitations.rotate(me, id);
      return redirect(page, `A new letter to ${name} is written; the old link is dead.`);
    });
  }

  @Post('invitations/:id/revocation')
  @Requires('assessments.write')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { assessmentId, name } = await this.invitations.byId(id);
    const page = `/assessments/${assessmentId}`;
    return orSay(page, async () => {
      await this.invitations.revoke(me, id);
      return redirect(page, `The link of ${name} is dead. What they answered stays.`);
    });
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const view = await this.queries.view(id);
    const contacts = await this.contacts.ofVendor(view.vendorId);
    const { definition } = await this.questionnaires.published(view.questionnaireVersionId);
    const fields: Record<string, FieldPlan> = {
      contactId: {
        label: 'Who?',
        type: 'radios',
        options: contacts.map(({ id: value, name, email }) => ({
          value,
          label: name,
          hint: email,
        })),
      },
      sections: {
        label: 'Which sections?',
        type: 'checkboxes',
        hint: 'None chosen: all of them, and then this person may submit too.',
        options: definition.sections.map(({ key, title }) => ({ value: key, label: title })),
      },
    };
    return show('pages/assessments/invitation', {
      ...assessmentHead(view, 'Invite'),
      vendorHref: `/vendors/${view.vendorId}`,
      ...shownForm(fields, form),
    });
  }
}
