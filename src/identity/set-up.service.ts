import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { Gone, Invalid } from '../platform/errors.js';
import { newId, newSecret, sha256 } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { Organisation, theOrganisation } from './organisation.entity.js';
import { passwordProblem } from './password-rule.js';
import { Passwords } from './passwords.js';
import { samplePortfolioWanted } from './sample-wanted.js';
import type { SetUpFacts } from './set-up.dto.js';
import { User } from './user.entity.js';

export class SetUpLinkGone extends Gone {
  constructor() {
    super(
      'This link does not set up Assay, or no longer does. Each start prints a new one until somebody has set ' +
        'Assay up; after that, sign in.',
    );
  }
}

/** The first administrator: made once, by whoever holds the link that the server printed at its start. */
@Injectable()
export class SetUp {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly jobs: Jobs,
  ) {}

  /** A fresh one-time link while nobody is here yet; those of earlier starts stop working. */
  async setUpLink(): Promise<string | undefined> {
    if (!(await this.isWanted())) return undefined;
    const secret = newSecret();
    await this.database.transaction(() =>
      this.database
        .repository(Organisation)
        .update({ ...theOrganisation, setUpAt: IsNull() }, { setUpHash: sha256(secret) }),
    );
    return `${this.config.origin}/set-up?token=${secret}`;
  }

  async isWanted(): Promise<boolean> {
    return !(await this.database.repository(User).exists());
  }

  /** Refuses a token that is not the one printed last. Looking changes nothing. */
  async check(token: string | undefined): Promise<void> {
    const setUpHash = sha256(token ?? '');
    const found = await this.database
      .repository(Organisation)
      .existsBy({ ...theOrganisation, setUpHash });
    if (!found || !(await this.isWanted())) throw new SetUpLinkGone();
  }

  /** Names the organisation and makes its first administrator; of two at once one is told that the link is gone. */
  async complete(facts: SetUpFacts): Promise<{ userId: string }> {
    await this.check(facts.token);
    const email = facts.email.toLowerCase();
    const problem = passwordProblem(facts.password, email);
    if (problem) throw new Invalid({ password: problem });
    const passwordHash = await this.passwords.hash(facts.password);
    const id = newId();
    const { name, organisation } = facts;
    const person = { name, email, role: 'administrator' } as const;
    await this.database.transaction(async () => {
      const now = this.clock.now();
      const actor = { kind: 'user', id, name } as const;
      const named = await this.nameIt(actor, organisation, { setUpHash: sha256(facts.token) });
      if (!named) throw new SetUpLinkGone();
      await this.database
        .repository(User)
        .insert({ id, ...person, passwordHash, createdAt: now, disabledAt: null, version: 1 });
      this.journal.record(actor, 'user.added', { kind: 'user', id }, null, person);
      if (facts.sample) await this.jobs.enqueue(samplePortfolioWanted, { userId: id });
    });
    return { userId: id };
  }

  /** Names the organisation without a link, for whoever runs the program itself; false where somebody is here already. */
  async begin(actor: Actor, organisation: string): Promise<boolean> {
    return this.database.transaction(() => this.nameIt(actor, organisation, {}));
  }

  private async nameIt(
    actor: Actor,
    name: string,
    having: { setUpHash?: string },
  ): Promise<boolean> {
    if (!(await this.isWanted())) return false;
    const { affected } = await this.database
      .repository(Organisation)
      .update(
        { ...theOrganisation, ...having, setUpAt: IsNull() },
        { name, setUpHash: null, setUpAt: this.clock.now() },
      );
    if (affected !== 1) return false;
    const subject = { kind: 'organisation', id: String(theOrganisation.id) };
    this.journal.record(actor, 'organisation.set_up', subject, null, { name });
    return true;
  }
}
