import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import {
  all,
  Database,
  sql,
  writeCursor,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { cursorByNumber } from '../cursor-by-number.js';
import { conditionsOf, type JournalFilter } from '../journal-filter.js';
import { JournalTimes, type Reach } from './times.queries.js';
import { matching, searchedWords, type Searched } from './words.js';

/** The numbers of entries that were found, and how far was looked. */
export interface Found extends Page<number> {
  /** Where looking ended before the page was full and before the journal was at its end. */
  reached?: { seq: number; at: string };
}

type Row = Searched & { seq: number };

/**
 * Finds entries by what no index holds: words, actions, kinds and days. It goes back from the newest, some thousand entries at a
 * time, and stops after a bounded number of them: the next page goes on from there.
 */
@Injectable()
export class JournalSearch {
  protected readonly step: number = 1_000;
  /** Entries that are looked through for one page: a fraction of a second, however long the journal is. */
  protected readonly most: number = 100_000;

  constructor(
    private readonly database: Database,
    private readonly times: JournalTimes,
  ) {}

  /** Whether this can be found only by looking through entries. */
  static isFor(filter: JournalFilter): boolean {
    const { q, action, subjectKind, sights, from, to, subjectId, subjectIds, actorId } = filter;
    if (q !== undefined && searchedWords(q).length > 0) return true;
    const isIndexed = (subjectId ?? subjectIds ?? actorId) !== undefined;
    return !isIndexed && (action ?? subjectKind ?? sights ?? from ?? to) !== undefined;
  }

  async find(filter: JournalFilter): Promise<Found> {
    const reach = await this.times.reach(filter);
    const cursor = cursorByNumber(filter.cursor);
    const back = cursor?.direction !== 'before';
    const asked = Number(cursor?.value ?? reach.last + 1);
    const from = Math.max(reach.first - 1, Math.min(asked, reach.last + 1));
    const size = filter.size ?? 50;
    const { found, edge, isEnd } = await this.walk(filter, { from, back, most: size + 1, reach });
    const kept = found.slice(0, size);
    const more = found.length > size;
    const onward = more ? (kept.at(-1) ?? edge) : edge;
    const page: Found = { items: back ? kept : kept.toReversed() };
    const goesOn = more || !isEnd;
    if (back) {
      if (goesOn) page.next = cursorTo('after', onward);
      if (cursor) page.previous = cursorTo('before', kept[0] ?? from - 1);
    } else {
      page.next = cursorTo('after', kept[0] ?? from + 1);
      if (goesOn) page.previous = cursorTo('before', onward);
    }
    if (!more && !isEnd) page.reached = { seq: edge, at: await this.timeOf(edge) };
    return page;
  }

  private async walk(
    filter: JournalFilter,
    { from, back, most, reach }: { from: number; back: boolean; most: number; reach: Reach },
  ): Promise<{ found: number[]; edge: number; isEnd: boolean }> {
    const words = searchedWords(filter.q ?? '');
    const isMatch = matching(words);
    const isIndexed = (filter.subjectId ?? filter.subjectIds ?? filter.actorId) !== undefined;
    const conditions = [
      ...conditionsOf(filter),
      sql`e.seq >= ${reach.first} AND e.seq <= ${reach.last}`,
    ];
    const found: number[] = [];
    let edge = from;
    for (let read = 0; read < this.most; read += this.step) {
      if (read > 0) await setImmediate();
      const rows = await this.some(conditions, edge, {
        back,
        isIndexed,
        ...(words.length > 0 ? {} : { most }),
      });
      for (const row of rows) {
        if (words.length > 0 && !isMatch(row)) continue;
        found.push(row.seq);
        if (found.length === most) return { found, edge: row.seq, isEnd: false };
      }
      edge = isIndexed ? (rows.at(-1)?.seq ?? edge) : back ? edge - this.step : edge + this.step;
      const isEnd = isIndexed
        ? rows.length < this.step
        : back
          ? edge <= reach.first
          : edge >= reach.last;
      if (isEnd) return { found, edge, isEnd };
    }
    return { found, edge, isEnd: false };
  }

  /**
   * What lies next to `edge`: so many entries that fit where an index leads to them, else those that fit of so many. Where no more than `most` are
   * wanted, whatever they say, what they say is not read.
   */
  private some(
    conditions: readonly Sql[],
    edge: number,
    { back, isIndexed, most }: { back: boolean; isIndexed: boolean; most?: number },
  ): Promise<Row[]> {
    const beyond = back ? sql`e.seq < ${edge}` : sql`e.seq > ${edge}`;
    const within = back ? sql`e.seq >= ${edge - this.step}` : sql`e.seq <= ${edge + this.step}`;
    const range = isIndexed ? [beyond] : [beyond, within];
    const order = back ? sql`DESC` : sql`ASC`;
    const [content, detail] =
      most === undefined
        ? [
            sql`e.action, e.subject_kind AS "subjectKind", d.content`,
            sql`LEFT JOIN journal_detail d ON d.seq = e.seq`,
          ]
        : [sql`NULL AS content`, sql``];
    return this.database.sql<Row[]>`
      SELECT e.seq, ${content} FROM journal_entry e ${detail}
      WHERE ${all([...range, ...conditions])} ORDER BY e.seq ${order} LIMIT ${most ?? this.step}`;
  }

  private async timeOf(seq: number): Promise<string> {
    const [row] = await this.database.sql<{ at: string }[]>`
      SELECT at FROM journal_entry WHERE seq = ${seq}`;
    return row?.at ?? '';
  }
}

const cursorTo = (direction: 'after' | 'before', seq: number): string =>
  writeCursor(direction, seq, String(seq));
