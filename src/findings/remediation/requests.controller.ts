import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { NewRemediationRequest, RemediationRequestView } from './request.dto.js';
import { RemediationRequestQueries } from './requests.queries.js';
import { RemediationRequests } from './requests.service.js';

@Controller('api/v1')
export class RemediationRequestsController {
  constructor(
    private readonly requests: RemediationRequests,
    private readonly queries: RemediationRequestQueries,
  ) {}

  @Get('vendors/:id/remediation-requests')
  @Requires('findings.read')
  @Sees('remediation', 'vendor')
  @Operation('Findings', 'List whom at a vendor was asked for plans, newest first', {
    answers: [RemediationRequestView],
  })
  async list(@IdParam('id') id: string): Promise<RemediationRequestView[]> {
    return this.queries.ofVendor(id);
  }

  @Post('vendors/:id/remediation-requests')
  @Requires('findings.write')
  @Operation('Findings', 'Ask a contact of the vendor what will be done about findings', {
    answers: Created,
    description:
      'Writes a letter with a link that opens these findings: their plans, what was done, and files that show it.',
  })
  async send(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewRemediationRequest,
  ): Promise<Created> {
    return this.requests.send(me, id, facts);
  }

  @Delete('remediation-requests/:id')
  @HttpCode(204)
  @Requires('findings.write')
  @Operation('Findings', 'Revoke the link of a remediation request')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.requests.revoke(me, id);
  }
}
