import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import {
  ConfirmationReturn,
  ConfirmationView,
  NewOffboardingRequest,
  OffboardingRequestView,
} from './asking.dto.js';
import { OffboardingAsking } from './asking.queries.js';
import { OffboardingJudging } from './judging.service.js';
import { OffboardingRequests } from './offboarding-requests.service.js';

@Controller('api/v1')
export class OffboardingAskingController {
  constructor(
    private readonly requests: OffboardingRequests,
    private readonly judging: OffboardingJudging,
    private readonly asking: OffboardingAsking,
  ) {}

  @Get('offboardings/:id/requests')
  @Requires('vendors.read')
  @Operation('Offboarding', 'List whom at a vendor was asked about our data, newest first', {
    answers: [OffboardingRequestView],
  })
  async list(@IdParam('id') id: string): Promise<OffboardingRequestView[]> {
    return this.asking.requests(id);
  }

  @Post('offboardings/:id/requests')
  @Requires('vendors.write')
  @Operation('Offboarding', 'Ask a contact of the vendor to confirm what became of our data', {
    answers: Created,
    description:
      'Writes a letter with a link that opens the confirmation alone. A link that was sent before ends.',
  })
  async send(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewOffboardingRequest,
  ): Promise<Created> {
    return this.requests.send(me, id, facts);
  }

  @Get('offboardings/:id/confirmations')
  @Requires('vendors.read')
  @Sees('confirmations', 'offboarding')
  @Operation('Offboarding', 'List what a vendor confirmed of our data, newest first', {
    answers: [ConfirmationView],
  })
  async confirmations(@IdParam('id') id: string): Promise<ConfirmationView[]> {
    await this.asking.requests(id);
    return this.asking.confirmations(id);
  }

  @Post('offboarding-requests/:id/resending')
  @Requires('vendors.write')
  @Operation('Offboarding', 'Write the letter once more, with a new link', { answers: Created })
  async resend(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    return this.requests.resend(me, id);
  }

  @Delete('offboarding-requests/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Revoke the link by which a vendor confirms')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.requests.revoke(me, id);
  }

  @Post('offboarding-confirmations/:id/acceptance')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Accept what a vendor confirmed: it settles the step', {
    description:
      'Of the data and, where the vendor gave a certificate, of the certificate. Only the last one can be accepted.',
  })
  async accept(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.judging.accept(me, id);
  }

  @Post('offboarding-confirmations/:id/return')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Ask the vendor again, saying what is still wanted', {
    description: 'Writes a letter with a new link to the same person.',
  })
  async sendBack(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { because }: ConfirmationReturn,
  ): Promise<void> {
    await this.judging.sendBack(me, id, because);
  }
}
