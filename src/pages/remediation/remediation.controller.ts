import { Body, Get, Post } from '@nestjs/common';
import { NewRemediationRequest, RemediationRequests } from '../../findings/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { RemediationPage } from './remediation-page.js';

const template = 'pages/remediation/page';

@PageController()
export class RemediationPages {
  constructor(
    private readonly requests: RemediationRequests,
    private readonly page: RemediationPage,
  ) {}

  @Get('vendors/:id/remediation')
  @Requires('findings.read')
  @Sees('remediation', 'vendor', { part: 'asked' })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show(template, await this.page.of(me, id, blankForm()));
  }

  @Post('vendors/:id/remediation')
  @Requires('findings.write')
  @Sees('remediation', 'vendor', { part: 'asked' })
  async ask(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewRemediationRequest, body),
      async (facts) => {
        await this.requests.send(me, id, facts);
        return redirect(
          `/vendors/${id}/remediation`,
          'The letter is on its way, and stands in the Outbox.',
        );
      },
      async (form) => show(template, await this.page.of(me, id, { ...form, typed: body ?? {} })),
    );
  }

  @Post('remediation-requests/:id/revocation')
  @Requires('findings.write')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { vendorId, name } = await this.requests.byId(id);
    const back = `/vendors/${vendorId}/remediation`;
    return orSay(back, async () => {
      await this.requests.revoke(me, id);
      return redirect(back, `The link of ${name} is dead. What was said by it stays.`);
    });
  }
}
