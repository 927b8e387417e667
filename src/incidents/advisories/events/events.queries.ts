import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors.js';
import { present } from '../../../platform/present.js';
import {
  matchVersion,
  readPurl,
  type AffectedPackage,
  type Match,
} from '../../../supply-chain/index.js';
import { Advisory, AdvisoryAlias, AdvisoryText } from '../advisory.entity.js';
import { AdvisoryQueries, lineOf, namesPackage, packageView } from '../advisories.queries.js';
import { wordsOfMalware } from '../reading/index.js';
import { BondQueries } from './bonds.queries.js';
import type { EventLine, EventQuery, EventView, MatchView } from './event.dto.js';
import { AdvisoryEvent } from './event.entity.js';

const columns = sql`e.id, e.title, e.kind, e.is_broad AS "isBroad", e.published_at AS "publishedAt", e.version`;
const sort = { column: sql`e.published_at`, id: sql`e.id`, descending: true };
const mostMatches = 500;

type Raw = Omit<EventLine, 'isBroad' | 'isWithdrawn' | 'ids' | 'packages'> & {
  isBroad: number;
  sort_value?: string;
};

/** What derives from an event needs of it. */
export interface EventFacts {
  id: string;
  title: string;
  kind: AdvisoryEvent['kind'];
  /** Of all advisories that were not withdrawn. */
  affected: AffectedPackage[];
  publishedAt: Date;
  windowFrom: string | null;
  windowTo: string | null;
}

@Injectable()
export class EventQueries {
  constructor(
    private readonly database: Database,
    private readonly advisories: AdvisoryQueries,
    private readonly bonds: BondQueries,
  ) {}

  /** Last published first; events that became part of another are left out. */
  async page(query: EventQuery): Promise<Page<EventLine>> {
    const page = await readPage<Raw>(this.database, {
      columns,
      from: sql`advisory_event e`,
      conditions: [sql`e.merged_into_id IS NULL`, ...conditionsOf(query)],
      sort,
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    return { ...page, items: await this.linesOf(page.items) };
  }

  /** The event that this one is part of now: itself, unless it was joined to another. */
  async currentOf(id: string): Promise<AdvisoryEvent> {
    const events = this.database.repository(AdvisoryEvent);
    const event = await events.findOneBy({ id });
    if (!event) throw new NotFound('event');
    return event.mergedIntoId ? events.findOneByOrFail({ id: event.mergedIntoId }) : event;
  }

  /** What follows from an event, or from the one it is part of now. */
  async facts(id: string): Promise<EventFacts> {
    const event = await this.currentOf(id);
    const advisories = await this.database.repository(Advisory).findBy({ eventId: event.id });
    const valid = advisories.filter(({ withdrawnAt }) => !withdrawnAt);
    const affected = await this.advisories.packagesOf(valid.map((one) => one.id));
    const { title, kind, publishedAt } = event;
    return { id: event.id, title, kind, affected, publishedAt, ...windowOf(valid) };
  }

  async view(id: string): Promise<EventView> {
    const events = this.database.repository(AdvisoryEvent);
    const event = await events.findOneBy({ id });
    if (!event) throw new NotFound('event');
    const { title, kind, isBroad, version, mergedIntoId } = event;
    const advisories = await this.database.repository(Advisory).findBy({ eventId: id });
    advisories.sort((a, b) => (a.id < b.id ? -1 : 1));
    const ids = advisories.map((one) => one.id);
    const packages = await this.advisories.packagesOf(ids);
    const aliases = await this.database
      .repository(AdvisoryAlias)
      .find({ where: { advisoryId: In(ids) }, order: { advisoryId: 'ASC', value: 'ASC' } });
    const contradictions = await this.database
      .repository(AdvisoryText)
      .countBy({ advisoryId: In(ids), standing: 'conflicting' });
    const osvIds = advisories.map(({ osvId }) => osvId);
    const links = advisories.flatMap((one) => one.links);
    return present({
      id,
      title,
      kind,
      isBroad,
      publishedAt: event.publishedAt.toISOString(),
      version,
      mergedIntoId,
      ids: osvIds,
      packages: [...new Set(packages.map(({ name }) => name))],
      advisories: advisories.map(advisoryLine),
      affected: packages.map(packageView),
      perhapsMalware: kind === 'malware' ? [] : advisories.flatMap(perhapsMalware),
      bonds: await this.bonds.ofAdvisories(ids),
      links: [...new Map(links.map((link) => [link.url, link])).values()],
      names: [...new Set([...osvIds, ...aliases.map(({ value }) => value)])],
      ...windowOf(advisories),
      disputed: advisories.flatMap(({ disputed }) => disputed ?? []),
      contradictions,
      isWithdrawn: advisories.every(({ withdrawnAt }) => withdrawnAt !== null) && ids.length > 0,
    });
  }

  /** Every event that names the package, and whether it names this version; malware first, then the last published. */
  async matches(purl: string, version: string | null): Promise<MatchView[]> {
    const wanted = readPurl(purl);
    if (!wanted) return [];
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM advisory_event e WHERE e.id IN (SELECT a.event_id FROM advisory a WHERE ${namesPackage(purl)})
      ORDER BY CASE e.kind WHEN 'malware' THEN 1 ELSE 2 END, e.published_at DESC, e.id LIMIT ${mostMatches}`;
    const lines = await this.linesOf(rows);
    if (lines.length === 0) return [];
    const advisories = await this.database
      .repository(Advisory)
      .findBy({ eventId: In(lines.map(({ id }) => id)) });
    const valid = advisories.filter(({ withdrawnAt }) => !withdrawnAt);
    const packages = await this.advisories.packagesOf(valid.map(({ id }) => id));
    const events = new Map(valid.map(({ id, eventId }) => [id, eventId]));
    const matches: MatchView[] = [];
    for (const line of lines) {
      const its = packages.filter(
        (one) => events.get(one.advisoryId) === line.id && one.purl === wanted.purl,
      );
      matches.push({ ...line, ...matchOf(its, version ?? wanted.version) });
      await nextTurn();
    }
    return matches;
  }

  private async linesOf(rows: readonly Raw[]): Promise<EventLine[]> {
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    const named = await this.database.sql<
      { eventId: string; osvId: string; withdrawnAt: string | null; name: string | null }[]
    >`
      SELECT a.event_id AS "eventId", a.osv_id AS "osvId", a.withdrawn_at AS "withdrawnAt", p.name FROM advisory a
      LEFT JOIN advisory_package p ON p.advisory_id = a.id AND p.position < 20
      WHERE a.event_id IN (${listed(ids)}) ORDER BY a.id, p.position`;
    return rows.map(({ sort_value: _, ...row }) => {
      const its = named.filter(({ eventId }) => eventId === row.id);
      return {
        ...row,
        isBroad: row.isBroad === 1,
        isWithdrawn: its.length > 0 && its.every(({ withdrawnAt }) => withdrawnAt !== null),
        ids: [...new Set(its.map(({ osvId }) => osvId))],
        packages: [...new Set(its.flatMap(({ name }) => name ?? []))],
      };
    });
  }
}

/** Affected by one is affected; not affected only where every one says so. */
export function matchOf(affected: readonly AffectedPackage[], version: string | null): Match {
  const matches = affected.map((one) => matchVersion(one, version));
  const verdicts = ['affected', 'unknown', 'not_affected'] as const;
  const found = verdicts.flatMap(
    (verdict) => matches.find((match) => match.verdict === verdict) ?? [],
  );
  return found[0] ?? { verdict: 'not_affected', why: 'every advisory of it was withdrawn' };
}

function windowOf(advisories: readonly Advisory[]) {
  const from = advisories.flatMap(({ windowFrom }) => windowFrom ?? []).sort();
  const to = advisories.flatMap(({ windowTo }) => windowTo ?? []).sort();
  return { windowFrom: from[0] ?? null, windowTo: to.at(-1) ?? null };
}

function perhapsMalware({ id, osvId, kindBy, withdrawnAt, summary, details, version }: Advisory) {
  const words = kindBy || withdrawnAt ? undefined : wordsOfMalware(summary, details);
  return words === undefined ? [] : [{ advisoryId: id, osvId, words, version }];
}

const advisoryLine = (one: Advisory) =>
  lineOf({
    id: one.id,
    eventId: one.eventId,
    osvId: one.osvId,
    kind: one.kind,
    summary: one.summary,
    isBroad: Number(one.isBroad),
    publishedAt: one.publishedAt?.toISOString() ?? (null as unknown as string),
    modifiedAt: one.modifiedAt.toISOString(),
    withdrawnAt: one.withdrawnAt?.toISOString() ?? (null as unknown as string),
    source: one.source,
    version: one.version,
  });

function conditionsOf({ kind, purl, id, broad, q }: EventQuery): Sql[] {
  const conditions: Sql[] = [];
  if (kind) conditions.push(sql`e.kind = ${kind}`);
  if (broad) conditions.push(sql`e.is_broad = 1`);
  if (purl)
    conditions.push(sql`e.id IN (SELECT a.event_id FROM advisory a WHERE ${namesPackage(purl)})`);
  if (q) conditions.push(foundBy(q));
  if (id) {
    conditions.push(sql`e.id IN (SELECT a.event_id FROM advisory a WHERE a.osv_id = ${id} OR a.id IN (
      SELECT x.advisory_id FROM advisory_alias x WHERE x.value = ${id}))`);
  }
  return conditions;
}

/** By a package's URL or whole name, in whatever case, or by an advisory's id or alias. */
function foundBy(q: string): Sql {
  if (readPurl(q)) return sql`e.id IN (SELECT a.event_id FROM advisory a WHERE ${namesPackage(q)})`;
  const words = [...new Set([q, q.toUpperCase(), q.toLowerCase()])];
  return sql`e.id IN (SELECT a.event_id FROM advisory a WHERE a.osv_id IN (${listed(words)})
    OR a.id IN (SELECT x.advisory_id FROM advisory_alias x WHERE x.value IN (${listed(words)}))
    OR a.id IN (SELECT p.advisory_id FROM advisory_package p WHERE p.name IN (${listed(words)})))`;
}
