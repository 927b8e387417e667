import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, readCursor, readPage, sql, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { Vendors } from '../vendors/index.js';
import { Checklists } from './checklists.queries.js';
import type {
  OffboardingLine,
  OffboardingQuery,
  OffboardingStepView,
  OffboardingView,
} from './offboarding.dto.js';

type Row = { id: string; vendorId: string; dueOn: string } & {
  [K in keyof Omit<OffboardingLine, 'id' | 'vendorId' | 'dueOn' | 'isLate' | 'stepsDone'>]:
    OffboardingLine[K] | null;
} & { stood: string | null; sort_value?: unknown };

const columns = sql`o.id, o.vendor_id AS "vendorId", v.name AS vendor, o.owner_id AS "ownerId", u.name AS owner,
  o.due_on AS "dueOn", o.state, o.started_by AS "startedBy", o.started_at AS "startedAt", o.ended_by AS "endedBy",
  o.ended_at AS "endedAt", o.ended_because AS "endedBecause", o.stood, o.version`;
const from = sql`offboarding o JOIN vendor v ON v.id = o.vendor_id JOIN app_user u ON u.id = o.owner_id`;

@Injectable()
export class OffboardingQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
    private readonly checklists: Checklists,
  ) {}

  /** What is due first first. */
  async page({
    state,
    vendorId,
    ownerId,
    cursor,
    size = 50,
  }: OffboardingQuery): Promise<Page<OffboardingLine>> {
    const conditions = [];
    if (state) conditions.push(sql`o.state = ${state}`);
    if (vendorId) conditions.push(sql`o.vendor_id = ${vendorId}`);
    if (ownerId) conditions.push(sql`o.owner_id = ${ownerId}`);
    const page = await readPage<Row>(this.database, {
      columns,
      from,
      conditions,
      sort: { column: sql`o.due_on`, id: sql`o.id` },
      size,
      cursor: readCursor(cursor),
    });
    const steps = await this.checklists.of(page.items.filter(({ stood }) => stood === null));
    return {
      ...page,
      items: page.items.map((row) => this.lineOf(row, stoodOf(row) ?? steps.get(row.id) ?? [])),
    };
  }

  async view(id: string): Promise<OffboardingView> {
    const [row] = await this.database.sql<Row[]>`SELECT ${columns} FROM ${from} WHERE o.id = ${id}`;
    if (!row) throw new NotFound('offboarding');
    const steps = stoodOf(row) ?? (await this.checklists.ofOne(row));
    return { ...this.lineOf(row, steps), steps };
  }

  /** The one that runs, or else the last one. */
  async ofVendor(vendorId: string): Promise<OffboardingView | undefined> {
    await this.vendors.byId(vendorId);
    const [last] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM offboarding WHERE vendor_id = ${vendorId}
      ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, started_at DESC, id DESC LIMIT 1`;
    return last && this.view(last.id);
  }

  private lineOf(
    { stood: _, sort_value: __, ...row }: Row,
    steps: readonly OffboardingStepView[],
  ): OffboardingLine {
    const isLate = row.state === 'running' && row.dueOn < this.clock.today();
    const stepsDone = steps.filter(({ state }) => state !== 'open').length;
    return Object.assign(present(row), { isLate, stepsDone }) as OffboardingLine;
  }
}

const stoodOf = ({ stood }: Row): OffboardingStepView[] | null =>
  stood === null ? null : (JSON.parse(stood) as OffboardingStepView[]);
