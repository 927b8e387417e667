import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { sortNameOf } from '../../vendors/index.js';
import { Webhooks } from '../../webhooks/index.js';
import type { AuditorFacts } from './auditor.dto.js';
import { Auditor, type AuditorKind } from './auditor.entity.js';
import { auditorDoubted, doubtedNews } from '../events.js';

@Injectable()
export class Auditors {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
  ) {}

  async create(actor: Actor, facts: AuditorFacts): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      const found = await this.add(actor, id, facts);
      if (found !== id) throw taken(facts);
    });
    return { id };
  }

  /** The one of this name and kind, whatever its case and accents; added where there is none. Inside a transaction. */
  async findOrCreate(actor: Actor, kind: AuditorKind, name: string): Promise<string> {
    const sortName = sortNameOf(name);
    const found = await this.database.repository(Auditor).findOneBy({ kind, sortName });
    return found?.id ?? this.add(actor, newId(), { kind, name });
  }

  async change(actor: Actor, id: string, version: number, facts: AuditorFacts): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('auditor');
      if (facts.kind !== before.kind) throw new Invalid({ kind: 'cannot be changed' });
      const sortName = sortNameOf(facts.name);
      const auditors = this.database.repository(Auditor);
      const same = await auditors.findOneBy({ kind: facts.kind, sortName });
      if (same && same.id !== id) throw taken(facts);
      const written = { name: facts.name, website: facts.website ?? null };
      await changeVersioned(auditors, 'auditor', before, {
        ...written,
        sortName,
        updatedAt: this.clock.now(),
      });
      const { name, website } = before;
      this.journal.record(actor, 'auditor.changed', subject(id), { name, website }, written);
    });
  }

  /** Whatever leans on it no longer counts as audited; the job says so to higher floors. */
  async doubt(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      if (before.doubtedAt) throw new Conflict(`${before.name} is in doubt already.`);
      const standing = { doubtedAt: this.clock.now(), doubtReason: reason };
      await this.stand(before, standing);
      const was = { doubtedAt: null, doubtReason: null };
      this.journal.record(actor, 'auditor.doubted', subject(id), was, standing);
      await this.jobs.enqueue(auditorDoubted, { auditorId: id });
      await this.webhooks.announce(doubtedNews, { auditorId: id });
    });
  }

  async restore(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.atVersion(id, version);
      if (!before.doubtedAt) throw new Conflict(`${before.name} is in good standing already.`);
      const { doubtedAt, doubtReason } = before;
      await this.stand(before, { doubtedAt: null, doubtReason: null });
      const was = { doubtedAt, doubtReason };
      const is = { doubtedAt: null, doubtReason: null, restoredReason: reason };
      this.journal.record(actor, 'auditor.restored', subject(id), was, is);
    });
  }

  async byId(id: string): Promise<Auditor> {
    const auditor = await this.database.repository(Auditor).findOneBy({ id });
    if (!auditor) throw new NotFound('auditor');
    return auditor;
  }

  private async atVersion(id: string, version: number): Promise<Auditor> {
    const auditor = await this.byId(id);
    if (auditor.version !== version) throw new Stale('auditor');
    return auditor;
  }

  private async stand(
    before: Auditor,
    standing: Pick<Auditor, 'doubtedAt' | 'doubtReason'>,
  ): Promise<void> {
    const changes = { ...standing, updatedAt: this.clock.now() };
    await changeVersioned(this.database.repository(Auditor), 'auditor', before, changes);
  }

  /** Two may add the same name at once: one of them adds it, both get its id. */
  private async add(actor: Actor, id: string, facts: AuditorFacts): Promise<string> {
    const { kind, name } = facts;
    const now = this.clock.now().toISOString();
    const sortName = sortNameOf(name);
    const website = facts.website ?? null;
    await this.database.sql`
      INSERT INTO auditor (id, kind, name, sort_name, website, created_at, updated_at, version)
      VALUES (${id}, ${kind}, ${name}, ${sortName}, ${website}, ${now}, ${now}, 1)
      ON CONFLICT (kind, sort_name) DO NOTHING`;
    const { id: found } = await this.database
      .repository(Auditor)
      .findOneByOrFail({ kind, sortName });
    if (found === id) {
      this.journal.record(actor, 'auditor.added', subject(id), null, { kind, name, website });
    }
    return found;
  }
}

const subject = (id: string) => ({ kind: 'auditor', id });

const taken = ({ kind }: AuditorFacts) =>
  new Conflict(
    `There is ${kind === 'firm' ? 'an auditor' : 'a compliance platform'} of this name already.`,
  );
