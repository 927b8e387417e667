import { Injectable } from '@nestjs/common';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { Tier } from '../../scoring/index.js';
import { vendorNamedLike } from '../../vendors/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { countsSentence, noCounts, totalOf, type Counts } from './counts.js';
import type { ExposureView, MoveLine, StandingLine, StandingQuery } from './exposure.dto.js';
import type { Basis, Certainty, StandingWord } from './facts.js';
import { FactQueries } from './facts.queries.js';
import { readInstant } from './instant.js';
import { seenAt } from './seen.js';
import { sentenceOf, type About } from './sentence.js';

interface Row {
  id: string;
  vendor: string;
  tier: Tier | null;
  standing: StandingWord;
  certainty: Certainty | null;
  basis: string | null;
  sinceAt: string;
  before?: StandingWord | null;
  basisBefore?: string | null;
}

const columns = sql`x.vendor_id AS id, v.name AS vendor, v.tier, x.standing, x.certainty, x.basis,
  x.since_at AS "sinceAt"`;

/** Where vendors stand in an incident: now, or as it was known at an instant. */
@Injectable()
export class ExposureQueries {
  constructor(
    private readonly database: Database,
    private readonly incidents: Incidents,
    private readonly facts: FactQueries,
  ) {}

  /** The four numbers. */
  async counts(incidentId: string, at?: string): Promise<ExposureView> {
    const incident = await this.incidents.byId(incidentId);
    if (at === undefined) {
      const { counts, derivation, derivedAt } = incident;
      return viewOf(counts, derivation, derivedAt?.toISOString() ?? null);
    }
    const then = await this.derivationAt(incidentId, at);
    return viewOf(then.counts, then.number, then.finishedAt);
  }

  /** By the vendor's name, each with what its standing rests on. */
  async page(incidentId: string, query: StandingQuery): Promise<Page<StandingLine>> {
    const { standing, certainty, tier, vendorId, q, at } = query;
    const incident = await this.incidents.byId(incidentId);
    const then =
      at === undefined
        ? { number: incident.derivation, counts: incident.counts }
        : await this.derivationAt(incidentId, at);
    const conditions = [seenAt(then.number)];
    if (standing) conditions.push(sql`x.standing = ${standing}`);
    if (certainty) conditions.push(sql`x.certainty = ${certainty}`);
    if (tier) conditions.push(sql`v.tier = ${tier}`);
    if (vendorId) conditions.push(sql`x.vendor_id = ${vendorId}`);
    if (q) conditions.push(...vendorNamedLike(q));
    const few = vendorId ? 1 : standing ? then.counts[certainty ?? standing] : undefined;
    const page = await this.read(columns, incidentId, conditions, query, {
      few,
      of: totalOf(then.counts),
    });
    const about = await this.facts.about(incident);
    return { ...page, items: page.items.map((row) => lineOf(row, about)) };
  }

  /** Who came to stand elsewhere in one derivation, and why: by the vendor's name. */
  async moves(
    incidentId: string,
    derivation: number,
    query: { cursor?: string | undefined; size?: number | undefined },
  ): Promise<Page<MoveLine>> {
    const [found] = await this.database.sql<{ moved: number; counts: string }[]>`
      SELECT d.moved, d.counts FROM exposure_derivation d
      WHERE d.incident_id = ${incidentId} AND d.number = ${derivation} AND d.finished_at IS NOT NULL`;
    if (!found) return { items: [] };
    const conditions = [
      derivation > 1
        ? sql`x.from_derivation = ${derivation} AND x.from_derivation > 1`
        : seenAt(derivation),
      sql`(b.standing IS NULL OR b.standing <> x.standing
        OR coalesce(b.certainty, '') <> coalesce(x.certainty, ''))`,
    ];
    const before = sql`LEFT JOIN exposure b ON b.incident_id = x.incident_id AND b.vendor_id = x.vendor_id
      AND b.until_derivation = x.from_derivation`;
    const page = await this.read(
      sql`${columns}, b.standing AS before, b.basis AS "basisBefore"`,
      incidentId,
      conditions,
      query,
      { few: found.moved, of: totalOf(JSON.parse(found.counts) as Counts), with: before },
    );
    const about = await this.facts.about(await this.incidents.byId(incidentId));
    return { ...page, items: page.items.map((row) => moveOf(row, about)) };
  }

  /** The lists on which these vendors' standings rest, or have rested. */
  async listsBehind(incidentId: string, vendorIds: readonly string[]): Promise<string[]> {
    if (vendorIds.length === 0) return [];
    const rows = await this.database.sql<{ basis: string }[]>`
      SELECT x.basis FROM exposure x
      WHERE x.incident_id = ${incidentId} AND x.vendor_id IN (${listed(vendorIds)}) AND x.basis IS NOT NULL`;
    const lists = rows.flatMap(({ basis }) => {
      const { list, earlier, vaguer } = JSON.parse(basis) as Basis;
      return [list, earlier, vaguer].flatMap((one) => one?.id ?? []);
    });
    return [...new Set(lists)];
  }

  private async derivationAt(
    incidentId: string,
    at: string,
  ): Promise<{ number: number; counts: Counts; finishedAt: string | null }> {
    const [row] = await this.database.sql<{ number: number; counts: string; finishedAt: string }[]>`
      SELECT d.number, d.counts, d.finished_at AS "finishedAt" FROM exposure_derivation d
      WHERE d.incident_id = ${incidentId} AND d.finished_at <= ${readInstant(at)}
      ORDER BY d.number DESC LIMIT 1`;
    if (!row) return { number: 0, counts: noCounts, finishedAt: null };
    return { ...row, counts: JSON.parse(row.counts) as Counts };
  }

  /**
   * Where there are few of them they are read and sorted by name; else vendors are gone through by name until a page is
   * full. Each is the cheaper there: about so many rows are looked at.
   */
  private async read(
    select: Sql,
    incidentId: string,
    conditions: readonly Sql[],
    { cursor, size = 50 }: { cursor?: string | undefined; size?: number | undefined },
    found: { few: number | undefined; of: number; with?: Sql },
  ): Promise<Page<Row>> {
    const isFew = found.few !== undefined && found.few * found.few < size * found.of;
    const from = isFew ? sql`exposure x CROSS JOIN vendor v` : sql`vendor v CROSS JOIN exposure x`;
    return readPage<Row>(this.database, {
      columns: select,
      from: found.with ? sql`${from} ${found.with}` : from,
      conditions: [sql`x.incident_id = ${incidentId} AND x.vendor_id = v.id`, ...conditions],
      sort: { column: sql`v.sort_name`, id: sql`v.id` },
      size,
      cursor: readCursor(cursor),
    });
  }
}

function viewOf(counts: Counts, derivation: number, derivedAt: string | null): ExposureView {
  const told = { counts, vendors: totalOf(counts), sentence: countsSentence(counts), derivation };
  return derivedAt === null ? told : { ...told, derivedAt };
}

const basisOf = (text: string | null | undefined): Basis | null =>
  text ? (JSON.parse(text) as Basis) : null;

function lineOf({ id, vendor, tier, standing, certainty, sinceAt, ...row }: Row, about: About) {
  const basis = basisOf(row.basis);
  return present({
    id,
    vendorId: id,
    vendor,
    tier,
    standing,
    certainty,
    evidence: sentenceOf(basis, about),
    grade: basis?.list?.grade ?? (basis?.statement ? 'assertion' : null),
    evidenceOn: basis?.list?.on ?? basis?.statement?.on ?? null,
    inventoryId: basis?.list?.id ?? null,
    statementId: basis?.statement?.id ?? null,
    toolVersion: basis?.version ?? null,
    sinceAt,
  }) as StandingLine;
}

function moveOf(row: Row, about: About): MoveLine {
  const { before, basisBefore } = row;
  if (!before) return lineOf(row, about);
  const evidenceBefore = sentenceOf(basisOf(basisBefore), about);
  return { ...lineOf(row, about), before, evidenceBefore };
}
