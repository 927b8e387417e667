import { Body, Get, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  checked,
  fromText,
  IdParam,
  ListQuery,
  redirect,
  show,
  withCursor,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { NewReport, pdfFile, ReportQueries, Reports } from '../../reports/index.js';
import { PageController } from '../frame/page-controller.js';
import { SeenBy } from '../frame/seen-by.js';
import { previewPolicy } from './preview-policy.js';
import { reportLine } from './report-lines.js';

@PageController()
export class ReportPages {
  constructor(
    private readonly reports: Reports,
    private readonly queries: ReportQueries,
    private readonly seenBy: SeenBy,
  ) {}

  @Get('reports')
  @Requires('reports.read')
  async list(@Query() query: ListQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/reports/list', {
      title: 'Reports',
      reports: page.items.map(reportLine),
      ...(page.next ? { next: withCursor(url, page.next) } : {}),
      ...(page.previous ? { previous: withCursor(url, page.previous) } : {}),
    });
  }

  @Post('assessments/:id/reports')
  @Requires('reports.read')
  async request(
    @Me() me: Caller,
    @IdParam('id') assessmentId: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const wanted = checked(NewReport, fromText(NewReport, body ?? {}));
    const { id } = await this.reports.request(me, assessmentId, wanted);
    return redirect(`/reports/${id}`);
  }

  @Get('assessments/:id/report-preview')
  @Requires('reports.read')
  @Sees('report', 'assessment')
  async preview(
    @Me() me: Caller,
    @IdParam('id') assessmentId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const html = await this.reports.preview(me, assessmentId);
    void reply.type('text/html; charset=utf-8').header('content-security-policy', previewPolicy);
    return html;
  }

  @Get('reports/:id')
  @Requires('reports.read')
  @Sees('report', 'report')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const report = await this.queries.view(id);
    return show('pages/reports/report', {
      title: report.title,
      crumbs: [{ href: '/reports', label: 'Reports' }, { label: report.title }],
      report: reportLine(report),
      ...(await this.seenBy.of(me, id)),
      waiting: report.state === 'waiting',
      ready: report.state === 'ready' && report.purgedAt === undefined,
      ...(report.state === 'waiting' ? { scripts: ['/public/js/waiting.js'] } : {}),
    });
  }

  @Get('reports/:id/pdf')
  @Requires('reports.read')
  async pdf(@Me() me: Caller, @IdParam('id') id: string): Promise<StreamableFile> {
    return pdfFile(await this.reports.download(me, id));
  }
}
