import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock, dayOf } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Gone, NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { Blobs } from '../platform/storage/index.js';
import { spokenDay } from '../scoring/index.js';
import { reportRequested } from './events.js';
import type { NewReport, Paper } from './report.dto.js';
import { Report } from './report.entity.js';
import { ReportTemplates } from './report-templates.js';
import { DeltaViews } from './delta/delta.builder.js';
import { VendorRiskViews } from './views/vendor-risk.builder.js';

const usual = 'vendor-risk';
const mostWaiting = 20;

/** A report to be printed from a view that is made already. */
export interface ReportOrder {
  id: string;
  template: string;
  format?: Paper | undefined;
  subject: { kind: string; id: string };
  view: { title: string; proof: { viewHash: string } };
  /** For the journal: what the view was narrowed down to. */
  asked?: Readonly<Record<string, string | number>>;
}

@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
    private readonly templates: ReportTemplates,
    private readonly vendorRisk: VendorRiskViews,
    private readonly delta: DeltaViews,
  ) {}

  /** Stores what the report will say, as of now, and has it printed. */
  async request(
    actor: Actor,
    assessmentId: string,
    { template = usual, format }: NewReport,
  ): Promise<{ id: string }> {
    this.templates.assertKnown(template);
    const id = newId();
    const view = await this.viewOf(template, assessmentId, { id, madeBy: actor.name });
    const subject = { kind: 'assessment', id: assessmentId };
    return this.order(actor, { id, template, format, subject, view });
  }

  /** Stores a view that somebody else made, and has it printed from its template. */
  async order(
    actor: Actor,
    { id, template, format: wanted, subject, view, asked = {} }: ReportOrder,
  ): Promise<{ id: string }> {
    const format = wanted ?? 'A4';
    await this.database.transaction(async () => {
      await this.refuseMany(actor);
      await this.database.repository(Report).insert({
        id,
        template,
        subjectKind: subject.kind,
        subjectId: subject.id,
        title: view.title,
        format,
        view,
        state: 'waiting',
        problem: null,
        blob: null,
        sha256: null,
        pages: null,
        bytes: null,
        requestedById: actor.id,
        requestedBy: actor.name,
        createdAt: this.clock.now(),
        printedAt: null,
        purgedAt: null,
        purgedRule: null,
      });
      const { viewHash } = view.proof;
      const about = subject.kind === 'assessment' ? { assessmentId: subject.id } : asked;
      const facts = { template, format, ...about, viewHash };
      this.journal.record(actor, 'report.requested', { kind: 'report', id }, null, facts);
      await this.jobs.enqueue(reportRequested, { reportId: id });
    });
    return { id };
  }

  /** The same as HTML, without storing anything. */
  async preview(actor: Actor, assessmentId: string, template = usual): Promise<string> {
    this.templates.assertKnown(template);
    const view = await this.viewOf(template, assessmentId, { id: newId(), madeBy: actor.name });
    return this.templates.render(template, view);
  }

  private viewOf(template: string, assessmentId: string, made: { id: string; madeBy: string }) {
    const views = template === 'delta' ? this.delta : this.vendorRisk;
    return views.of(assessmentId, made);
  }

  async byId(id: string): Promise<Report> {
    const report = await this.database.repository(Report).findOneBy({ id });
    if (!report) throw new NotFound('report');
    return report;
  }

  private async refuseMany({ id: requestedById }: Actor): Promise<void> {
    const mine = { requestedById, state: 'waiting' } as const;
    if ((await this.database.repository(Report).countBy(mine)) < mostWaiting) return;
    throw new Conflict(
      `${mostWaiting} reports of yours wait to be printed already. Ask again when they are done.`,
    );
  }

  /** The PDF, to be read by ourselves: nobody takes it, so the journal has nothing to tell. Nothing while it is not printed. */
  async printed(id: string) {
    const { blob, bytes, sha256 } = await this.byId(id);
    if (blob === null || bytes === null || sha256 === null) return undefined;
    return { bytes, sha256, open: () => this.blobs.open(blob) };
  }

  /** The PDF and the name to save it under; who took it is in the journal. */
  async download(
    actor: Actor,
    id: string,
  ): Promise<{ pdf: Readable; name: string; bytes: number }> {
    const { state, blob, title, bytes, sha256, purgedAt, purgedRule } = await this.byId(id);
    if (purgedAt !== null) {
      const day = spokenDay(dayOf(purgedAt));
      throw new Gone(`This report was purged on ${day} by the rule “${purgedRule ?? ''}”.`);
    }
    if (state !== 'ready' || blob === null || bytes === null) {
      throw new Conflict('This report is not printed yet.');
    }
    const pdf = await this.blobs.open(blob);
    await this.database.transaction(async () => {
      const facts = { sha256 };
      this.journal.record(actor, 'report.downloaded', { kind: 'report', id }, null, facts);
    });
    return { pdf, name: fileNameOf(title), bytes };
  }
}

/** A name of plain letters, digits and dashes, that no system chokes on. */
function fileNameOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return `${plain || 'report'}.pdf`;
}
