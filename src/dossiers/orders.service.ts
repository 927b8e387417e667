import { Injectable } from '@nestjs/common';
import { Assessments } from '../assessments/index.js';
import { IncidentQueries } from '../incidents/index.js';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { addMonths, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Invalid } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { isOfWholePortfolio, PortfolioReports } from '../portfolio/index.js';
import { IncidentReports, Reports } from '../reports/index.js';
import { spokenDay } from '../scoring/index.js';
import { VendorQueries } from '../vendors/index.js';
import type { Profile } from './contents/profiles/profile.js';
import type { NewDossier, NewPortfolioDossier, NewVendorDossier } from './dossier.dto.js';
import { Dossier } from './dossier.entity.js';
import { dossierRequested } from './events.js';

const mostWaiting = 5;
const mostMonths = 120;

type Order = Pick<Dossier, 'scope' | 'subjectId' | 'title' | 'reportId' | 'profile'> &
  Partial<Pick<Dossier, 'periodFrom' | 'periodTo'>>;

/** Has sealed exports built. Where a report belongs into one and none is named, one is printed for it. */
@Injectable()
export class DossierOrders {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly assessments: Assessments,
    private readonly vendors: VendorQueries,
    private readonly incidents: IncidentQueries,
    private readonly reports: Reports,
    private readonly incidentReports: IncidentReports,
    private readonly portfolioReports: PortfolioReports,
  ) {}

  async ofAssessment(
    actor: Actor,
    subjectId: string,
    { profile, reportId: named }: NewDossier,
  ): Promise<{ id: string }> {
    const assessment = await this.assessments.byId(subjectId);
    if (!assessment.submittedAt) {
      throw new Conflict(
        'There is nothing to export yet: the vendor has not submitted its answers.',
      );
    }
    await this.refuseMany(actor);
    if (named) await this.refuseForeign(named, 'assessment', subjectId);
    const reportId = named ?? (await this.reports.request(actor, subjectId, {})).id;
    const { name } = await this.vendors.view(assessment.vendorId);
    const day = spokenDay(assessment.submittedAt.toISOString().slice(0, 10));
    const title = `Assessment of ${name}, submitted ${day}`;
    return this.order(actor, {
      scope: 'assessment',
      subjectId,
      title,
      reportId,
      profile: profileOf(profile),
    });
  }

  async ofIncident(
    actor: Actor,
    subjectId: string,
    { profile, reportId: named }: NewDossier,
  ): Promise<{ id: string }> {
    const incident = await this.incidents.view(subjectId);
    await this.refuseMany(actor);
    if (named) await this.refuseForeign(named, 'incident', subjectId);
    const reportId = named ?? (await this.incidentReports.request(actor, subjectId, {})).id;
    const title = `Incident ${incident.reference}: ${incident.title}`;
    return this.order(actor, {
      scope: 'incident',
      subjectId,
      title,
      reportId,
      profile: profileOf(profile),
    });
  }

  async ofVendor(
    actor: Actor,
    subjectId: string,
    { from, to, profile }: NewVendorDossier,
  ): Promise<{ id: string }> {
    const { name } = await this.vendors.view(subjectId);
    const period = periodOf(from, to);
    await this.refuseMany(actor);
    const title = `${name} from ${spokenDay(from)} to ${spokenDay(to)}`;
    return this.order(actor, {
      ...{ scope: 'vendor', subjectId, title, reportId: null, profile: profileOf(profile) },
      ...period,
    });
  }

  async ofPortfolio(
    actor: Actor,
    { from, to, profile, reportId: named }: NewPortfolioDossier,
  ): Promise<{ id: string }> {
    const period = periodOf(from, to);
    await this.refuseMany(actor);
    if (named) await this.refusePartial(named);
    const reportId = named ?? (await this.portfolioReports.request(actor, {})).id;
    const title = `Portfolio from ${spokenDay(from)} to ${spokenDay(to)}`;
    return this.order(actor, {
      ...{ scope: 'portfolio', subjectId: '', title, reportId, profile: profileOf(profile) },
      ...period,
    });
  }

  private async order(actor: Actor, order: Order): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.repository(Dossier).insert({
        id,
        periodFrom: null,
        periodTo: null,
        ...order,
        state: 'waiting',
        checkpointSize: null,
        doneBytes: 0,
        totalBytes: 0,
        lacking: [],
        problem: null,
        blob: null,
        sha256: null,
        bytes: null,
        fingerprint: null,
        requestedById: actor.id,
        requestedBy: actor.name,
        createdAt: this.clock.now(),
        builtAt: null,
        expiresAt: null,
      });
      this.journal.record(actor, 'dossier.requested', { kind: 'dossier', id }, null, order);
      await this.jobs.enqueue(dossierRequested, { dossierId: id });
    });
    return { id };
  }

  private async refuseMany({ id: requestedById }: Actor): Promise<void> {
    const [row] = await this.database.sql<{ n: number }[]>`
      SELECT count(*) AS n FROM dossier WHERE requested_by_id = ${requestedById} AND state IN ('waiting', 'building')`;
    if ((row?.n ?? 0) < mostWaiting) return;
    throw new Conflict(
      `${mostWaiting} dossiers of yours are being built already. Ask again when they are done.`,
    );
  }

  private async refuseForeign(reportId: string, kind: string, id: string): Promise<void> {
    const report = await this.reports.byId(reportId).catch(() => undefined);
    const isOfIt = report?.subjectKind === kind && report.subjectId === id;
    if (!isOfIt) throw new Invalid({ reportId: `is not a report of this ${kind}` });
  }

  /** A report of the portfolio is about itself: what counts is that it was not narrowed down. */
  private async refusePartial(reportId: string): Promise<void> {
    const report = await this.reports.byId(reportId).catch(() => undefined);
    const isOfAll = report !== undefined && isOfWholePortfolio(report);
    if (!isOfAll) throw new Invalid({ reportId: 'is not a report of the whole portfolio' });
  }
}

/** Programs may send null for what they do not choose. */
const profileOf = (sent: Profile | null | undefined): Profile => sent ?? 'full';

function periodOf(from: string, to: string): { periodFrom: string; periodTo: string } {
  if (to < from) throw new Invalid({ to: 'is before the first day' });
  if (to >= addMonths(from, mostMonths))
    throw new Invalid({ to: 'is more than ten years after the first day' });
  return { periodFrom: from, periodTo: to };
}
