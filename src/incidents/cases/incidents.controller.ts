import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import {
  Confirmation,
  IncidentFacts,
  IncidentLine,
  IncidentQuery,
  IncidentReason,
  IncidentView,
  NewIncident,
} from './incident.dto.js';
import { IncidentQueries } from './incidents.queries.js';
import { Incidents } from './incidents.service.js';

@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
  ) {}

  @Get()
  @Requires('incidents.read')
  @Operation('Incidents', 'List incidents, newest first', { answers: [IncidentLine] })
  async list(
    @Query() query: IncidentQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<IncidentLine[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('incidents.write')
  @Operation('Incidents', 'Open an incident', {
    answers: Created,
    description:
      'About an event that advisories tell of, or by hand with what is affected. Every vendor’s standing is derived at once.',
  })
  async open(@Me() me: Caller, @Body() facts: NewIncident): Promise<Created> {
    const { id } = await this.incidents.open(me, me.userId, facts);
    return { id };
  }

  @Get(':id')
  @Requires('incidents.read')
  @Operation('Incidents', 'Read an incident', { answers: IncidentView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<IncidentView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Change what is said of an incident', {
    versioned: true,
    description: 'The standings are derived anew.',
  })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: IncidentFacts,
  ): Promise<void> {
    await this.incidents.change(me, id, version, facts);
  }

  @Post(':id/confirmation')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Confirm that an incident touches our data', {
    versioned: true,
    description: 'Floor F5 holds up the band of affected vendors that hold data or keys of ours.',
  })
  async confirm(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: Confirmation,
  ): Promise<void> {
    await this.incidents.confirm(me, id, version, reason);
  }

  @Delete(':id/confirmation')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Take back that an incident touches our data', { versioned: true })
  async unconfirm(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.incidents.unconfirm(me, id, version, 'It was confirmed too soon.');
  }

  @Post(':id/closing')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Close an incident', {
    versioned: true,
    description: 'Its standings stay as they are.',
  })
  async close(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: IncidentReason,
  ): Promise<void> {
    await this.incidents.close(me, id, version, reason);
  }

  @Post(':id/reopening')
  @HttpCode(204)
  @Requires('incidents.write')
  @Operation('Incidents', 'Open an incident again', { versioned: true })
  async reopen(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: IncidentReason,
  ): Promise<void> {
    await this.incidents.reopen(me, id, version, reason);
  }
}
