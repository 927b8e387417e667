import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  ConfirmationReturn,
  NewOffboardingRequest,
  OffboardingJudging,
  OffboardingQueries,
  OffboardingRequests,
} from '../../offboarding/index.js';
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
import { Contacts } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { crumbsOf } from './offboarding-page.js';

const returnFields: Record<string, FieldPlan> = {
  because: {
    label: 'What is still wanted?',
    type: 'textarea',
    rows: 4,
    required: true,
    maxlength: 2_000,
    hint: 'Stands in the letter, such as: please say what happens to your backups.',
  },
};

/** Asking a vendor that we leave what became of our data, and judging what it says. */
@PageController()
export class OffboardingAskingPages {
  constructor(
    private readonly requests: OffboardingRequests,
    private readonly judging: OffboardingJudging,
    private readonly queries: OffboardingQueries,
    private readonly contacts: Contacts,
  ) {}

  @Get('offboardings/:id/request')
  @Requires('vendors.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.askForm(id, blankForm());
  }

  @Post('offboardings/:id/request')
  @Requires('vendors.write')
  async ask(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewOffboardingRequest, body),
      async (facts) => {
        await this.requests.send(me, id, facts);
        const said = 'The letter is on its way, and stands in the Outbox.';
        return redirect(`/offboardings/${id}`, said);
      },
      (form) => this.askForm(id, { ...form, typed: body ?? {} }),
    );
  }

  @Post('offboarding-requests/:id/resending')
  @Requires('vendors.write')
  async resend(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { offboardingId, name } = await this.requests.byId(id);
    const back = `/offboardings/${offboardingId}`;
    return orSay(back, async () => {
      await this.requests.resend(me, id);
      return redirect(back, `A new letter to ${name} is on its way; the earlier link is dead.`);
    });
  }

  @Post('offboarding-requests/:id/revocation')
  @Requires('vendors.write')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { offboardingId, name } = await this.requests.byId(id);
    const back = `/offboardings/${offboardingId}`;
    return orSay(back, async () => {
      await this.requests.revoke(me, id);
      return redirect(back, `The link of ${name} is dead. What was confirmed by it stays.`);
    });
  }

  @Post('offboarding-confirmations/:id/acceptance')
  @Requires('vendors.write')
  async accept(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { offboardingId } = await this.judging.byId(id);
    const back = `/offboardings/${offboardingId}`;
    return orSay(back, async () => {
      await this.judging.accept(me, id);
      return redirect(back, 'It is accepted, and noted on the checklist.');
    });
  }

  @Get('offboarding-confirmations/:id/return')
  @Requires('vendors.write')
  async asksWhatIsWanted(@IdParam('id') id: string): Promise<View> {
    return this.returnForm(id, blankForm());
  }

  @Post('offboarding-confirmations/:id/return')
  @Requires('vendors.write')
  async sendBack(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(ConfirmationReturn, body),
      async ({ because }) => {
        await this.judging.sendBack(me, id, because);
        const { offboardingId } = await this.judging.byId(id);
        return redirect(`/offboardings/${offboardingId}`, 'They are asked again, by a new link.');
      },
      (form) => this.returnForm(id, form),
    );
  }

  private async askForm(id: string, form: Form<object>): Promise<View> {
    const offboarding = await this.queries.view(id);
    const contacts = (await this.contacts.ofVendor(offboarding.vendorId)).filter(
      ({ purgedAt }) => !purgedAt,
    );
    const title = 'Ask the vendor to confirm';
    const fields: Record<string, FieldPlan> = {
      contactId: {
        label: 'Whom to ask',
        type: 'select',
        options: contacts.map(({ id: value, name, email }) => ({
          value,
          label: `${name} (${email})`,
        })),
      },
      message: {
        label: 'What else to say',
        type: 'textarea',
        rows: 4,
        maxlength: 2_000,
        hint: 'Optional. Stands in the letter.',
      },
    };
    return show('pages/offboardings/form', {
      title,
      about:
        'They get a letter with a link of its own, and say without an account what became of our data: returned or deleted, when, how, by whom, with a certificate if they have one. A link that was sent before ends.',
      crumbs: crumbsOf(offboarding, title),
      action: `/offboardings/${id}/request`,
      back: `/offboardings/${id}`,
      button: 'Send the letter',
      ...(contacts.length === 0
        ? { noContact: `/vendors/${offboarding.vendorId}/contacts/new` }
        : {}),
      ...shownFields(fields, form),
    });
  }

  private async returnForm(id: string, form: Form<object>): Promise<View> {
    const { offboardingId } = await this.judging.byId(id);
    const title = 'Ask again';
    return show('pages/offboardings/form', {
      title,
      about: 'What they confirmed stays on record. The same person gets a letter with a new link.',
      crumbs: crumbsOf(await this.queries.view(offboardingId), title),
      action: `/offboarding-confirmations/${id}/return`,
      back: `/offboardings/${offboardingId}`,
      button: 'Send the letter',
      ...shownFields(returnFields, form),
    });
  }
}

function shownFields(plans: Record<string, FieldPlan>, form: Form<object>): object {
  const { fields, errors } = shownForm(plans, form);
  return { fields: Object.values(fields), errors };
}
