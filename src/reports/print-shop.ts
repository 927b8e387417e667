import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { GivenUp, Handles, Jobs } from '../platform/jobs/index.js';
import { BrowserMissing, PrintFailed, Printer } from '../platform/pdf/index.js';
import { Blobs } from '../platform/storage/index.js';
import { Webhooks } from '../webhooks/index.js';
import { readyNews, reportRequested } from './events.js';
import { Report } from './report.entity.js';
import { ReportTemplates } from './report-templates.js';

const lookForBrowserEveryMs = 5 * 60_000;

/** Prints what was asked for, outside any transaction. */
@Injectable()
export class PrintShop {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly templates: ReportTemplates,
    private readonly printer: Printer,
    private readonly blobs: Blobs,
    private readonly webhooks: Webhooks,
  ) {}

  @Handles(reportRequested)
  async print({ reportId }: { reportId: string }): Promise<void> {
    const report = await this.database.repository(Report).findOneBy({ id: reportId });
    if (report?.state !== 'waiting') return;
    try {
      const html = await this.templates.render(report.template, report.view);
      await nextTurn();
      const { pdf, pages } = await this.printer.print({ html, format: report.format });
      const { name: blob, sha256, bytes } = await this.blobs.put(pdf);
      const printedAt = this.clock.now();
      await this.close(reportId, {
        state: 'ready',
        problem: null,
        blob,
        sha256,
        pages,
        bytes,
        printedAt,
      });
    } catch (error) {
      if (error instanceof BrowserMissing) await this.waitForBrowser(reportId, error.message);
      else if (error instanceof PrintFailed) {
        await this.close(reportId, { state: 'failed', problem: error.message });
      } else throw error;
    }
  }

  @GivenUp(reportRequested)
  async giveUp({ reportId }: { reportId: string }): Promise<void> {
    const problem = 'It could not be printed. The log says why.';
    await this.close(reportId, { state: 'failed', problem });
  }

  private async waitForBrowser(reportId: string, problem: string): Promise<void> {
    const again = addMilliseconds(this.clock.now(), lookForBrowserEveryMs);
    await this.database.transaction(async () => {
      await this.database.repository(Report).update({ id: reportId }, { problem });
      await this.jobs.enqueue(reportRequested, { reportId }, again);
    });
  }

  private async close(id: string, changes: Partial<Report>): Promise<void> {
    await this.database.transaction(async () => {
      const reports = this.database.repository(Report);
      const closed = await reports.update({ id, state: 'waiting' }, changes);
      if (closed.affected !== 1 || changes.state !== 'ready') return;
      await this.webhooks.announce(readyNews, { reportId: id });
    });
  }
}
