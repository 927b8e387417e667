import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  AssessmentQueries,
  AssessmentQuery,
  Assessments,
  NewAssessment,
} from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Config } from '../../platform/config/index.js';
import {
  blankForm,
  IdField,
  IdParam,
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
import { Contacts, Vendors } from '../../vendors/index.js';
import { AssessmentForm } from './assessment-form.js';
import { assessmentList } from './assessment-list.js';
import { AssessmentPage } from './assessment-page.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';

class About {
  @IdField({ optional: true }) engagement?: string;
}

@PageController()
export class AssessmentPages {
  constructor(
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
    private readonly vendors: Vendors,
    private readonly contacts: Contacts,
    private readonly form: AssessmentForm,
    private readonly page: AssessmentPage,
    private readonly config: Config,
  ) {}

  @Get('assessments')
  @Requires('assessments.read')
  async list(
    @Me() me: Caller,
    @Query() query: AssessmentQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/assessments/list', assessmentList(me, url, query, page));
  }

  @Get('vendors/:id/assessments/new')
  @Requires('assessments.write')
  async blank(@IdParam('id') vendorId: string, @Query() { engagement }: About): Promise<View> {
    return this.shown(vendorId, blankForm(await this.form.usual(vendorId, engagement)));
  }

  @Post('vendors/:id/assessments')
  @Requires('assessments.write')
  async create(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    await this.vendors.byId(vendorId);
    const { then, ...typed } = body ?? {};
    return submit(
      readForm(NewAssessment, { ...typed, vendorId }),
      async (facts) => {
        const { id } = await this.assessments.draft(me, me.userId, facts);
        if (then !== 'send')
          return redirect(`/assessments/${id}`, 'Kept as a draft. Nobody was written to.');
        return this.dispatch(me, id, facts.contactId);
      },
      (form) => this.shown(vendorId, form),
    );
  }

  @Get('assessments/:id')
  @Requires('assessments.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/assessments/assessment', await this.page.of(me, id));
  }

  @Post('assessments/:id/dispatches')
  @Requires('assessments.write')
  async send(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { contactId } = await this.assessments.byId(id);
    return orSay(`/assessments/${id}`, () => this.dispatch(me, id, contactId));
  }

  private async dispatch(me: Caller, id: string, contactId: string): Promise<Redirect> {
    await this.assessments.send(me, id);
    const { name, email } = await this.contacts.byId(contactId);
    const where = this.config.smtpUrl === undefined ? 'waits in the Outbox' : 'is on its way';
    return redirect(`/assessments/${id}`, `The letter to ${name} (${email}) ${where}.`);
  }

  private async shown(vendorId: string, form: Form<object>): Promise<View> {
    return show('pages/assessments/form', await this.form.shown(vendorId, form));
  }
}
