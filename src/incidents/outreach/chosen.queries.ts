import { Injectable } from '@nestjs/common';
import {
  all,
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Sql,
} from '../../platform/database/index.js';
import { Invalid } from '../../platform/errors.js';
import { Policies } from '../../policies/index.js';
import type { Incident } from '../cases/incident.entity.js';
import { Incidents } from '../cases/incidents.service.js';
import type { StandingWord } from '../exposure/facts.js';
import { seenAt } from '../exposure/seen.js';
import type { ChosenVendors, OutreachPreview, PreviewLine, PreviewQuery } from './outreach.dto.js';
import { outreachHours } from './outreach-policy.js';

interface Row {
  id: string;
  vendorId: string;
  vendor: string;
  tier: number | null;
  standing: StandingWord;
  contactId: string | null;
  name: string | null;
  email: string | null;
  awaited: number;
  sort_value?: unknown;
}

/** Who is written to at a vendor: whoever was sent questions last, else who was added first. */
export const contactFor = sql`(SELECT c.id FROM contact c WHERE c.vendor_id = v.id AND c.purged_at IS NULL
  ORDER BY coalesce((SELECT max(i.created_at) FROM invitation i WHERE i.contact_id = c.id), '') DESC, c.created_at, c.id
  LIMIT 1)`;

const awaitedIn = (incidentId: string): Sql => sql`EXISTS (SELECT 1 FROM outreach_request q
  WHERE q.incident_id = ${incidentId} AND q.vendor_id = x.vendor_id AND q.answered_at IS NULL
    AND q.revoked_at IS NULL AND q.undeliverable_at IS NULL)`;

/** Whom an outreach would reach, and whom not. */
@Injectable()
export class ChosenQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly incidents: Incidents,
  ) {}

  async preview(incidentId: string, query: PreviewQuery): Promise<OutreachPreview> {
    const incident = await this.incidents.byId(incidentId);
    const conditions = this.conditions(incident, query);
    if (!conditions) return { writtenTo: 0, noContact: 0, askedAlready: 0, lines: [] };
    const hours = await this.policies.read(outreachHours);
    const page = await readPage<Row>(this.database, {
      columns: sql`x.vendor_id AS id, x.vendor_id AS "vendorId", v.name AS vendor, v.tier, x.standing, c.id AS "contactId", c.name, c.email,
        CASE WHEN ${awaitedIn(incidentId)} THEN 1 ELSE 0 END AS awaited`,
      from: sql`exposure x JOIN vendor v ON v.id = x.vendor_id LEFT JOIN contact c ON c.id = ${contactFor}`,
      conditions,
      sort: { column: sql`v.sort_name`, id: sql`x.vendor_id` },
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    const lines = page.items.map((row) =>
      lineOf(row, row.tier === 1 ? hours.tierOne : hours.others),
    );
    const next = page.next === undefined ? {} : { next: page.next };
    return { ...(await this.count(incidentId, conditions)), lines, ...next };
  }

  /** Those that are not awaited already, in the order of ids; up to `most` and one more. */
  async chosen(incident: Incident, wanted: ChosenVendors, most: number): Promise<string[]> {
    const conditions = this.conditions(incident, wanted);
    if (!conditions) return [];
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT x.vendor_id AS id FROM exposure x
      WHERE ${all(conditions)} AND NOT ${awaitedIn(incident.id)}
      ORDER BY x.vendor_id LIMIT ${most + 1}`;
    return rows.map(({ id }) => id);
  }

  /** Vendors are chosen one by one only where they are in use, and so have a standing. */
  async mustBeThere(incident: Incident, vendorIds: readonly string[]): Promise<void> {
    const conditions = this.conditions(incident, { vendorIds: [...vendorIds] });
    if (!conditions) return;
    const found = await this.database.sql<object[]>`
      SELECT x.vendor_id FROM exposure x WHERE ${all(conditions)}`;
    if (found.length !== new Set(vendorIds).size) {
      throw new Invalid({ vendorIds: 'has one that is not a vendor in use' });
    }
  }

  private async count(
    incidentId: string,
    conditions: readonly Sql[],
  ): Promise<Pick<OutreachPreview, 'writtenTo' | 'noContact' | 'askedAlready'>> {
    const rows = await this.database.sql<{ reach: string; many: number }[]>`
      SELECT reach, count(*) AS many FROM (
        SELECT CASE WHEN ${awaitedIn(incidentId)} THEN 'asked_already'
          WHEN EXISTS (SELECT 1 FROM contact c WHERE c.vendor_id = x.vendor_id AND c.purged_at IS NULL) THEN 'written_to'
          ELSE 'no_contact' END AS reach
        FROM exposure x WHERE ${all(conditions)}) vendors GROUP BY reach`;
    const of = (reach: string): number =>
      Number(rows.find((row) => row.reach === reach)?.many ?? 0);
    return {
      writtenTo: of('written_to'),
      noContact: of('no_contact'),
      askedAlready: of('asked_already'),
    };
  }

  private conditions(
    { id, derivation }: Incident,
    { standings, vendorIds }: ChosenVendors,
  ): Sql[] | undefined {
    const either: Sql[] = [];
    // Whoever sends JSON may send null for what is left out.
    if (standings?.length) either.push(sql`x.standing IN (${listed(standings)})`);
    if (vendorIds?.length) either.push(sql`x.vendor_id IN (${listed(vendorIds)})`);
    if (either.length === 0) return undefined;
    const chosen = either.reduce((one, other) => sql`${one} OR ${other}`);
    return [sql`x.incident_id = ${id}`, seenAt(derivation), sql`(${chosen})`];
  }
}

function lineOf(row: Row, hours: number): PreviewLine {
  const { vendorId, vendor, tier, standing, name, email } = row;
  const line = { vendorId, vendor, standing, hours, ...(tier === null ? {} : { tier }) };
  if (name === null || email === null) {
    const advice = 'Nobody is written to: add a contact of this vendor, then ask it.';
    return { ...line, reach: Number(row.awaited) ? 'asked_already' : 'no_contact', advice };
  }
  const to = { ...line, name, email };
  if (!Number(row.awaited)) return { ...to, reach: 'written_to' };
  const advice = 'Its answer is awaited already: send that letter again, or revoke its link.';
  return { ...to, reach: 'asked_already', advice };
}
