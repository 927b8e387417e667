import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { sortNameOf } from '../../vendors/index.js';
import type { SupplierFacts } from './supplier.dto.js';
import { Supplier } from './supplier.entity.js';

/** Who makes or runs the tools that vendors use: fourth parties, and sometimes vendors of ours. */
@Injectable()
export class Suppliers {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async add(actor: Actor, facts: SupplierFacts): Promise<{ id: string }> {
    const id = newId();
    const now = this.clock.now();
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      await this.assertFits(written, id);
      await this.database
        .repository(Supplier)
        .insert({ id, ...written, createdAt: now, updatedAt: now, version: 1 });
      this.journal.record(actor, 'supplier.added', { kind: 'supplier', id }, null, written);
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: SupplierFacts): Promise<void> {
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('supplier');
      await this.assertFits(written, id);
      const changes = { ...written, updatedAt: this.clock.now() };
      await changeVersioned(this.database.repository(Supplier), 'supplier', before, changes);
      const { name, nameKey, webAddress, vendorId } = before;
      const was = { name, nameKey, webAddress, vendorId };
      this.journal.record(actor, 'supplier.changed', { kind: 'supplier', id }, was, written);
    });
  }

  /** The one of this name; added where there is none. */
  async named(actor: Actor, name: string): Promise<string> {
    return this.database.transaction(async () => {
      const nameKey = sortNameOf(name);
      const known = await this.database.repository(Supplier).findOneBy({ nameKey });
      return known?.id ?? (await this.add(actor, { name })).id;
    });
  }

  async byId(id: string): Promise<Supplier> {
    const supplier = await this.find(id);
    if (!supplier) throw new NotFound('supplier');
    return supplier;
  }

  find(id: string): Promise<Supplier | null> {
    return this.database.repository(Supplier).findOneBy({ id });
  }

  private async assertFits(
    { nameKey, vendorId }: ReturnType<typeof columnsOf>,
    id: string,
  ): Promise<void> {
    const same = await this.database.repository(Supplier).findOneBy({ nameKey });
    if (same && same.id !== id) throw new Invalid({ name: 'is that of another supplier' });
    if (vendorId === null) return;
    const [vendor] = await this.database.sql<object[]>`
      SELECT 1 FROM vendor WHERE id = ${vendorId}`;
    if (!vendor) throw new Invalid({ vendorId: 'is not a vendor we know' });
  }
}

const columnsOf = ({ name, webAddress, vendorId }: SupplierFacts) => ({
  name,
  nameKey: sortNameOf(name),
  webAddress: webAddress ?? null,
  vendorId: vendorId ?? null,
});
