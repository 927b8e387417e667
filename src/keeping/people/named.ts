import { sql, type Sql } from '../../platform/database/index.js';

/** The vendors for which they are a contact, or were sent a link. */
export const actedFor = (email: string): Sql => sql`
  SELECT c.vendor_id FROM contact c WHERE lower(c.email) = ${email}
  UNION SELECT b.vendor_id FROM invitation i JOIN assessment b ON b.id = i.assessment_id WHERE lower(i.email) = ${email}
  UNION SELECT q.vendor_id FROM remediation_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.vendor_id FROM outreach_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.vendor_id FROM offboarding_request q WHERE lower(q.email) = ${email}`;

/** The names that stand beside their address anywhere. */
export const knownNames = (email: string): Sql => sql`
  SELECT c.name FROM contact c WHERE lower(c.email) = ${email}
  UNION SELECT i.name FROM invitation i WHERE lower(i.email) = ${email}
  UNION SELECT q.name FROM remediation_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.name FROM outreach_request q WHERE lower(q.email) = ${email}
  UNION SELECT q.name FROM offboarding_request q WHERE lower(q.email) = ${email}
  UNION SELECT u.name FROM app_user u WHERE u.email = ${email}`;
