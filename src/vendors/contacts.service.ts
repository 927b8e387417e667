import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { purgedEmail, purgedName } from '../platform/purged.js';
import { Contact } from './contact.entity.js';
import type { ContactFacts } from './contact.dto.js';
import { unlessNamed } from './unless-named.js';
import { Vendors } from './vendors.service.js';

@Injectable()
export class Contacts {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
  ) {}

  async add(actor: Actor, vendorId: string, facts: ContactFacts): Promise<{ id: string }> {
    const id = newId();
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      await this.vendors.byId(vendorId);
      await this.database.repository(Contact).insert({
        id,
        vendorId,
        ...written,
        createdAt: this.clock.now(),
        purgedAt: null,
        version: 1,
      });
      const subject = { kind: 'contact', id };
      this.journal.record(actor, 'contact.added', subject, null, { vendorId, ...written });
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: ContactFacts): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('contact');
      const written = columnsOf(facts);
      const contacts = this.database.repository(Contact);
      await changeVersioned(contacts, 'contact', before, { ...written, purgedAt: null });
      const { name, email, position } = before;
      const subject = { kind: 'contact', id };
      this.journal.record(actor, 'contact.changed', subject, { name, email, position }, written);
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<void> {
    const removal = this.database.transaction(async () => {
      const { name, email, position } = await this.byId(id);
      const removed = await this.database.repository(Contact).delete({ id, version });
      if (removed.affected !== 1) throw new Stale('contact');
      const subject = { kind: 'contact', id };
      this.journal.record(actor, 'contact.removed', subject, { name, email, position }, null);
    });
    await unlessNamed(
      removal,
      'This contact was written to or asked, and stays as part of what was done. To let the name go, erase it under “What is kept”, “A person’s data”.',
    );
  }

  /** Inside a transaction. Lets go who they are: the row stays for what names it. */
  async forget(ids: readonly string[]): Promise<void> {
    const purged = { name: purgedName, position: null, purgedAt: this.clock.now() };
    for (const id of ids) {
      const changes = { ...purged, email: purgedEmail(id), version: () => 'version + 1' };
      await this.database.repository(Contact).update({ id }, changes);
    }
  }

  async byId(id: string): Promise<Contact> {
    const contact = await this.database.repository(Contact).findOneBy({ id });
    if (!contact) throw new NotFound('contact');
    return contact;
  }

  async ofVendor(vendorId: string): Promise<Contact[]> {
    await this.vendors.byId(vendorId);
    const where = { vendorId, purgedAt: IsNull() };
    return this.database.repository(Contact).find({ where, order: { name: 'ASC', id: 'ASC' } });
  }
}

const columnsOf = ({ name, email, position }: ContactFacts) => ({
  name,
  email: email.toLowerCase(),
  position: position ?? null,
});
