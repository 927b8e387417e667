import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock } from '../platform/clock.js';
import { Database, listed, sql, type Sql } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { kindOf, type Fulfilled, type Ground, type ObligationKind } from './kinds/index.js';
import type { EndedHow } from './obligation.entity.js';
import type { Derived, Differences, Standing } from './reconcile.js';

const rowsAtOnce = 100;

type Raw = Omit<Standing, 'detail'> & { detail: string };

/** The table of obligations: what stands in it, and how it is made to say what was derived. */
@Injectable()
export class ObligationStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The open obligations of the vendors within `scope`, a condition on `v`. */
  async standing(scope: Sql): Promise<Standing[]> {
    const rows = await this.database.sql<Raw[]>`
      SELECT o.id, o.kind, o.subject_id AS "subjectId", o.part, o.vendor_id AS "vendorId", o.owner_id AS "ownerId",
        o.due_on AS "dueOn", o.title, o.detail
      FROM vendor v JOIN obligation o ON o.vendor_id = v.id
      WHERE o.ended_at IS NULL AND ${scope}`;
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Standing['detail'] }));
  }

  /** Inside a transaction. */
  async write({ begun, moved, gone }: Differences, ground: Ground): Promise<void> {
    await this.put([...begun, ...moved]);
    const done = await fulfilled(gone, ground);
    await this.end(
      gone.filter(({ id }) => done.has(id)),
      'done',
    );
    await this.end(
      gone.filter(({ id }) => !done.has(id)),
      'cancelled',
    );
    await this.tellDoers(done);
    await this.tellLeaving(gone.filter(({ id }) => !done.has(id)));
  }

  /** Adds what is new; what is there already, open or ended, is open again and counts one more change. */
  private async put(owed: readonly Derived[]): Promise<void> {
    const now = this.clock.now().toISOString();
    for (const some of inPieces(owed)) {
      const rows = some.map(
        ({
          kind,
          subjectId,
          part,
          vendorId,
          ownerId,
          dueOn,
          title,
          detail,
        }) => sql`(${newId()}, ${kind},
          ${kindOf(kind).subjectKind}, ${subjectId}, ${part}, ${vendorId}, ${ownerId}, ${dueOn}, ${title},
          ${JSON.stringify(detail)}, 0, ${now}, ${now})`,
      );
      await this.database.sql`
        INSERT INTO obligation (id, kind, subject_kind, subject_id, part, vendor_id, owner_id, due_on, title, detail,
          sequence, changed_at, created_at)
        VALUES ${listed(rows)}
        ON CONFLICT (kind, subject_id, part) DO UPDATE SET vendor_id = excluded.vendor_id,
          owner_id = excluded.owner_id, due_on = excluded.due_on, title = excluded.title, detail = excluded.detail,
          sequence = obligation.sequence + 1, changed_at = excluded.changed_at, ended_at = NULL, ended_how = NULL,
          ended_by_kind = NULL, ended_by_id = NULL`;
      await nextTurn();
    }
  }

  private async end(rows: readonly Standing[], how: EndedHow): Promise<void> {
    const now = this.clock.now().toISOString();
    for (const some of inPieces(rows)) {
      await this.database.sql`
        UPDATE obligation SET ended_at = ${now}, ended_how = ${how}, changed_at = ${now}, sequence = sequence + 1
        WHERE ended_at IS NULL AND id IN (${listed(some.map(({ id }) => id))})`;
    }
  }

  /** What is called off while its vendor is being left, is called off by that. */
  private async tellLeaving(rows: readonly Standing[]): Promise<void> {
    for (const some of inPieces(rows)) {
      await this.database.sql`
        UPDATE obligation SET ended_by_kind = 'offboarding', ended_by_id = (
          SELECT b.id FROM offboarding b WHERE b.vendor_id = obligation.vendor_id AND b.ended_at IS NULL)
        WHERE kind <> 'offboarding' AND id IN (${listed(some.map(({ id }) => id))}) AND EXISTS (
          SELECT 1 FROM offboarding b WHERE b.vendor_id = obligation.vendor_id AND b.ended_at IS NULL)`;
    }
  }

  private async tellDoers(done: Fulfilled): Promise<void> {
    for (const [id, doer] of done) {
      if (doer === null) continue;
      await this.database.sql`
        UPDATE obligation SET ended_by_kind = ${doer.kind}, ended_by_id = ${doer.id} WHERE id = ${id}`;
    }
  }
}

async function fulfilled(gone: readonly Standing[], ground: Ground): Promise<Fulfilled> {
  const done: Fulfilled = new Map();
  for (const [kind, rows] of byKind(gone)) {
    for (const some of inPieces(rows)) {
      for (const [id, doer] of await kindOf(kind).fulfilled(ground, some)) done.set(id, doer);
    }
  }
  return done;
}

function byKind(rows: readonly Standing[]): Map<ObligationKind, Standing[]> {
  const kinds = new Map<ObligationKind, Standing[]>();
  for (const row of rows) kinds.set(row.kind, [...(kinds.get(row.kind) ?? []), row]);
  return kinds;
}

function* inPieces<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}
