import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import { Database } from '../platform/database/index.js';
import { Conflict } from '../platform/errors.js';
import { Attempts } from './attempts.service.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

/** Where a try to sign in comes from. */
export interface Visit {
  address: string;
  browser: string | undefined;
  /** The secret of the session they came with: it ends when a new one starts. */
  secret: string | undefined;
}

export class SignInRefused extends Conflict {
  constructor() {
    super('This e-mail address and this password do not go together.');
  }
}

@Injectable()
export class SignIn {
  private readonly log = new Logger('sign-in');

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** Starts a session and gives its secret. Unknown, disabled and mistyped are answered alike and cost the same. */
  async signIn(email: string, password: string, visit: Visit): Promise<string> {
    const account = email.toLowerCase();
    await this.attempts.take(account, visit.address);
    const user = await this.database.repository(User).findOneBy({ email: account });
    const stored = user && !user.disabledAt ? user.passwordHash : null;
    const matches = await this.passwords.verify(stored, password);
    if (!user || !matches) {
      this.log.warn({
        refused: 'sign-in',
        address: visit.address,
        ...(user ? { userId: user.id } : {}),
      });
      throw new SignInRefused();
    }
    return this.database.transaction(async () => {
      await this.hold(user);
      await this.attempts.forgive(account, visit.address);
      await this.sessions.endBySecret(visit.secret);
      const actor = { kind: 'user', id: user.id, name: user.name } as const;
      this.journal.record(actor, 'user.signed_in', { kind: 'user', id: user.id }, null, null);
      return this.sessions.start(user.id, visit.browser);
    });
  }

  async signOut(secret: string | undefined): Promise<void> {
    const caller = await this.sessions.callerOf(secret);
    await this.database.transaction(async () => {
      await this.sessions.endBySecret(secret);
      if (!caller) return;
      const { kind, id, name } = caller;
      this.journal.record({ kind, id, name }, 'user.signed_out', { kind: 'user', id }, null, null);
    });
  }

  /** Makes sure that they were neither disabled nor given another password while theirs was checked. */
  private async hold({ id, passwordHash }: User): Promise<void> {
    const held = await this.database
      .repository(User)
      .update({ id, passwordHash: passwordHash as string, disabledAt: IsNull() }, { id });
    if (held.affected !== 1) throw new SignInRefused();
  }
}
