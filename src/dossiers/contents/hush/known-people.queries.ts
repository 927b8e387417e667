import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { Hush } from './hush.js';

/** Everybody of whom the register knows a name or an address, whether here or at a vendor. */
@Injectable()
export class KnownPeople {
  constructor(private readonly database: Database) {}

  /** What a vendor or we ourselves are called stays, even where somebody is called the same. */
  async hush(organisation: string): Promise<Hush> {
    const people = await this.database.sql<{ name: string | null; email: string | null }[]>`
      SELECT name, email FROM app_user
      UNION SELECT name, email FROM contact
      UNION SELECT name, email FROM invitation
      UNION SELECT name, email FROM remediation_request
      UNION SELECT name, email FROM outreach_request
      UNION SELECT to_name, to_email FROM letter
      UNION SELECT answered_by, NULL FROM outreach_answer
      UNION SELECT submitted_by, NULL FROM submission
      UNION SELECT given_by, NULL FROM evidence
      UNION SELECT confirmed_by, NULL FROM offboarding_step
      UNION SELECT name, email FROM offboarding_request
      UNION SELECT confirmed_by, NULL FROM offboarding_confirmation
      UNION SELECT signed_by, NULL FROM bridge_letter
      UNION SELECT withdrawn_by, NULL FROM evidence
      UNION SELECT name, email FROM witness`;
    const vendors = await this.database.sql<{ name: string }[]>`SELECT name FROM vendor`;
    const firms = new Set([organisation, ...vendors.map(({ name }) => name)]);
    return new Hush(
      people.flatMap(({ name, email }) => [
        // Beside a name there may stand what its bearer is: “Rui Okafor, privacy officer”.
        ...(name === null || firms.has(name) ? [] : [name, name.replace(/,.*/s, '')]),
        ...(email === null ? [] : [email]),
      ]),
    );
  }
}
