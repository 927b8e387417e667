import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { AttemptView, DeliveryLine, DeliveryQuery, DeliveryView } from './delivery.dto.js';
import type { DeliveryState } from './delivery.entity.js';
import { webhookIdOf } from './signing.js';

interface Row {
  id: string;
  webhookId: string;
  messageId: string;
  kind: string;
  state: DeliveryState;
  attemptsMade: number;
  problem: string | null;
  createdAt: string;
  nextAttemptAt: string | null;
  finishedAt: string | null;
}

interface AttemptRow {
  number: number;
  beganAt: string;
  milliseconds: number | null;
  status: number | null;
  problem: string | null;
}

const columns = sql`d.id, d.webhook_id AS "webhookId", d.message_id AS "messageId", m.kind, d.state,
  d.attempts AS "attemptsMade", d.problem, d.created_at AS "createdAt", d.due_at AS "nextAttemptAt",
  d.finished_at AS "finishedAt"`;
const deliveries = sql`webhook_delivery d JOIN webhook_message m ON m.id = d.message_id
  JOIN webhook w ON w.id = d.webhook_id AND w.removed_at IS NULL`;
const mostAttemptsShown = 100;

@Injectable()
export class DeliveryQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async ofWebhook(
    webhookId: string,
    { state, cursor, size = 50 }: DeliveryQuery,
  ): Promise<Page<DeliveryLine>> {
    const page = await readPage<Row>(this.database, {
      columns,
      from: deliveries,
      conditions: [sql`d.webhook_id = ${webhookId}`, ...(state ? [sql`d.state = ${state}`] : [])],
      sort: { column: sql`d.created_at`, id: sql`d.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  async view(id: string): Promise<DeliveryView> {
    const [row] = await this.database.sql<(Row & { payload: string })[]>`
      SELECT ${columns}, m.payload FROM ${deliveries} WHERE d.id = ${id}`;
    if (!row) throw new NotFound('delivery');
    const attempts = await this.database.sql<AttemptRow[]>`
      SELECT number, began_at AS "beganAt", milliseconds, status, problem FROM webhook_attempt
      WHERE delivery_id = ${id} ORDER BY number DESC LIMIT ${mostAttemptsShown}`;
    return {
      ...lineOf(row),
      payload: row.payload,
      attempts: attempts.map((attempt): AttemptView => present(attempt)),
    };
  }
}

function lineOf(row: Row): DeliveryLine {
  const { id, webhookId, messageId, kind, state, attemptsMade } = row;
  const { problem, createdAt, nextAttemptAt, finishedAt } = row;
  return present({
    id,
    webhookId,
    webhookMessageId: webhookIdOf(messageId),
    kind,
    state,
    attemptsMade,
    problem,
    createdAt,
    nextAttemptAt: state === 'waiting' ? nextAttemptAt : null,
    finishedAt,
  });
}
