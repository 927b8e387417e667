import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { NotFound } from '../platform/errors.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { VendorAccess } from './access.service.js';
import {
  AccessEnded,
  NewOffboarding,
  OffboardingFacts,
  OffboardingLine,
  OffboardingQuery,
  OffboardingView,
  StepFacts,
} from './offboarding.dto.js';
import { OffboardingQueries } from './offboardings.queries.js';
import { Offboardings } from './offboardings.service.js';
import { OffboardingSteps } from './steps.service.js';

@Controller('api/v1')
export class OffboardingsController {
  constructor(
    private readonly offboardings: Offboardings,
    private readonly steps: OffboardingSteps,
    private readonly access: VendorAccess,
    private readonly queries: OffboardingQueries,
  ) {}

  @Get('offboardings')
  @Requires('vendors.read')
  @Operation('Offboarding', 'List offboardings, what is due first first', {
    answers: [OffboardingLine],
  })
  async list(
    @Query() query: OffboardingQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OffboardingLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Get('vendors/:id/offboarding')
  @Requires('vendors.read')
  @Operation('Offboarding', 'Read the offboarding of a vendor that runs, or else the last one', {
    answers: OffboardingView,
  })
  async ofVendor(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OffboardingView> {
    const found = await this.queries.ofVendor(id);
    if (!found) throw new NotFound('offboarding');
    return tagged(found, reply);
  }

  @Post('vendors/:id/offboarding')
  @Requires('vendors.write')
  @Operation('Offboarding', 'Start to offboard a vendor', {
    answers: Created,
    description:
      'Setting the status of a vendor to `offboarding` starts one, too. A vendor in use is offboarding from then on.',
  })
  async start(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: NewOffboarding,
  ): Promise<Created> {
    return this.offboardings.start(me, id, facts);
  }

  @Get('offboardings/:id')
  @Requires('vendors.read')
  @Operation('Offboarding', 'Read an offboarding', { answers: OffboardingView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OffboardingView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put('offboardings/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Change who sees to an offboarding, and by when', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: OffboardingFacts,
  ): Promise<void> {
    await this.offboardings.change(me, id, version, facts);
  }

  @Put('offboardings/:id/steps/:step')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Say that a step is done or not needed, or take that back', {
    versioned: true,
    description:
      '`data` and `certificate`; the steps `credentials` and `access` follow from what is there. Evidence has to be attached first, or is with `evidenceIds`.',
  })
  async say(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @ExpectedVersion() version: number,
    @Body() facts: StepFacts,
  ): Promise<void> {
    await this.steps.say(me, id, version, step, facts);
  }

  @Post('offboardings/:id/access-ending')
  @HttpCode(200)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Revoke every link that lets people at the vendor in', {
    answers: AccessEnded,
    versioned: true,
    description: 'Invitations to questionnaires, and links to findings and incidents.',
  })
  async endAccess(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<AccessEnded> {
    return this.access.end(me, id, version);
  }

  @Post('offboardings/:id/completion')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Offboarding', 'Complete an offboarding: the vendor is offboarded', {
    versioned: true,
    description: 'Once every step is done or not needed. What stood then is kept as it was.',
  })
  async complete(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.offboardings.complete(me, id, version);
  }
}
