import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import type { NewReport } from '../report.dto.js';
import { ReportTemplates } from '../report-templates.js';
import { Reports } from '../reports.service.js';
import { IncidentReportViews } from './incident.builder.js';

const usual = 'incident';

/** Reports of incidents: printed, or read on a page. */
@Injectable()
export class IncidentReports {
  constructor(
    private readonly views: IncidentReportViews,
    private readonly reports: Reports,
    private readonly templates: ReportTemplates,
  ) {}

  /** Stores what the report will say, as of now, and has it printed. */
  async request(
    actor: Actor,
    incidentId: string,
    { template = usual, format }: NewReport,
  ): Promise<{ id: string }> {
    this.templates.assertKnown(template, 'incident');
    const id = newId();
    const view = await this.views.of(incidentId, { id, madeBy: actor.name });
    const subject = { kind: 'incident', id: incidentId };
    const asked = { incident: view.incident.reference };
    return this.reports.order(actor, { id, template, format, subject, view, asked });
  }

  /** The same as HTML, without storing anything. */
  async preview(actor: Actor, incidentId: string): Promise<string> {
    const made = { id: newId(), madeBy: actor.name };
    return this.templates.render(usual, await this.views.of(incidentId, made));
  }
}
