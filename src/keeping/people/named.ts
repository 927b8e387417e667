import { sql, type Sql } from '../../platform/database/index.js';
import type { Person } from './trace.js';

/** The vendors for which they are a contact, or were sent a link. */
export const actedFor = (email: string): Sql => sql`
  SELECT c.vendor_id FROM contact c WHERE lower(c.email) = ${email}
  UNION SELECT b.vendor_id FROM invitation i JOIN assessment b ON b.id = i.assessment_id WHERE lower(i.email) = ${email}
  UNION SELECT q.vendor_id FROM remediation_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.vendor_id FROM outreach_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.vendor_id FROM offboarding_request q WHERE lower(q.email) = ${email}`;

/** The names that stand beside their address anywhere, in small letters. */
const knownNames = (email: string): Sql => sql`
  SELECT lower(c.name) AS name FROM contact c WHERE lower(c.email) = ${email}
  UNION SELECT lower(i.name) FROM invitation i WHERE lower(i.email) = ${email}
  UNION SELECT lower(q.name) FROM remediation_request q WHERE lower(q.email) = ${email}
  UNION SELECT lower(q.name) FROM outreach_request q WHERE lower(q.email) = ${email}
  UNION SELECT lower(q.name) FROM offboarding_request q WHERE lower(q.email) = ${email}
  UNION SELECT lower(u.name) FROM app_user u WHERE u.email = ${email}`;

const stands = (within: Sql, name: Sql): Sql =>
  sql`replace(lower(${within}), ${name}, '') <> lower(${within})`;

/**
 * The condition that what somebody typed names them: by a name that their address is known by, at a vendor for which they acted;
 * or by the name that was asked for, anywhere.
 */
export function isNamed({ email, name }: Person, typed: Sql, vendorId: Sql): Sql {
  const known = sql`${vendorId} IN (${actedFor(email)}) AND EXISTS (
    SELECT 1 FROM (${knownNames(email)}) k WHERE length(k.name) > 2 AND ${stands(typed, sql`k.name`)})`;
  return name === undefined ? known : sql`(${known} OR ${stands(typed, sql`lower(${name})`)})`;
}

/** The same where no vendor leads to it: only by the name that was asked for. */
export const isTyped = ({ name }: Person, typed: Sql): Sql =>
  name === undefined ? sql`1 = 0` : stands(typed, sql`lower(${name})`);
