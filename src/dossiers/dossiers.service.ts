import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Assessments } from '../assessments/index.js';
import { Journal } from '../journal/index.js';
import { system, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Gone, Invalid, NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { Blobs } from '../platform/storage/index.js';
import { Daily } from '../platform/sweeps/index.js';
import { Reports } from '../reports/index.js';
import { VendorQueries } from '../vendors/index.js';
import { safeName } from './bag/safe-name.js';
import type { NewDossier } from './dossier.dto.js';
import { Dossier, type DossierScope } from './dossier.entity.js';
import { dossierRequested } from './events.js';

const mostWaiting = 5;

interface Order {
  scope: DossierScope;
  subjectId: string;
  title: string;
  reportId: string | null;
  profile: Dossier['profile'];
}

/** Sealed exports: asked for, fetched, and removed in time. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
    private readonly assessments: Assessments,
    private readonly vendors: VendorQueries,
    private readonly reports: Reports,
  ) {}

  /** Of one assessment; a report is printed for it where none is named. */
  async ofAssessment(
    actor: Actor,
    assessmentId: string,
    { profile = 'full', reportId: named }: NewDossier,
  ): Promise<{ id: string }> {
    const assessment = await this.assessments.byId(assessmentId);
    if (!assessment.submittedAt) {
      throw new Conflict(
        'There is nothing to export yet: the vendor has not submitted its answers.',
      );
    }
    await this.refuseMany(actor);
    const reportId = named ?? (await this.reports.request(actor, assessmentId, {})).id;
    if (named) await this.refuseForeign(named, assessmentId);
    const { name } = await this.vendors.view(assessment.vendorId);
    const title = `Assessment of ${name}`;
    return this.order(actor, {
      scope: 'assessment',
      subjectId: assessmentId,
      title,
      reportId,
      profile,
    });
  }

  async byId(id: string): Promise<Dossier> {
    const dossier = await this.database.repository(Dossier).findOneBy({ id });
    if (!dossier) throw new NotFound('dossier');
    return dossier;
  }

  /** The zip and the name to save it under; who took it is in the journal. */
  async download(
    actor: Actor,
    id: string,
  ): Promise<{ content: Readable; name: string; bytes: number }> {
    const { state, blob, bytes, sha256, title, checkpointSize } = await this.byId(id);
    if (state === 'expired')
      throw new Gone('The file was removed in time. Have the dossier built again.');
    if (state !== 'ready' || blob === null || bytes === null) {
      throw new Conflict('This dossier is not built yet.');
    }
    const content = await this.blobs.open(blob);
    await this.database.transaction(async () => {
      this.journal.record(actor, 'dossier.downloaded', { kind: 'dossier', id }, null, { sha256 });
    });
    return { content, name: `${safeName(`${title}-${checkpointSize ?? 0}`)}.zip`, bytes };
  }

  @Daily()
  async removeOld(): Promise<void> {
    const now = this.clock.now().toISOString();
    const old = await this.database.sql<{ id: string; blob: string }[]>`
      SELECT id, blob FROM dossier WHERE state = 'ready' AND expires_at <= ${now} ORDER BY id LIMIT 1000`;
    for (const { id, blob } of old) {
      await this.database.transaction(async () => {
        const expired = { state: 'expired', blob: null } as const;
        const ended = await this.database
          .repository(Dossier)
          .update({ id, state: 'ready' }, expired);
        if (ended.affected !== 1) return;
        this.journal.record(system, 'dossier.expired', { kind: 'dossier', id }, null, expired);
        this.database.afterCommit(() => this.blobs.remove(blob));
      });
    }
  }

  private async order(actor: Actor, order: Order): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.repository(Dossier).insert({
        id,
        ...order,
        periodFrom: null,
        periodTo: null,
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

  private async refuseForeign(reportId: string, assessmentId: string): Promise<void> {
    const report = await this.reports.byId(reportId).catch(() => undefined);
    const isOfIt = report?.subjectKind === 'assessment' && report.subjectId === assessmentId;
    if (!isOfIt) throw new Invalid({ reportId: 'is not a report of this assessment' });
  }
}
