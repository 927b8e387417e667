import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReassessmentQueries } from '../assessments/index.js';
import { AuditQueries } from '../audits/index.js';
import { Clock } from '../platform/clock.js';
import { Database, listed, sql, type Sql } from '../platform/database/index.js';
import { Policies } from '../policies/index.js';
import { kinds, type Ground } from './kinds/index.js';
import { ObligationStore } from './obligation-store.js';
import { differences, isSame, type Derived, type Differences } from './reconcile.js';

const vendorsAtOnce = 50;

/** Makes the table of obligations say what follows from everything else: the one place that writes it. */
@Injectable()
export class Derivation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly audits: AuditQueries,
    private readonly reassessments: ReassessmentQueries,
    private readonly store: ObligationStore,
  ) {}

  async ofVendor(vendorId: string): Promise<void> {
    await this.settle(sql`v.id = ${vendorId}`);
  }

  /** All vendors, some at a time, so that nobody waits for the whole; gives how many it looked at. */
  async ofAll(): Promise<number> {
    let looked = 0;
    for (let after = ''; ;) {
      const some = await this.database.sql<{ id: string }[]>`
        SELECT id FROM vendor WHERE id > ${after} ORDER BY id LIMIT ${vendorsAtOnce}`;
      const last = some.at(-1);
      if (!last) return looked;
      await this.settle(sql`v.id > ${after} AND v.id <= ${last.id}`);
      looked += some.length;
      after = last.id;
    }
  }

  /** Looks without holding anything; only where something differs it looks again while nobody can change it. */
  private async settle(scope: Sql): Promise<void> {
    const seen = await this.compare(scope);
    if (isSame(seen)) return;
    const vendors = vendorsOf(seen);
    const touched = sql`v.id IN (${listed(vendors)})`;
    await this.database.transaction(async () => {
      await this.database.hold('vendor', ...vendors);
      await this.store.write(await this.compare(touched), this.ground());
    });
  }

  private async compare(scope: Sql): Promise<Differences> {
    const ground = this.ground();
    const derived: Derived[] = [];
    for (const kind of kinds) {
      for (const owed of await kind.owed(ground, scope)) {
        derived.push(Object.assign(owed, { kind: kind.code }));
      }
      await nextTurn();
    }
    return differences(await this.store.standing(scope), derived);
  }

  private ground(): Ground {
    const { database, policies, audits, reassessments } = this;
    return { database, policies, audits, reassessments, today: this.clock.today() };
  }
}

function vendorsOf({ begun, moved, gone }: Differences): string[] {
  const vendors = new Set<string>();
  for (const rows of [begun, moved, gone]) for (const { vendorId } of rows) vendors.add(vendorId);
  return [...vendors];
}
