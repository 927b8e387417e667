import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Organisations } from './organisations.service.js';
import { PasswordLinks, type MadeLink } from './password-links.service.js';
import { Sessions } from './sessions.service.js';
import type { NewUser, UserFacts } from './user.dto.js';
import { User } from './user.entity.js';

@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly organisations: Organisations,
    private readonly sessions: Sessions,
    private readonly links: PasswordLinks,
  ) {}

  /** Adds a person, who chooses a password through the link given here. */
  async add(actor: Actor, facts: NewUser): Promise<MadeLink & { id: string }> {
    const id = newId();
    const { name, role } = facts;
    const written = { name, email: facts.email.toLowerCase(), role };
    return this.database.transaction(async () => {
      const users = this.database.repository(User);
      if (await users.existsBy({ email: written.email })) {
        throw new Invalid({ email: 'belongs to somebody who is here already' });
      }
      const createdAt = this.clock.now();
      const rest = {
        passwordHash: null,
        managerId: null,
        createdAt,
        disabledAt: null,
        version: 1,
      };
      await users.insert({ id, ...written, ...rest });
      this.journal.record(actor, 'user.added', { kind: 'user', id }, null, written);
      return { id, ...(await this.links.make(actor, id)) };
    });
  }

  /** Another role, or none: whoever may do something else from now on signs in again. */
  async change(actor: Actor, id: string, version: number, facts: UserFacts): Promise<void> {
    const { name, role, disabled, managerId = null } = facts;
    await this.database.transaction(async () => {
      await this.organisations.oneAtATime();
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('person');
      if (disabled || role !== 'administrator') await this.keepOneAdministrator(before);
      if (managerId !== before.managerId) await this.mustBeChoosable(id, managerId);
      const disabledAt = disabled ? (before.disabledAt ?? this.clock.now()) : null;
      const written = { name, role, disabledAt, managerId };
      await changeVersioned(this.database.repository(User), 'person', before, written);
      if (disabled || role !== before.role) await this.sessions.endAll(id);
      if (disabled) await this.links.void(id);
      const was = {
        name: before.name,
        role: before.role,
        disabledAt: before.disabledAt,
        managerId: before.managerId,
      };
      this.journal.record(actor, 'user.changed', { kind: 'user', id }, was, written);
    });
  }

  async byId(id: string): Promise<User> {
    const user = await this.database.repository(User).findOneBy({ id });
    if (!user) throw new NotFound('person');
    return user;
  }

  private async mustBeChoosable(id: string, managerId: string | null): Promise<void> {
    if (managerId === null) return;
    if (managerId === id) throw new Invalid({ managerId: 'is the person themselves' });
    const here = await this.database
      .repository(User)
      .existsBy({ id: managerId, disabledAt: IsNull() });
    if (!here) throw new Invalid({ managerId: 'is nobody who has access here' });
  }

  private async keepOneAdministrator({ id, role, disabledAt }: User): Promise<void> {
    if (role !== 'administrator' || disabledAt) return;
    const another = await this.database
      .repository(User)
      .existsBy({ id: Not(id), role: 'administrator', disabledAt: IsNull() });
    if (!another) {
      throw new Conflict('This is the last administrator. Make somebody else one first.');
    }
  }
}
