import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Caller } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { purgedEmail, purgedName } from '../platform/purged.js';
import { Tellings } from './tellings.service.js';
import type { WitnessFacts } from './witness.dto.js';
import { Witness } from './witness.entity.js';

const mostWitnesses = 50;

/** Who outside gets checkpoints by mail. */
@Injectable()
export class Witnesses {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly tellings: Tellings,
  ) {}

  /** They get the newest checkpoint at once. */
  async add(me: Caller, facts: WitnessFacts): Promise<{ id: string }> {
    const id = newId();
    const written = this.columnsOf(facts);
    const pausedAt = facts.paused ? this.clock.now() : null;
    await this.database.transaction(async () => {
      const witnesses = this.database.repository(Witness);
      if ((await witnesses.countBy({ removedAt: IsNull() })) >= mostWitnesses) {
        throw new Conflict(`There are ${mostWitnesses} witnesses already. Remove one first.`);
      }
      await this.refuseTwice(written.email, id);
      await witnesses.insert({
        id,
        ...written,
        pausedAt,
        addedById: me.userId,
        createdAt: this.clock.now(),
        removedAt: null,
        version: 1,
      });
      const after = { ...written, paused: pausedAt !== null };
      this.journal.record(me, 'witness.added', { kind: 'witness', id }, null, after);
    });
    if (!pausedAt) await this.tellings.tell({ id, way: 'mail', rhythm: written.rhythm });
    return { id };
  }

  async change(me: Caller, id: string, version: number, facts: WitnessFacts): Promise<void> {
    const written = this.columnsOf(facts);
    const before = await this.byId(id);
    const paused = facts.paused ?? before.pausedAt !== null;
    await this.database.transaction(async () => {
      if (before.version !== version) throw new Stale('witness');
      await this.refuseTwice(written.email, id);
      const pausedAt = paused ? (before.pausedAt ?? this.clock.now()) : null;
      await this.write(before, { ...written, pausedAt });
      const was = { ...this.columnsOf(before), paused: before.pausedAt !== null };
      const is = { ...written, paused };
      this.journal.record(me, 'witness.changed', { kind: 'witness', id }, was, is);
    });
    if (!paused) await this.tellings.tell({ id, way: 'mail', rhythm: written.rhythm });
  }

  /** Name and address go at once; which checkpoints went there, and when, stays. */
  async remove(me: Caller, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('witness');
      const removedAt = this.clock.now();
      await this.write(before, { name: purgedName, email: purgedEmail(id), removedAt });
      const { name } = before;
      this.journal.record(me, 'witness.removed', { kind: 'witness', id }, { name }, null);
    });
  }

  async byId(id: string): Promise<Witness> {
    const witness = await this.database.repository(Witness).findOneBy({ id, removedAt: IsNull() });
    if (!witness) throw new NotFound('witness');
    return witness;
  }

  private async refuseTwice(email: string, id: string): Promise<void> {
    const where = { email, removedAt: IsNull() };
    const same = await this.database.repository(Witness).findOneBy(where);
    if (same && same.id !== id) throw new Invalid({ email: 'is a witness already' });
  }

  private async write(before: Witness, changes: Partial<Witness>): Promise<void> {
    await changeVersioned(this.database.repository(Witness), 'witness', before, changes);
  }

  private columnsOf({ name, email, rhythm }: Pick<Witness, 'name' | 'email' | 'rhythm'>) {
    return { name, email: email.toLowerCase(), rhythm };
  }
}
