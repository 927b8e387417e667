import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, readCursor, readPage, sql, type Page } from '../platform/database/index.js';
import type { ListQuery } from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { WebhookRegister } from './register.service.js';
import type { WebhookView } from './webhook.dto.js';
import type { OffReason } from './webhook.entity.js';

interface Row {
  id: string;
  name: string;
  url: string;
  kinds: string;
  offSince: string | null;
  offBecause: OffReason | null;
  failingSince: string | null;
  lastSuccessAt: string | null;
  previousUntil: string | null;
  createdAt: string;
  version: number;
}

const columns = sql`w.id, w.name, w.url, w.kinds, w.off_since AS "offSince", w.off_because AS "offBecause",
  w.failing_since AS "failingSince", w.last_success_at AS "lastSuccessAt", w.previous_until AS "previousUntil",
  w.created_at AS "createdAt", w.version`;

@Injectable()
export class WebhookQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly register: WebhookRegister,
  ) {}

  /** Oldest first. */
  async page({ cursor, size = 50 }: ListQuery): Promise<Page<WebhookView>> {
    const page = await readPage<Row>(this.database, {
      columns,
      from: sql`webhook w`,
      conditions: [sql`w.removed_at IS NULL`],
      sort: { column: sql`w.created_at`, id: sql`w.id` },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map((row) => this.view(row)) };
  }

  async byId(id: string): Promise<WebhookView> {
    await this.register.byId(id);
    const [row] = await this.database.sql<
      Row[]
    >`SELECT ${columns} FROM webhook w WHERE w.id = ${id}`;
    return this.view(row as Row);
  }

  private view({ kinds, previousUntil, version, ...row }: Row): WebhookView {
    const both = previousUntil !== null && Date.parse(previousUntil) > this.clock.now().getTime();
    const { id, name, url, offSince, offBecause, failingSince, lastSuccessAt, createdAt } = row;
    return present({
      id,
      name,
      url,
      kinds: JSON.parse(kinds) as string[],
      enabled: offSince === null,
      offBecause,
      offSince,
      failingSince,
      lastSuccessAt,
      previousSecretUntil: both ? previousUntil : null,
      createdAt,
      version,
    });
  }
}
