import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import type { Actor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { Gate } from '../gate.js';
import type { HeldKind } from './held.js';
import type { NewHold } from './hold.dto.js';
import { LegalHold } from './hold.entity.js';

/** Legal holds: what one covers is not purged until somebody releases it. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly gate: Gate,
  ) {}

  async place(
    actor: Actor,
    mine: string,
    { subjectKind, subjectId, reason, ownerId = mine }: NewHold,
  ): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.gate.close();
      const vendorId = await this.vendorOf(subjectKind, subjectId);
      await this.mustHaveAccess(ownerId);
      const facts = { subjectKind, subjectId, vendorId, reason, ownerId };
      await this.database.repository(LegalHold).insert({
        ...{ id, ...facts, placedBy: actor.name, placedAt: this.clock.now() },
        ...{ releasedBecause: null, releasedBy: null, releasedAt: null, version: 1 },
      });
      this.journal.record(actor, 'hold.placed', { kind: 'legal_hold', id }, null, facts);
    });
    return { id };
  }

  async release(actor: Actor, id: string, version: number, because: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.gate.close();
      const before = await this.database.repository(LegalHold).findOneBy({ id });
      if (!before) throw new NotFound('legal hold');
      if (before.releasedAt) throw new Conflict('This legal hold is released already.');
      if (before.version !== version) throw new Stale('legal hold');
      const released = { releasedBecause: because, releasedBy: actor.name };
      const changes = { ...released, releasedAt: this.clock.now() };
      await changeVersioned(this.database.repository(LegalHold), 'legal hold', before, changes);
      this.journal.record(actor, 'hold.released', { kind: 'legal_hold', id }, null, { because });
    });
  }

  private async vendorOf(kind: HeldKind, id: string): Promise<string | null> {
    const [row] = await this.find(kind, id);
    if (!row) throw new Invalid({ subjectId: `is no ${kind} that is here` });
    return row.vendorId;
  }

  private find(kind: HeldKind, id: string): Promise<{ vendorId: string | null }[]> {
    switch (kind) {
      case 'vendor':
        return this.database.sql`SELECT id AS "vendorId" FROM vendor WHERE id = ${id}`;
      case 'evidence':
        return this.database.sql`SELECT vendor_id AS "vendorId" FROM evidence WHERE id = ${id}`;
      case 'assessment':
        return this.database.sql`SELECT vendor_id AS "vendorId" FROM assessment WHERE id = ${id}`;
      case 'incident':
        return this.database.sql`SELECT NULL AS "vendorId" FROM incident WHERE id = ${id}`;
    }
  }

  private async mustHaveAccess(userId: string): Promise<void> {
    const rows = await this.database.sql<object[]>`
      SELECT id FROM app_user WHERE id = ${userId} AND disabled_at IS NULL`;
    if (rows.length === 0) throw new Invalid({ ownerId: 'is nobody who has access here' });
  }
}
