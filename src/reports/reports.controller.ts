import { Body, Controller, Get, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  Created,
  IdParam,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { pdfFile } from './pdf-file.js';
import { NewReport, ReportView } from './report.dto.js';
import { ReportQueries } from './reports.queries.js';
import { Reports } from './reports.service.js';

@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly queries: ReportQueries,
  ) {}

  @Get('reports')
  @Requires('reports.read')
  @Operation('Reports', 'List reports, newest first', { answers: [ReportView] })
  async list(
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReportView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post('assessments/:id/reports')
  @Requires('reports.read')
  @Operation('Reports', 'Have the risk report of an assessment printed', {
    answers: Created,
    description: 'It is printed in the background: read it until its state is ready.',
  })
  async request(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: NewReport,
  ): Promise<Created> {
    return this.reports.request(me, id, body);
  }

  @Get('reports/:id')
  @Requires('reports.read')
  @Operation('Reports', 'Read where a report stands', { answers: ReportView })
  async read(@IdParam('id') id: string): Promise<ReportView> {
    return this.queries.view(id);
  }

  @Get('reports/:id/pdf')
  @Requires('reports.read')
  @Operation('Reports', 'Download the PDF', { file: 'application/pdf' })
  async pdf(@Me() me: Caller, @IdParam('id') id: string): Promise<StreamableFile> {
    return pdfFile(await this.reports.download(me, id));
  }
}
