import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import {
  RotationCounts,
  RotationOwner,
  RotationQuery,
  RotationReason,
  RotationSignOff,
  RotationView,
} from './rotation.dto.js';
import { RotationQueries } from './rotations.queries.js';
import { Rotations } from './rotations.service.js';

@Controller('api/v1')
export class RotationsController {
  constructor(
    private readonly rotations: Rotations,
    private readonly queries: RotationQueries,
  ) {}

  @Get('incidents/:id/rotations')
  @Requires('incidents.read')
  @Sees('credentials', 'incident')
  @Operation('Incidents', 'List what is renewed because of an incident, what is due first first', {
    answers: [RotationView],
    description: 'One entry for each live credential that an affected vendor holds of ours.',
  })
  async list(
    @IdParam('id') id: string,
    @Query() query: RotationQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RotationView[]> {
    return linked(await this.queries.page(id, query), request, reply);
  }

  @Get('incidents/:id/rotation-counts')
  @Requires('incidents.read')
  @Operation('Incidents', 'Count what is renewed because of an incident', {
    answers: RotationCounts,
  })
  async counts(@IdParam('id') id: string): Promise<RotationCounts> {
    return this.queries.counts(id);
  }

  @Get('rotations/:id')
  @Requires('incidents.read')
  @Sees('credentials', 'rotation')
  @Operation('Incidents', 'Read a rotation', { answers: RotationView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RotationView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put('rotations/:id/owner')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Give a rotation to somebody else', { versioned: true })
  async assign(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { ownerId }: RotationOwner,
  ): Promise<void> {
    await this.rotations.assign(me, id, version, ownerId);
  }

  @Post('rotations/:id/sign-off')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Sign off that a credential was renewed', { versioned: true })
  async signOff(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: RotationSignOff,
  ): Promise<void> {
    await this.rotations.signOff(me, id, version, facts);
  }

  @Post('rotations/:id/waiver')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Say that a credential need not be renewed', {
    versioned: true,
    description: 'Only where the vendor is not affected any more, or the credential has ended.',
  })
  async waive(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: RotationReason,
  ): Promise<void> {
    await this.rotations.waive(me, id, version, reason);
  }

  @Post('rotations/:id/reopening')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Take back that a rotation is done with', { versioned: true })
  async reopen(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: RotationReason,
  ): Promise<void> {
    await this.rotations.reopen(me, id, version, reason);
  }
}
