import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../../platform/actor.js';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Webhooks } from '../../webhooks/index.js';
import { Incident } from '../cases/incident.entity.js';
import { exposureChanged, floorsDue, rotationsDue } from '../events.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { Counts } from './counts.js';
import { ExposureDerivation } from './exposure.entity.js';

const leaseMs = 2 * 60_000;

export interface Begun {
  id: string;
  incident: Incident;
  number: number;
  /** What it wrote when it was begun before has to be taken back. */
  again: boolean;
}

export interface Outcome {
  counts: Counts;
  moved: number;
  /** What the timeline says, where something moved. */
  words: string;
  vendorId?: string;
}

/** The line of an incident's derivations: one at a time, each seen from its end on. */
@Injectable()
export class Derivations implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
    private readonly timeline: Timeline,
  ) {}

  /** Where there is no other process, what one before left half done need not wait until its lease runs out. */
  async onModuleInit(): Promise<void> {
    if (!this.database.isOnlyWriter) return;
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE exposure_derivation SET leased_until = NULL
        WHERE finished_at IS NULL AND leased_until IS NOT NULL`;
    });
  }

  /** Begins one of all vendors; nothing where another is under way. One that was left half done is begun again. */
  async begin(incidentId: string, cause: string): Promise<Begun | undefined> {
    return this.database.transaction(async () => {
      const incident = await this.held(incidentId);
      const derivations = this.database.repository(ExposureDerivation);
      const number = incident.derivation + 1;
      const now = this.clock.now();
      const leasedUntil = addMilliseconds(now, leaseMs);
      const left = await derivations.findOneBy({ incidentId, number });
      if (left) {
        if (isHeld(left, now)) return undefined;
        const id = newId();
        const taken = await derivations
          .createQueryBuilder()
          .update()
          .set({ id, cause, begunAt: now, leasedUntil, vendorId: null })
          .where('id = :id AND finished_at IS NULL', { id: left.id })
          .execute();
        return taken.affected === 1 ? { id, incident, number, again: true } : undefined;
      }
      const id = newId();
      const begun = { id, incidentId, number, vendorId: null, cause, begunAt: now, leasedUntil };
      await derivations.insert({ ...begun, finishedAt: null, moved: 0, counts: null });
      return { id, incident, number, again: false };
    });
  }

  /** In a transaction that writes for it: false where it was taken over meanwhile. */
  async isOurs({ id, incident }: Begun): Promise<boolean> {
    await this.database.hold('incident', incident.id);
    const leasedUntil = addMilliseconds(this.clock.now(), leaseMs);
    const held = await this.database
      .repository(ExposureDerivation)
      .createQueryBuilder()
      .update()
      .set({ leasedUntil })
      .where('id = :id AND finished_at IS NULL', { id })
      .execute();
    return held.affected === 1;
  }

  /** It failed: whoever comes next begins it again, without waiting. */
  async letGo({ id }: Begun): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE exposure_derivation SET leased_until = NULL WHERE id = ${id} AND finished_at IS NULL`;
    });
  }

  /** From now on readers see what it came to. */
  async finish({ id, incident, number }: Begun, outcome: Outcome): Promise<void> {
    await this.database.transaction(async () => {
      const { counts, moved } = outcome;
      const finishedAt = this.clock.now();
      const finished = await this.database
        .repository(ExposureDerivation)
        .createQueryBuilder()
        .update()
        .set({ finishedAt, leasedUntil: null, moved, counts })
        .where('id = :id AND finished_at IS NULL', { id })
        .execute();
      if (finished.affected !== 1) return;
      await this.publish(incident.id, number, outcome, finishedAt);
    });
  }

  /** In a transaction that holds the incident: one vendor's, begun and finished at once. */
  async single(incident: Incident, cause: string, outcome: Outcome): Promise<void> {
    const { counts, moved, vendorId = null } = outcome;
    const number = incident.derivation + 1;
    const now = this.clock.now();
    await this.database.repository(ExposureDerivation).insert({
      id: newId(),
      incidentId: incident.id,
      number,
      vendorId,
      cause,
      begunAt: now,
      leasedUntil: null,
      finishedAt: now,
      moved,
      counts,
    });
    await this.publish(incident.id, number, outcome, now);
  }

  /** The incident, held until the transaction ends. */
  async held(incidentId: string): Promise<Incident> {
    await this.database.hold('incident', incidentId);
    return this.database.repository(Incident).findOneByOrFail({ id: incidentId });
  }

  /** Whether a derivation of all vendors is under way, or was left half done. */
  async underWay({ id: incidentId, derivation }: Incident): Promise<ExposureDerivation | null> {
    const number = derivation + 1;
    return this.database.repository(ExposureDerivation).findOneBy({ incidentId, number });
  }

  private async publish(
    incidentId: string,
    derivation: number,
    { counts, moved, words, vendorId }: Outcome,
    derivedAt: Date,
  ): Promise<void> {
    await this.database
      .repository(Incident)
      .update({ id: incidentId }, { derivation, derivedAt, counts });
    // Also where nobody moved: what a standing rests on, or what a vendor holds, may be another now.
    await this.jobs.enqueue(floorsDue, { incidentId, ...(vendorId ? { vendorId } : {}) });
    await this.jobs.enqueue(rotationsDue, { incidentId, ...(vendorId ? { vendorId } : {}) });
    if (moved === 0) return;
    const entry = { incidentId, kind: 'derived' as const, words, counts, derivation };
    await this.timeline.note(system, entry);
    await this.webhooks.announce(exposureChanged, {
      incidentId,
      ...(vendorId ? { vendorId } : {}),
    });
  }
}

/** Whether somebody derives it just now; a lease that is longer than any was given by a clock that was ahead. */
export const isHeld = (
  { leasedUntil }: Pick<ExposureDerivation, 'leasedUntil'>,
  now: Date,
): boolean =>
  leasedUntil !== null && leasedUntil > now && leasedUntil <= addMilliseconds(now, 2 * leaseMs);
