import { Injectable } from '@nestjs/common';
import { User, type Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Engagements } from '../engagements.service.js';
import type { CredentialFacts } from './credential.dto.js';
import { Credential } from './credential.entity.js';
import { credentialsChanged } from './events.js';
import { looksSecret } from './looks-secret.js';

/** More than anybody keeps track of; it bounds what one page shows. */
const mostOfEngagement = 200;

type Facts = 'kind' | 'name' | 'opens' | 'ownerId' | 'issuedOn' | 'rotatedOn' | 'endedBecause';
type Changes = Partial<Pick<Credential, Facts | 'endedAt'>>;

/** What of ours vendors hold to reach us. `version` is the one that was read; without it the last word counts. */
@Injectable()
export class Credentials {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly engagements: Engagements,
  ) {}

  /** An engagement that holds one holds credentials, whatever was said of it: its tier follows. */
  async add(me: Caller, engagementId: string, facts: CredentialFacts): Promise<{ id: string }> {
    const id = newId();
    const written = this.written(facts);
    const ownerId = facts.ownerId ?? me.userId;
    await this.database.transaction(async () => {
      await this.database.hold('engagement', engagementId);
      const { vendorId } = await this.engagements.byId(engagementId);
      await this.mustHaveAccess(ownerId);
      const credentials = this.database.repository(Credential);
      if ((await credentials.countBy({ engagementId })) >= mostOfEngagement) {
        throw new Conflict(`An engagement can have ${mostOfEngagement} credentials, no more.`);
      }
      const now = this.clock.now();
      const known = { engagementId, vendorId, ...written, ownerId };
      const times = { createdAt: now, updatedAt: now, version: 1 };
      const none = { rotatedOn: null, endedAt: null, endedBecause: null };
      await credentials.insert({ id, ...known, ...none, ...times });
      this.journal.record(me, 'credential.added', { kind: 'credential', id }, null, known);
      await this.engagements.holdCredentials(me, engagementId);
      await this.jobs.enqueue(credentialsChanged, { vendorId });
    });
    return { id };
  }

  async change(
    actor: Actor,
    id: string,
    version: number | undefined,
    facts: CredentialFacts,
  ): Promise<void> {
    const written = this.written(facts);
    await this.step(actor, id, version, 'credential.changed', async (before) => {
      const ownerId = facts.ownerId ?? before.ownerId;
      if (ownerId !== before.ownerId) await this.mustHaveAccess(ownerId);
      const { rotatedOn } = before;
      if (written.issuedOn !== null && rotatedOn !== null && rotatedOn < written.issuedOn) {
        throw new Invalid({ issuedOn: 'is after the day it was renewed' });
      }
      return { ...written, ownerId };
    });
  }

  /** It was renewed: what somebody took before does not open anything any more. */
  async rotate(
    actor: Actor,
    id: string,
    version: number | undefined,
    day: string | undefined,
  ): Promise<void> {
    const rotatedOn = day ?? this.clock.today();
    if (rotatedOn > this.clock.today()) throw new Invalid({ rotatedOn: 'is in the future' });
    await this.step(actor, id, version, 'credential.rotated', ({ issuedOn }) => {
      if (issuedOn !== null && rotatedOn < issuedOn) {
        throw new Invalid({ rotatedOn: 'is before the day it was issued' });
      }
      return { rotatedOn };
    });
  }

  /** That it was renewed was said wrongly: what stood before stands again, unless it was renewed once more. */
  async takeBackRotation(
    actor: Actor,
    id: string,
    said: string,
    before: string | null,
  ): Promise<void> {
    const { rotatedOn, endedAt } = await this.byId(id);
    if (rotatedOn !== said || endedAt) return;
    const changes = { rotatedOn: before };
    await this.step(actor, id, undefined, 'credential.rotation-undone', () => changes);
  }

  async end(actor: Actor, id: string, version: number | undefined, reason: string): Promise<void> {
    if (looksSecret(reason)) throw new Invalid({ reason: secretRefused });
    const changes = { endedAt: this.clock.now(), endedBecause: reason };
    await this.step(actor, id, version, 'credential.ended', () => changes);
  }

  async byId(id: string): Promise<Credential> {
    const credential = await this.database.repository(Credential).findOneBy({ id });
    if (!credential) throw new NotFound('credential');
    return credential;
  }

  private async step(
    actor: Actor,
    id: string,
    version: number | undefined,
    action: string,
    decide: (before: Credential) => Changes | Promise<Changes>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('credential', id);
      const before = await this.byId(id);
      if (version !== undefined && before.version !== version) throw new Stale('credential');
      if (before.endedAt) throw new Conflict('This credential has ended.');
      const changes = await decide(before);
      const credentials = this.database.repository(Credential);
      const updatedAt = this.clock.now();
      await changeVersioned(credentials, 'credential', before, { ...changes, updatedAt });
      const was = Object.fromEntries(
        Object.keys(changes).map((key) => [key, before[key as keyof Credential]]),
      );
      this.journal.record(actor, action, { kind: 'credential', id }, was, changes);
      await this.jobs.enqueue(credentialsChanged, { vendorId: before.vendorId });
    });
  }

  private async mustHaveAccess(ownerId: string): Promise<void> {
    const owner = await this.database.repository(User).findOneBy({ id: ownerId });
    if (!owner || owner.disabledAt) throw new Invalid({ ownerId: 'is nobody with access here' });
  }

  private written({ kind, name, opens, issuedOn = undefined }: CredentialFacts) {
    const problems: Record<string, string> = {};
    if (looksSecret(name)) problems['name'] = secretRefused;
    if (looksSecret(opens)) problems['opens'] = secretRefused;
    if (issuedOn && issuedOn > this.clock.today()) problems['issuedOn'] = 'is in the future';
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
    return { kind, name, opens, issuedOn: issuedOn || null };
  }
}

/** A clause. */
const secretRefused =
  'looks like the secret itself, which does not belong here: write what it is called. Nothing was kept of it';
