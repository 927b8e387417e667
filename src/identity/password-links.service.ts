import { Injectable } from '@nestjs/common';
import { And, IsNull, LessThan, MoreThan } from 'typeorm';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Gone, Invalid, NotFound } from '../platform/errors.js';
import { newSecret, sha256 } from '../platform/ids.js';
import { Attempts } from './attempts.service.js';
import { PasswordLink } from './password-link.entity.js';
import { passwordProblem } from './password-rule.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

const lifeMs = 7 * 24 * 3_600_000;
const slackMs = 24 * 3_600_000;

export interface MadeLink {
  link: string;
  expiresAt: Date;
}

export class PasswordLinkGone extends Gone {
  constructor() {
    super(
      'This link is no longer good, or never was. Ask an administrator of this register for a new one.',
    );
  }
}

/** One-time links through which a person chooses a password; nobody ever chooses one for them. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
  ) {}

  /** Makes a link and voids those made before. It is given once, here: only its hash is kept. */
  async make(actor: Actor, userId: string): Promise<MadeLink> {
    const secret = newSecret();
    const expiresAt = addMilliseconds(this.clock.now(), lifeMs);
    await this.database.transaction(async () => {
      const user = await this.database.repository(User).findOneBy({ id: userId });
      if (!user) throw new NotFound('person');
      if (user.disabledAt) throw new Conflict('Their access was ended. Give it back first.');
      await this.void(userId);
      await this.database
        .repository(PasswordLink)
        .insert({ secretHash: sha256(secret), userId, expiresAt, usedAt: null });
      const subject = { kind: 'user', id: userId };
      this.journal.record(actor, 'password_link.made', subject, null, { expiresAt });
    });
    return { link: `${this.config.origin}/password?token=${secret}`, expiresAt };
  }

  /** Whose password the token sets; refuses one that is unknown, used, expired or theirs who may no longer enter. */
  async ownerOf(token: string | undefined): Promise<User> {
    const link = await this.database
      .repository(PasswordLink)
      .findOneBy(this.stillGood(token ?? ''));
    const user =
      link &&
      (await this.database.repository(User).findOneBy({ id: link.userId, disabledAt: IsNull() }));
    if (!user) throw new PasswordLinkGone();
    return user;
  }

  async use(token: string, password: string): Promise<void> {
    const { id, name, email } = await this.ownerOf(token);
    const problem = passwordProblem(password, email);
    if (problem) throw new Invalid({ password: problem });
    const passwordHash = await this.passwords.hash(password);
    await this.database.transaction(async () => {
      const used = await this.database
        .repository(PasswordLink)
        .update(this.stillGood(token), { usedAt: this.clock.now() });
      const set = await this.database
        .repository(User)
        .update({ id, disabledAt: IsNull() }, { passwordHash });
      if (used.affected !== 1 || set.affected !== 1) throw new PasswordLinkGone();
      await this.sessions.endAll(id);
      await this.attempts.forget(email);
      this.journal.record(
        { kind: 'user', id, name },
        'password.set',
        { kind: 'user', id },
        null,
        null,
      );
    });
  }

  async void(userId: string): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(PasswordLink).delete({ userId, usedAt: IsNull() }),
    );
  }

  private stillGood(token: string) {
    const now = this.clock.now();
    // One that ends later than any was made by a clock that was ahead.
    const furthest = addMilliseconds(now, lifeMs + slackMs);
    const expiresAt = And(MoreThan(now), LessThan(furthest));
    return { secretHash: sha256(token), usedAt: IsNull(), expiresAt };
  }
}
