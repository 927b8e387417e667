import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock } from '../../platform/clock.js';
import {
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { Incidents } from '../cases/incidents.service.js';
import type { OutreachAnswerFacts } from './answer.dto.js';
import type {
  BoardQuery,
  OutreachAnswerView,
  OutreachCounts,
  OutreachRequestView,
  OutreachView,
  RequestState,
} from './outreach.dto.js';

type Row = { id: string } & {
  [K in keyof Omit<OutreachRequestView, 'id' | 'isLate' | 'hoursLate'>]-?:
    OutreachRequestView[K] | null;
} & { letter: string | null; sort_value?: unknown };

const failed = sql`coalesce(l.state, '') = 'failed'`;
const state = sql`CASE WHEN r.answered_at IS NOT NULL THEN 'answered' WHEN r.revoked_at IS NOT NULL THEN 'revoked'
  WHEN r.undeliverable_at IS NOT NULL OR ${failed} THEN 'undeliverable' WHEN r.sent_at IS NULL THEN 'waiting'
  WHEN r.opened_at IS NOT NULL THEN 'opened' ELSE 'sent' END`;
const columns = sql`r.id, r.incident_id AS "incidentId", r.vendor_id AS "vendorId", v.name AS vendor, v.tier, r.round,
  ${state} AS state, r.contact_id AS "contactId", r.name, r.email, r.sent_at AS "sentAt", r.due_at AS "dueAt",
  r.opened_at AS "openedAt", r.answered_at AS "answeredAt", r.revoked_at AS "revokedAt",
  coalesce(r.reminded_after_at, r.reminded_before_at) AS "remindedAt", l.state AS letter, r.version`;
const letters = sql`LEFT JOIN letter l ON l.id = r.letter_id`;
const from = sql`outreach_request r JOIN vendor v ON v.id = r.vendor_id ${letters}`;
/** Vendors are gone through by name until a page is full. */
const byName = sql`vendor v CROSS JOIN outreach_request r ${letters}`;
/** Up to so many are read and sorted for each page: it takes a few milliseconds. */
const mostSorted = 5_000;
const isLast = sql`r.round = (SELECT max(q.round) FROM outreach_request q
  WHERE q.incident_id = r.incident_id AND q.vendor_id = r.vendor_id)`;

const countedAtOnce = 2_000;

interface Counted {
  state: RequestState;
  late: number;
  many: number;
  last: string;
}

const hourMs = 3_600_000;

/** How far an incident's outreach came. */
@Injectable()
export class OutreachQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents: Incidents,
  ) {}

  /** Newest first. */
  async rounds(incidentId: string): Promise<OutreachView[]> {
    await this.incidents.byId(incidentId);
    const rows = await this.database.sql<
      (Omit<OutreachView, 'standings'> & { standings: string })[]
    >`
      SELECT id, round, standings, message, vendors, sent_by AS "sentBy", created_at AS "createdAt", done_at AS "doneAt"
      FROM outreach WHERE incident_id = ${incidentId} ORDER BY round DESC`;
    return rows.map((row) => ({
      ...(present(row) as unknown as OutreachView),
      standings: JSON.parse(row.standings) as OutreachView['standings'],
    }));
  }

  /** Each vendor in its last round, by name. */
  async board(
    incidentId: string,
    { state: wanted, late, vendorId, cursor, size = 50 }: BoardQuery,
  ): Promise<Page<OutreachRequestView>> {
    await this.incidents.byId(incidentId);
    const conditions = [sql`r.incident_id = ${incidentId}`, isLast];
    if (wanted) conditions.push(sql`${state} = ${wanted}`);
    if (late) conditions.push(this.isLate());
    if (vendorId) conditions.push(sql`r.vendor_id = ${vendorId}`);
    const isNarrow = wanted ?? late ?? vendorId;
    const isFew = isNarrow !== undefined || (await this.areFew(incidentId));
    return this.asked(conditions, { cursor, size, isFew });
  }

  /** All requests of all rounds, by the vendor's name. */
  async requests(
    incidentId: string,
    { cursor, size = 50 }: { cursor?: string; size?: number },
  ): Promise<Page<OutreachRequestView>> {
    const isFew = await this.areFew(incidentId);
    return this.asked([sql`r.incident_id = ${incidentId}`], { cursor, size, isFew });
  }

  private async areFew(incidentId: string): Promise<boolean> {
    const [row] = await this.database.sql<{ asked: number }[]>`
      SELECT coalesce(sum(vendors), 0) AS asked FROM outreach WHERE incident_id = ${incidentId}`;
    return Number(row?.asked) <= mostSorted;
  }

  private async asked(
    conditions: readonly Sql[],
    { cursor, size, isFew }: { cursor: string | undefined; size: number; isFew: boolean },
  ): Promise<Page<OutreachRequestView>> {
    const page = await readPage<Row>(this.database, {
      columns,
      from: isFew ? from : byName,
      conditions: isFew ? conditions : [sql`r.vendor_id = v.id`, ...conditions],
      sort: { column: sql`v.sort_name`, id: sql`r.id` },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map((row) => this.viewOf(row)) };
  }

  async counts(incidentId: string): Promise<OutreachCounts> {
    await this.incidents.byId(incidentId);
    const rows: Counted[] = [];
    for await (const some of this.counted(incidentId)) rows.push(...some);
    const sum = (wanted: (row: Counted) => boolean): number =>
      rows.filter(wanted).reduce((total, { many }) => total + Number(many), 0);
    const of = (one: RequestState): number => sum((row) => row.state === one);
    return {
      asked: sum(() => true),
      waiting: of('waiting'),
      sent: of('sent'),
      opened: of('opened'),
      answered: of('answered'),
      late: sum(({ late }) => Number(late) === 1),
      undeliverable: of('undeliverable'),
      revoked: of('revoked'),
    };
  }

  /** So many vendors at a time: each takes some microseconds. */
  private async *counted(incidentId: string): AsyncGenerator<Counted[]> {
    const late = this.isLate();
    for (let after = ''; ;) {
      const rows = await this.database.sql<Counted[]>`
        SELECT state, late, count(*) AS many, max(vendor_id) AS last FROM (
          SELECT r.vendor_id, ${state} AS state, CASE WHEN ${late} THEN 1 ELSE 0 END AS late
          FROM outreach_request r ${letters}
          WHERE r.incident_id = ${incidentId} AND r.vendor_id > ${after} AND ${isLast}
          ORDER BY r.vendor_id LIMIT ${countedAtOnce}) asked GROUP BY state, late`;
      yield rows;
      const found = rows.reduce((total, { many }) => total + Number(many), 0);
      if (found < countedAtOnce) return;
      after = rows.reduce((most, { last }) => (last > most ? last : most), after);
      await nextTurn();
    }
  }

  async view(id: string): Promise<OutreachRequestView> {
    const [row] = await this.database.sql<Row[]>`SELECT ${columns} FROM ${from} WHERE r.id = ${id}`;
    if (!row) throw new NotFound('request');
    return this.viewOf(row);
  }

  /** Newest first. */
  async answers(requestId: string): Promise<OutreachAnswerView[]> {
    const rows = await this.database.sql<
      (Omit<OutreachAnswerView, 'answers' | 'isLate'> & {
        answers: string;
        openVex: string | null;
        isLate: number;
      })[]
    >`
      SELECT id, number, answers, open_vex AS "openVex", status, is_late AS "isLate", answered_by AS "answeredBy",
        answered_at AS "answeredAt"
      FROM outreach_answer WHERE request_id = ${requestId} ORDER BY number DESC`;
    return rows.map(({ answers, openVex, isLate, ...row }) => {
      const given = JSON.parse(answers) as OutreachAnswerFacts;
      return Object.assign(row, {
        answers: openVex === null ? given : Object.assign(given, { openVex }),
        isLate: Number(isLate) === 1,
      });
    });
  }

  private isLate(): Sql {
    return sql`(r.revoked_at IS NULL AND r.due_at < coalesce(r.answered_at, ${this.clock.now().toISOString()}))`;
  }

  private viewOf({ letter, sort_value: _, ...row }: Row): OutreachRequestView {
    const until = !row.answeredAt ? this.clock.now() : new Date(row.answeredAt);
    const past = !row.dueAt ? 0 : until.getTime() - Date.parse(row.dueAt);
    const isLate = past > 0 && row.state !== 'revoked';
    const problem = row.state === 'undeliverable' ? problemOf(letter) : null;
    const hoursLate = isLate ? Math.floor(past / hourMs) : 0;
    return Object.assign(present(Object.assign(row, { problem })), {
      isLate,
      hoursLate,
    }) as OutreachRequestView;
  }
}

const problemOf = (letter: string | null): string =>
  letter === 'failed'
    ? 'The letter could not be delivered: look into the Outbox, or send it to another contact.'
    : 'There is nobody to write to: add a contact of this vendor, then send it to them.';
