import { Body, Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import {
  DossierQuery,
  DossierView,
  NewDossier,
  NewPortfolioDossier,
  NewVendorDossier,
} from './dossier.dto.js';
import { DossierQueries } from './dossiers.queries.js';
import { Dossiers } from './dossiers.service.js';
import { DossierOrders } from './orders.service.js';
import { zipFile } from './zip-file.js';

const description = 'It is built in the background: read it until its state is ready.';

@Controller('api/v1')
export class DossiersController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly orders: DossierOrders,
    private readonly queries: DossierQueries,
  ) {}

  @Get('dossiers')
  @Requires('dossiers.read')
  @Operation('Dossiers', 'List dossiers, newest first', { answers: [DossierView] })
  async list(
    @Query() query: DossierQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DossierView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post('assessments/:id/dossiers')
  @Requires('dossiers.write')
  @Operation('Dossiers', 'Have the dossier of an assessment built', {
    answers: Created,
    description,
  })
  async ofAssessment(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: NewDossier,
  ): Promise<Created> {
    return this.orders.ofAssessment(me, id, body);
  }

  @Post('incidents/:id/dossiers')
  @Requires('dossiers.write')
  @Operation('Dossiers', 'Have the dossier of an incident built', { answers: Created, description })
  async ofIncident(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: NewDossier,
  ): Promise<Created> {
    return this.orders.ofIncident(me, id, body);
  }

  @Post('vendors/:id/dossiers')
  @Requires('dossiers.write')
  @Operation('Dossiers', 'Have the dossier of a vendor over a period built', {
    answers: Created,
    description,
  })
  async ofVendor(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: NewVendorDossier,
  ): Promise<Created> {
    return this.orders.ofVendor(me, id, body);
  }

  @Post('portfolio/dossiers')
  @Requires('dossiers.write')
  @Operation('Dossiers', 'Have the dossier of all vendors over a period built', {
    answers: Created,
    description: `${description} Standings, and what is due, are as of the day it is built; the rest is of the period.`,
  })
  async ofPortfolio(@Me() me: Caller, @Body() body: NewPortfolioDossier): Promise<Created> {
    return this.orders.ofPortfolio(me, body);
  }

  @Get('dossiers/:id')
  @Requires('dossiers.read')
  @Operation('Dossiers', 'Read where a dossier stands', { answers: DossierView })
  async read(@IdParam('id') id: string): Promise<DossierView> {
    return this.queries.view(id);
  }

  @Get('dossiers/:id/zip')
  @Requires('dossiers.read')
  @Operation('Dossiers', 'Download the dossier', {
    file: 'application/zip',
    description: 'Who took it is in the journal.',
  })
  async zip(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return zipFile(reply, await this.dossiers.download(me, id));
  }
}
