import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  Operation,
  tagged,
  type Reply,
} from '../../platform/http/index.js';
import {
  CredentialEnding,
  CredentialFacts,
  CredentialRotation,
  CredentialView,
} from './credential.dto.js';
import { CredentialQueries } from './credentials.queries.js';
import { Credentials } from './credentials.service.js';

@Controller('api/v1')
export class CredentialsController {
  constructor(
    private readonly credentials: Credentials,
    private readonly queries: CredentialQueries,
  ) {}

  @Get('engagements/:id/credentials')
  @Requires('vendors.read')
  @Sees('credentials', 'engagement')
  @Operation('Vendors', 'List what of ours a vendor holds to reach us', {
    answers: [CredentialView],
    description: 'Those that still open something first. Assay never holds the secrets themselves.',
  })
  async list(@IdParam('id') id: string): Promise<CredentialView[]> {
    return this.queries.ofEngagement(id);
  }

  @Post('engagements/:id/credentials')
  @Requires('vendors.write')
  @Operation('Vendors', 'Add a credential that the vendor holds', {
    answers: Created,
    description:
      'The engagement holds credentials from then on, whatever was said of it, so its inherent risk and tier follow.',
  })
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: CredentialFacts,
  ): Promise<Created> {
    return this.credentials.add(me, id, facts);
  }

  @Get('credentials/:id')
  @Requires('vendors.read')
  @Sees('credentials', 'credential')
  @Operation('Vendors', 'Read a credential', { answers: CredentialView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CredentialView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put('credentials/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Change what is said of a credential', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: CredentialFacts,
  ): Promise<void> {
    await this.credentials.change(me, id, version, facts);
  }

  @Post('credentials/:id/rotation')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Say that a credential was renewed', { versioned: true })
  async rotate(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { rotatedOn }: CredentialRotation,
  ): Promise<void> {
    await this.credentials.rotate(me, id, version, rotatedOn);
  }

  @Post('credentials/:id/ending')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Say that a credential opens nothing any more', { versioned: true })
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: CredentialEnding,
  ): Promise<void> {
    await this.credentials.end(me, id, version, reason);
  }
}
