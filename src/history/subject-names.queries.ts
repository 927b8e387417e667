import { Injectable } from '@nestjs/common';
import type { Subject } from '../journal/index.js';
import { declaredPolicies } from '../policies/index.js';
import { Database, listed, sql, type Sql } from '../platform/database/index.js';

const named = (table: Sql): Sql => sql`SELECT t.id, t.name FROM ${table} t`;
const byVendor = (table: Sql, name = sql`v.name`): Sql =>
  sql`SELECT t.id, ${name} AS name FROM ${table} t JOIN vendor v ON v.id = t.vendor_id`;

/** Its own name, or else that of the vendor it is about; never that of a person at a vendor, nor the title of what was given in confidence. */
const readings: Readonly<Record<string, Sql>> = {
  vendor: named(sql`vendor`),
  auditor: named(sql`auditor`),
  supplier: named(sql`supplier`),
  tool: named(sql`tool`),
  token: named(sql`api_token`),
  user: named(sql`app_user`),
  webhook: named(sql`webhook`),
  witness: named(sql`witness`),
  questionnaire: sql`SELECT t.id, t.title AS name FROM questionnaire t`,
  questionnaire_version: sql`SELECT t.id, q.title AS name FROM questionnaire_version t
    JOIN questionnaire q ON q.id = t.questionnaire_id`,
  incident: sql`SELECT t.id, 'I-' || t.number || ', ' || t.title AS name FROM incident t`,
  advisory: sql`SELECT t.id, t.osv_id AS name FROM advisory t`,
  assessment: sql`SELECT t.id, v.name || ', ' || e.name AS name FROM assessment t
    JOIN vendor v ON v.id = t.vendor_id JOIN engagement e ON e.id = t.engagement_id`,
  engagement: byVendor(sql`engagement`, sql`v.name || ', ' || t.name`),
  invitation: sql`SELECT t.id, v.name AS name FROM invitation t
    JOIN assessment a ON a.id = t.assessment_id JOIN vendor v ON v.id = a.vendor_id`,
  outreach: sql`SELECT t.id, 'I-' || n.number || ', ' || n.title AS name FROM outreach t
    JOIN incident n ON n.id = t.incident_id`,
  outreach_answer: sql`SELECT t.id, v.name AS name FROM outreach_answer t
    JOIN outreach_request q ON q.id = t.request_id JOIN vendor v ON v.id = q.vendor_id`,
  dossier: sql`SELECT t.id, t.title AS name FROM dossier t`,
  report: sql`SELECT t.id, t.title AS name FROM report t`,
  finding: byVendor(sql`finding`, sql`'F-' || t.number || ', ' || v.name`),
  audit: byVendor(sql`audit`),
  contact: byVendor(sql`contact`),
  credential: byVendor(sql`credential`),
  evidence: byVendor(sql`evidence`),
  inventory: byVendor(sql`inventory`),
  inventory_import: byVendor(sql`inventory_import`),
  legal_hold: byVendor(sql`legal_hold`),
  offboarding: byVendor(sql`offboarding`),
  outreach_request: byVendor(sql`outreach_request`),
  offboarding_request: byVendor(sql`offboarding_request`),
  remediation_request: byVendor(sql`remediation_request`),
  rotation: byVendor(sql`rotation`),
  statement: byVendor(sql`statement`),
};

/** What things are called today of which the journal keeps kind and id. */
@Injectable()
export class SubjectNames {
  constructor(private readonly database: Database) {}

  /** By id; what has no name, or is not there any more, is left out. */
  async of(subjects: readonly Subject[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map(declaredPolicies().map(({ code, title }) => [code, title]));
    for (const kind of new Set(subjects.map((one) => one.kind))) {
      const reading = Object.hasOwn(readings, kind) ? readings[kind] : undefined;
      if (!reading) continue;
      const ids = new Set(subjects.filter((one) => one.kind === kind).map(({ id }) => id));
      const rows = await this.database.sql<{ id: string; name: string }[]>`
        ${reading} WHERE t.id IN (${listed([...ids])})`;
      for (const { id, name } of rows) names.set(id, name);
    }
    return names;
  }
}
