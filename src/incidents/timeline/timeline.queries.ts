import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { countsSentence, type Counts } from '../exposure/counts.js';
import type { EntryView } from './entry.dto.js';
import type { EntryKind } from './entry.entity.js';

interface Row {
  id: string;
  at: string;
  kind: EntryKind;
  words: string;
  counts: string | null;
  derivation: number | null;
  actorKind: Actor['kind'];
  actor: string;
}

@Injectable()
export class TimelineQueries {
  constructor(private readonly database: Database) {}

  /** Newest first; with `until`, an instant as ISO text, only what was known by then. */
  async page(
    incidentId: string,
    { cursor, size = 50, until }: { cursor?: string; size?: number; until?: string },
  ): Promise<Page<EntryView>> {
    const page = await readPage<Row>(this.database, {
      columns: sql`t.id, t.at, t.kind, t.words, t.counts, t.derivation, t.actor_kind AS "actorKind", t.actor`,
      from: sql`incident_entry t`,
      conditions: [
        sql`t.incident_id = ${incidentId}`,
        ...(until === undefined ? [] : [sql`t.at <= ${until}`]),
      ],
      sort: { column: sql`t.at`, id: sql`t.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf({ id, at, kind, words, derivation, actorKind, actor, ...row }: Row): EntryView {
  const counts = row.counts === null ? null : (JSON.parse(row.counts) as Counts);
  const sentence = counts && countsSentence(counts);
  const told = { id, at, kind, words, counts, sentence, derivation, byKind: actorKind, by: actor };
  return present(told);
}
