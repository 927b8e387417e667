import { Body, Get, Post, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  checked,
  fromText,
  IdParam,
  redirect,
  type FormBody,
  type Redirect,
  type Reply,
} from '../../platform/http/index.js';
import { IncidentReports, NewReport } from '../../reports/index.js';
import { PageController } from '../frame/page-controller.js';
import { previewPolicy } from '../reports/preview-policy.js';

/** The report of an incident, printed or read here. */
@PageController('incidents/:id')
export class IncidentReportPages {
  constructor(private readonly reports: IncidentReports) {}

  @Post('reports')
  @Requires('reports.read')
  async request(
    @Me() me: Caller,
    @IdParam('id') incidentId: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const wanted = checked(NewReport, fromText(NewReport, body ?? {}));
    const { id } = await this.reports.request(me, incidentId, wanted);
    return redirect(`/reports/${id}`);
  }

  @Get('report-preview')
  @Requires('reports.read')
  @Sees('report', 'incident')
  async preview(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const html = await this.reports.preview(me, id);
    void reply.type('text/html; charset=utf-8').header('content-security-policy', previewPolicy);
    return html;
  }
}
