import { Injectable } from '@nestjs/common';
import { Database, listed } from '../../platform/database/index.js';
import { readPurl } from '../../supply-chain/index.js';
import { sortNameOf } from '../../vendors/index.js';
import { incidentReference, type NamedPackage } from './incident.entity.js';
import { IncidentQueries } from './incidents.queries.js';

/** What an incident that is about to be opened is about. */
export interface Subject {
  eventId?: string | null | undefined;
  packages?: readonly { purl?: string | undefined; name: string }[] | undefined;
}

/** One that is open and about the same event, or concerns the same package. */
export interface OpenIncident {
  id: string;
  reference: string;
  title: string;
  /** The package URL, or the name of a tool that has none; absent where the event is the same. */
  concerns?: string;
}

interface Row {
  id: string;
  number: number;
  title: string;
  packages: string;
}

/** Which open incidents one that is about to be opened may repeat. */
@Injectable()
export class OpenIncidents {
  constructor(
    private readonly database: Database,
    private readonly incidents: IncidentQueries,
  ) {}

  /**
   * In the order of their numbers, those about the same event first. Two events that name one package are two things: there
   * only what somebody named by hand counts.
   */
  async about({ eventId, packages = [] }: Subject): Promise<OpenIncident[]> {
    const same: OpenIncident[] = eventId ? await this.incidents.openOf(eventId) : [];
    const named = new Set(packages.map(keyOf));
    const told = eventId ? await this.purlsOf(eventId) : new Set<string>();
    const byEvents = await this.toldOf([...named]);
    for (const { id, number, title, packages: theirs } of await this.open()) {
      if (same.some((one) => one.id === id)) continue;
      const keys = (JSON.parse(theirs) as NamedPackage[]).map(keyOf);
      const concerns =
        keys.find((key) => named.has(key) || told.has(key)) ??
        byEvents.find((one) => one.id === id)?.purl;
      if (concerns) same.push({ id, reference: incidentReference(number), title, concerns });
    }
    return same;
  }

  private async open(): Promise<Row[]> {
    return this.database.sql<Row[]>`
      SELECT id, number, title, packages FROM incident WHERE state = 'open' ORDER BY number`;
  }

  private async purlsOf(eventId: string): Promise<Set<string>> {
    const rows = await this.database.sql<{ purl: string }[]>`
      SELECT DISTINCT p.purl FROM advisory_event e
      JOIN advisory a ON a.event_id = COALESCE(e.merged_into_id, e.id)
      JOIN advisory_package p ON p.advisory_id = a.id
      WHERE e.id = ${eventId} AND p.purl IS NOT NULL`;
    return new Set(rows.map(({ purl }) => purl));
  }

  /** The open ones whose advisories name one of these. */
  private async toldOf(keys: readonly string[]): Promise<{ id: string; purl: string }[]> {
    if (keys.length === 0) return [];
    return this.database.sql<{ id: string; purl: string }[]>`
      SELECT n.id, min(p.purl) AS purl FROM advisory_package p
      JOIN advisory a ON a.id = p.advisory_id
      JOIN advisory_event e ON COALESCE(e.merged_into_id, e.id) = a.event_id
      JOIN incident n ON n.event_id = e.id
      WHERE p.purl IN (${listed(keys)}) AND n.state = 'open' GROUP BY n.id`;
  }
}

/** The package URL, or the name as it is sorted: by these tools are found. */
const keyOf = ({ purl, name }: { purl?: string | undefined; name: string }): string =>
  (purl ? readPurl(purl)?.purl : undefined) ?? sortNameOf(name);
