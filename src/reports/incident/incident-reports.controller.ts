import { Body, Controller, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { NewReport } from '../report.dto.js';
import { IncidentReports } from './incident-reports.service.js';

@Controller('api/v1/incidents/:id/reports')
export class IncidentReportsController {
  constructor(private readonly reports: IncidentReports) {}

  @Post()
  @Requires('reports.read')
  @Operation('Reports', 'Have the report of an incident printed', {
    answers: Created,
    description:
      'What happened, where every vendor stands and what is not known, as of now. It is printed in the background: read it until its state is ready.',
  })
  async request(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: NewReport,
  ): Promise<Created> {
    return this.reports.request(me, id, body);
  }
}
