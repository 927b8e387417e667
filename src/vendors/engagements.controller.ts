import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  Operation,
  tagged,
  type Reply,
} from '../platform/http/index.js';
import { assessInherentRisk } from '../scoring/index.js';
import { EngagementView, InherentFacts, InherentView, NewEngagement } from './engagement.dto.js';
import { viewOf } from './engagement-view.js';
import { Engagements } from './engagements.service.js';

@Controller('api/v1')
export class EngagementsController {
  constructor(private readonly engagements: Engagements) {}

  @Post('inherent-risk')
  @HttpCode(200)
  @Requires('vendors.read')
  @Operation('Vendors', 'Work out inherent risk and tier without saving', {
    answers: InherentView,
    status: 200,
  })
  derive(@Body() facts: InherentFacts): InherentView {
    return assessInherentRisk(facts);
  }

  @Get('vendors/:id/engagements')
  @Requires('vendors.read')
  @Operation('Vendors', 'List the engagements of a vendor', { answers: [EngagementView] })
  async list(@IdParam('id') vendorId: string): Promise<EngagementView[]> {
    return (await this.engagements.ofVendor(vendorId)).map(viewOf);
  }

  @Post('vendors/:id/engagements')
  @Requires('vendors.write')
  @Operation('Vendors', 'Add an engagement', { answers: Created })
  async add(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() facts: NewEngagement,
  ): Promise<Created> {
    return this.engagements.add(me, vendorId, facts);
  }

  @Get('engagements/:id')
  @Requires('vendors.read')
  @Operation('Vendors', 'Read an engagement', { answers: EngagementView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EngagementView> {
    return tagged(viewOf(await this.engagements.byId(id)), reply);
  }

  @Put('engagements/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Change an engagement', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: NewEngagement,
  ): Promise<void> {
    await this.engagements.change(me, id, version, facts);
  }

  @Delete('engagements/:id')
  @HttpCode(204)
  @Requires('vendors.write')
  @Operation('Vendors', 'Remove an engagement that was never assessed', { versioned: true })
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.engagements.remove(me, id, version);
  }
}
