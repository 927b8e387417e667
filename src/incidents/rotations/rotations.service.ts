import { Injectable } from '@nestjs/common';
import { User } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Credentials, dueDatesMoved, Vendors } from '../../vendors/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { RotationSignOff } from './rotation.dto.js';
import { Rotation } from './rotation.entity.js';
import { RotationQueries } from './rotations.queries.js';

interface Step {
  action: string;
  changes: Partial<Rotation>;
  /** What the timeline says; nothing for what is not told there. */
  words?: string;
}

const untouched = {
  state: 'open' as const,
  note: null,
  rotatedOn: null,
  rotatedBefore: null,
  settledBy: null,
  settledAt: null,
};

/** The checklist of what is renewed because of an incident. `version` is the one that was read. */
@Injectable()
export class Rotations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: Vendors,
    private readonly credentials: Credentials,
    private readonly incidents: Incidents,
    private readonly queries: RotationQueries,
    private readonly timeline: Timeline,
  ) {}

  /** A person says that the credential was renewed; it says so itself from then on. */
  async signOff(
    actor: Actor,
    id: string,
    version: number | undefined,
    { rotatedOn: day, note }: RotationSignOff,
  ): Promise<void> {
    const rotatedOn = day ?? this.clock.today();
    await this.step(actor, id, version, async (before, told) => {
      mustBeOpen(before);
      const { windowFrom } = await this.incidents.byId(before.incidentId);
      if (windowFrom !== null && rotatedOn < windowFrom) {
        throw new Invalid({ rotatedOn: 'is before the incident began, so it renewed nothing' });
      }
      const { rotatedOn: rotatedBefore } = await this.credentials.byId(before.credentialId);
      await this.credentials.rotate(actor, before.credentialId, undefined, rotatedOn);
      const state = 'signed_off' as const;
      return {
        action: 'rotation.signed-off',
        changes: { state, note: note || null, rotatedOn, rotatedBefore, ...this.by(actor) },
        words: `${actor.name} signed off that ${told} was renewed.`,
      };
    });
  }

  /** For a vendor that is not affected for certain, or a credential that has ended. */
  async waive(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, async (before, told) => {
      mustBeOpen(before);
      const { isAffected } = await this.queries.view(id);
      const { endedAt } = await this.credentials.byId(before.credentialId);
      if (isAffected && !endedAt) {
        throw new Conflict('The vendor is affected, so this has to be renewed, or ended.');
      }
      const state = 'not_needed' as const;
      return {
        action: 'rotation.waived',
        changes: { state, note: reason, ...this.by(actor) },
        words: `${actor.name} said that ${told} need not be renewed: ${reason}`,
      };
    });
  }

  /** What was signed off, or said not to be needed, was said too soon. */
  async reopen(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, async (before, told) => {
      if (before.state === 'open') throw new Conflict('This rotation is open.');
      const { credentialId, rotatedOn, rotatedBefore } = before;
      if (rotatedOn !== null) {
        await this.credentials.takeBackRotation(actor, credentialId, rotatedOn, rotatedBefore);
      }
      return {
        action: 'rotation.reopened',
        changes: untouched,
        words: `${actor.name} took back that ${told} was done with: ${reason}`,
      };
    });
  }

  async assign(
    actor: Actor,
    id: string,
    version: number | undefined,
    ownerId: string,
  ): Promise<void> {
    await this.step(actor, id, version, async (before) => {
      mustBeOpen(before);
      const owner = await this.database.repository(User).findOneBy({ id: ownerId });
      if (!owner || owner.disabledAt) throw new Invalid({ ownerId: 'is nobody with access here' });
      return { action: 'rotation.assigned', changes: { ownerId } };
    });
  }

  async byId(id: string): Promise<Rotation> {
    const rotation = await this.database.repository(Rotation).findOneBy({ id });
    if (!rotation) throw new NotFound('rotation');
    return rotation;
  }

  private by(actor: Actor) {
    return { settledBy: actor.name, settledAt: this.clock.now() };
  }

  private async step(
    actor: Actor,
    id: string,
    version: number | undefined,
    decide: (before: Rotation, told: string) => Promise<Step>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('rotation', id);
      const before = await this.byId(id);
      if (version !== undefined && before.version !== version) throw new Stale('rotation');
      const { incidentId, vendorId, credentialId } = before;
      const { name } = await this.credentials.byId(credentialId);
      const { name: vendor } = await this.vendors.byId(vendorId);
      const { action, changes, words } = await decide(before, `“${name}” of ${vendor}`);
      const updatedAt = this.clock.now();
      const rotations = this.database.repository(Rotation);
      await changeVersioned(rotations, 'rotation', before, { ...changes, updatedAt });
      const was = Object.fromEntries(
        Object.keys(changes).map((key) => [key, before[key as keyof Rotation]]),
      );
      this.journal.record(actor, action, { kind: 'rotation', id }, was, changes);
      if (words) await this.timeline.note(actor, { incidentId, kind: 'rotation', words });
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
    });
  }
}

function mustBeOpen({ state }: Rotation): void {
  if (state !== 'open') throw new Conflict('This rotation is done with already.');
}
