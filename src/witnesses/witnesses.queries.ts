import { Injectable } from '@nestjs/common';
import { CheckpointQueries, type CheckpointLine } from '../journal/index.js';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import type { ListQuery } from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { checkpointSigned } from './events.js';
import type { TellingView, WitnessView } from './witness.dto.js';
import type { Rhythm, Way } from './witness.entity.js';

export interface Listening {
  id: string;
  way: Way;
  rhythm: Rhythm;
}

interface Row extends Listening {
  name: string;
  address: string;
  pausedSince: string | null;
  createdAt: string;
  version: number;
}

type TellingRow = Omit<TellingView, 'problem' | 'arrivedAt' | 'messageId'> & {
  witnessId: string;
  problem: string | null;
  arrivedAt: string | null;
  messageId: string | null;
};

/** After a pause, or where very many are signed, older ones are left out: each covers what those before it cover. */
const mostAtOnce = 10;
const wanted = `%"${checkpointSigned.kind}"%`;

const everyone = sql`(
  SELECT w.id, 'mail' AS way, w.name, w.email AS address, w.rhythm, w.paused_at, w.created_at, w.version
    FROM witness w WHERE w.removed_at IS NULL
  UNION ALL
  SELECT h.id, 'webhook' AS way, h.name, h.url AS address, 'each' AS rhythm, h.off_since AS paused_at, h.created_at, h.version
    FROM webhook h WHERE h.removed_at IS NULL AND h.kinds LIKE ${wanted}) o`;
const columns = sql`o.id, o.way, o.name, o.address, o.rhythm, o.paused_at AS "pausedSince",
  o.created_at AS "createdAt", o.version`;

const state = sql`CASE WHEN t.arrived_at IS NOT NULL OR l.state = 'sent' OR d.state = 'delivered' THEN 'arrived'
  WHEN l.state = 'kept' THEN 'kept' WHEN l.state = 'failed' OR d.state = 'failed' THEN 'failed'
  WHEN l.id IS NULL AND d.id IS NULL THEN 'unknown' ELSE 'waiting' END`;
const told = sql`witness_telling t LEFT JOIN letter l ON t.way = 'mail' AND l.id = t.message_id
  LEFT JOIN webhook_delivery d ON t.way = 'webhook' AND d.id = t.message_id`;
const telling = sql`t.id, t.witness_id AS "witnessId", t.size, ${state} AS state,
  coalesce(l.problem, d.problem) AS problem, t.told_at AS "toldAt",
  coalesce(t.arrived_at, l.sent_at, CASE WHEN d.state = 'delivered' THEN d.finished_at END) AS "arrivedAt",
  CASE WHEN l.id IS NULL AND d.id IS NULL THEN NULL ELSE t.message_id END AS "messageId"`;

/** Who keeps our checkpoints outside, and what they were told. */
@Injectable()
export class WitnessQueries {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: CheckpointQueries,
  ) {}

  /** Oldest first; those reached by mail and by webhook together. */
  async page({ cursor, size = 50 }: ListQuery): Promise<Page<WitnessView>> {
    const page = await readPage<Row>(this.database, {
      columns,
      from: everyone,
      conditions: [],
      sort: { column: sql`o.created_at`, id: sql`o.id` },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: await this.views(page.items) };
  }

  async byId(id: string): Promise<WitnessView> {
    const rows = await this.rows(sql`o.id = ${id}`);
    const [view] = await this.views(rows);
    if (!view) throw new NotFound('witness');
    return view;
  }

  /** Those who are told at this time. */
  async listening(): Promise<Listening[]> {
    return this.rows(sql`o.paused_at IS NULL`);
  }

  /** Newest first. */
  async tellings(id: string, { cursor, size = 50 }: ListQuery): Promise<Page<TellingView>> {
    await this.byId(id);
    const page = await readPage<TellingRow>(this.database, {
      columns: telling,
      from: told,
      conditions: [sql`t.witness_id = ${id}`],
      sort: { column: sql`t.told_at`, id: sql`t.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(viewOf) };
  }

  newest(): Promise<CheckpointLine | undefined> {
    return this.checkpoints.latest();
  }

  /** What a witness is to be told of now, oldest first; at first only the newest one there is. */
  async pending({ id, rhythm }: Listening, today: string): Promise<CheckpointLine[]> {
    const [last] = await this.database.sql<{ size: number | null; day: string | null }[]>`
      SELECT max(size) AS size, max(substr(told_at, 1, 10)) AS day FROM witness_telling WHERE witness_id = ${id}`;
    const size = last?.size ?? null;
    if (rhythm === 'daily' && last?.day === today) return [];
    const most = size === null || rhythm === 'daily' ? 1 : mostAtOnce;
    const found = await this.checkpoints.page({ size: most });
    return found.items.filter((one) => size === null || one.size > size).reverse();
  }

  private rows(condition: Sql): Promise<Row[]> {
    return this.database.sql<
      Row[]
    >`SELECT ${columns} FROM ${everyone} WHERE ${condition} ORDER BY o.created_at, o.id`;
  }

  private async views(rows: readonly Row[]): Promise<WitnessView[]> {
    if (rows.length === 0) return [];
    const ids = listed(rows.map(({ id }) => id));
    const newest = await this.database.sql<TellingRow[]>`
      SELECT ${telling} FROM ${told}
      WHERE t.id IN (SELECT max(n.id) FROM witness_telling n WHERE n.witness_id IN (${ids}) GROUP BY n.witness_id)`;
    const arrived = await this.database.sql<{ witnessId: string; at: string | null }[]>`
      SELECT a."witnessId", max(a."arrivedAt") AS at FROM (SELECT ${telling} FROM ${told} WHERE t.witness_id IN (${ids})) a
      GROUP BY a."witnessId"`;
    const lastOf = new Map(newest.map((one) => [one.witnessId, viewOf(one)]));
    const arrivedOf = new Map(arrived.map(({ witnessId, at }) => [witnessId, at]));
    return rows.map(({ id, way, name, address, ...row }) =>
      present({
        ...{ id, way, name, address: way === 'mail' ? address : new URL(address).host },
        ...row,
        lastArrivedAt: arrivedOf.get(id) ?? null,
        last: lastOf.get(id) ?? null,
      }),
    );
  }
}

function viewOf({ id, size, state: is, problem, toldAt, arrivedAt, messageId }: TellingRow) {
  const view = { id, size, state: is, problem, toldAt, arrivedAt, messageId };
  return present(view);
}
