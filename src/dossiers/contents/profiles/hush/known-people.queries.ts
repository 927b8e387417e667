import { Injectable } from '@nestjs/common';
import { Breaths } from '../../../../platform/breaths.js';
import { Database, sql, type Sql } from '../../../../platform/database/index.js';
import { Hush } from './hush.js';

interface Person {
  id: string;
  name: string | null;
  email: string | null;
}

const atOnce = 500;
const none = sql`NULL`;
const addressed = (table: Sql) => ({ table, name: sql`name`, email: sql`email` });
const named = (table: Sql, name: Sql) => ({ table, name, email: none });

/** Where somebody stands by name: in rows that have an id. */
const everywhere: readonly { table: Sql; name: Sql; email: Sql }[] = [
  ...[sql`app_user`, sql`contact`, sql`invitation`, sql`remediation_request`].map(addressed),
  ...[sql`outreach_request`, sql`offboarding_request`, sql`witness`].map(addressed),
  { table: sql`letter`, name: sql`to_name`, email: sql`to_email` },
  named(sql`outreach_answer`, sql`answered_by`),
  named(sql`submission`, sql`submitted_by`),
  named(sql`evidence`, sql`given_by`),
  named(sql`evidence`, sql`withdrawn_by`),
  named(sql`offboarding_confirmation`, sql`confirmed_by`),
  named(sql`bridge_letter`, sql`signed_by`),
];

/** Everybody of whom the register knows a name or an address, whether here or at a vendor. */
@Injectable()
export class KnownPeople {
  constructor(private readonly database: Database) {}

  /** What a vendor or we ourselves are called stays, even where somebody is called the same. */
  async hush(organisation: string): Promise<Hush> {
    const firms = new Set([organisation]);
    await this.each(named(sql`vendor`, sql`name`), ({ name }) => firms.add(name ?? ''));
    const hush = new Hush();
    const learn = ({ name, email }: Omit<Person, 'id'>): void => {
      if (email !== null) hush.add(email);
      if (name === null || firms.has(name)) return;
      hush.add(name);
      // Beside a name there may stand what its bearer is: “Rui Okafor, privacy officer”.
      hush.add(name.replace(/,.*/s, ''));
    };
    for (const source of everywhere) await this.each(source, learn);
    const confirmed = await this.database.sql<{ name: string | null }[]>`
      SELECT DISTINCT confirmed_by AS name FROM offboarding_step`;
    for (const { name } of confirmed) learn({ name, email: null });
    return hush;
  }

  /** A few at a time, however many there are. */
  private async each(
    { table, name, email }: (typeof everywhere)[number],
    told: (person: Person) => void,
  ): Promise<void> {
    const breaths = new Breaths();
    for (let after = ''; ;) {
      const rows = await this.database.sql<Person[]>`
        SELECT id, ${name} AS name, ${email} AS email FROM ${table}
        WHERE id > ${after} ORDER BY id LIMIT ${atOnce}`;
      for (const row of rows) told(row);
      const last = rows.at(-1);
      if (!last || rows.length < atOnce) return;
      after = last.id;
      await breaths.take();
    }
  }
}
