import { Body, Get, Post } from '@nestjs/common';
import {
  statementWords,
  StatementFacts,
  Statements,
  StatementWithdrawal,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
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
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { statementFields, withdrawalFields } from './statement-fields.js';
import { VendorInIncident } from './vendor-in-incident.js';

/** One vendor in one incident: where it stands, what it holds of ours, what it said. */
@PageController()
export class VendorInIncidentPages {
  constructor(
    private readonly page: VendorInIncident,
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  @Get('incidents/:id/vendors/:vendorId')
  @Requires('incidents.read')
  @Sees('credentials', 'incident', { part: 'credentials' })
  @Sees('incident-answers', 'incident', { part: 'statements' })
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('vendorId') vendorId: string,
  ): Promise<View> {
    return show('pages/incidents/vendor', await this.page.of(me, id, vendorId));
  }

  @Get('incidents/:id/vendors/:vendorId/statements/new')
  @Requires('incidents.write')
  async blank(@IdParam('id') id: string, @IdParam('vendorId') vendorId: string): Promise<View> {
    return this.form(id, vendorId, blankForm({ datedOn: this.clock.today() }));
  }

  @Post('incidents/:id/vendors/:vendorId/statements')
  @Requires('incidents.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @IdParam('vendorId') vendorId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(StatementFacts, { ...body, vendorId }),
      async (facts) => {
        await this.statements.add(me, { ...facts, vendorId, incidentId, source: 'analyst' });
        return redirect(
          `/incidents/${incidentId}/vendors/${vendorId}`,
          'Their word is kept. Where they stand follows in a moment.',
        );
      },
      (form) => this.form(incidentId, vendorId, form),
    );
  }

  @Get('statements/:id/withdrawal')
  @Requires('incidents.write')
  async asksToWithdraw(@IdParam('id') id: string): Promise<View> {
    return this.withdrawal(id, blankForm());
  }

  @Post('statements/:id/withdrawal')
  @Requires('incidents.write')
  async withdraw(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(StatementWithdrawal, body),
      async ({ reason }) => {
        await this.statements.withdraw(me, id, reason);
        const { incidentId, vendorId } = await this.statements.byId(id);
        return redirect(
          `/incidents/${incidentId}/vendors/${vendorId}`,
          'It is withdrawn: it stays in sight and does not count any more.',
        );
      },
      (form) => this.withdrawal(id, form),
    );
  }

  private async withdrawal(id: string, form: Form<object>): Promise<View> {
    const { incidentId, vendorId, status, datedOn, withdrawnAt } = await this.statements.byId(id);
    const title = 'Withdraw a statement';
    return show('pages/incidents/withdrawal', {
      ...(await this.page.about(incidentId, vendorId, title)),
      action: `/statements/${id}/withdrawal`,
      statement: { word: statementWords[status], datedOn },
      withdrawn: withdrawnAt !== null,
      ...shownForm(withdrawalFields, form),
    });
  }

  private async form(id: string, vendorId: string, form: Form<object>): Promise<View> {
    const about = await this.page.about(id, vendorId, 'Record what they said');
    return show('pages/incidents/statement', {
      ...about,
      action: `${about.back}/statements`,
      documentHref: `${about.back}/openvex`,
      ...shownForm(statementFields, form),
    });
  }
}
