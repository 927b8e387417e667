import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../platform/errors.js';
import type { OwnPassword } from './account.dto.js';
import { Attempts } from './attempts.service.js';
import type { Caller } from './caller.js';
import { PasswordLinks } from './password-links.service.js';
import { passwordProblem } from './password-rule.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import type { Visit } from './sign-in.service.js';
import { User } from './user.entity.js';

/** What a person changes about themselves. */
@Injectable()
export class Account {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: PasswordLinks,
  ) {}

  async of({ userId }: Caller): Promise<User> {
    const user = await this.database.repository(User).findOneBy({ id: userId });
    if (!user) throw new NotFound('person');
    return user;
  }

  async rename(caller: Caller, name: string): Promise<void> {
    await this.database.transaction(async () => {
      const user = await this.of(caller);
      await changeVersioned(this.database.repository(User), 'person', user, { name });
      const subject = { kind: 'user', id: user.id };
      this.journal.record(caller, 'user.changed', subject, { name: user.name }, { name });
    });
  }

  /** Ends all their sessions, this one included, and gives the secret of a new one. */
  async changePassword(
    caller: Caller,
    { current, password }: OwnPassword,
    visit: Visit,
  ): Promise<string> {
    const { id, email, passwordHash: before } = await this.of(caller);
    const problem = passwordProblem(password, email);
    if (problem) throw new Invalid({ password: problem });
    await this.attempts.take(email, visit.address);
    if (!(await this.passwords.verify(before, current))) {
      throw new Invalid({ current: 'is not your password' });
    }
    const passwordHash = await this.passwords.hash(password);
    return this.database.transaction(async () => {
      const changed = await this.database
        .repository(User)
        .update({ id, passwordHash: before as string }, { passwordHash });
      if (changed.affected !== 1) throw new Conflict('Your password was changed meanwhile.');
      await this.attempts.forgive(email, visit.address);
      await this.links.void(id);
      await this.sessions.endAll(id);
      this.journal.record(caller, 'password.set', { kind: 'user', id }, null, null);
      return this.sessions.start(id, visit.browser);
    });
  }
}
