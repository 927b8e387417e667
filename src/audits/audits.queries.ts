import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import {
  Database,
  listed,
  type Page,
  readCursor,
  readKeptPage,
  readPage,
  sql,
  type Sql,
} from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { Policies } from '../policies/index.js';
import { afterPrefix, Vendors, wordsOf } from '../vendors/index.js';
import { Audit } from './audit.entity.js';
import type { AuditQuery, AuditSort } from './audit.dto.js';
import { AuditExceptions } from './exceptions/audit-exceptions.service.js';
import type { AuditLine, AuditView } from './audit-view.dto.js';
import { BridgeLetter } from './bridge-letters/bridge-letter.entity.js';
import { BridgeLetters } from './bridge-letters/bridge-letters.service.js';
import { freshness } from './freshness/figures.js';
import { judged, type AuditRow } from './judged.js';

const id = sql`a.id`;
const sorts: Readonly<Record<AuditSort, { id: Sql; column: Sql; descending?: boolean }>> = {
  vendor: { id, column: sql`v.sort_name` },
  newest: {
    id,
    column: sql`coalesce(a.period_to, a.issued_on, a.expires_on, '')`,
    descending: true,
  },
};

const columns = sql`a.id, a.vendor_id AS "vendorId", v.name AS vendor, a.kind, a.title, a.scope,
  a.period_from AS "periodFrom", a.period_to AS "periodTo", a.issued_on AS "issuedOn",
  a.expires_on AS "expiresOn", a.surveillance_on AS "surveillanceOn",
  a.material_change_on AS "materialChangeOn", a.cadence_months AS "cadenceMonths",
  a.next_due_on AS "nextDueOn", a.rejected_at AS "rejectedAt",
  a.auditor_id AS "auditorId", f.name AS auditor, f.doubted_at AS "auditorDoubtedAt",
  a.platform_id AS "platformId", p.name AS platform, p.doubted_at AS "platformDoubtedAt",
  (SELECT count(*) FROM audit_exception e WHERE e.audit_id = a.id) AS exceptions`;
const audits = sql`audit a JOIN vendor v ON v.id = a.vendor_id JOIN auditor f ON f.id = a.auditor_id
  LEFT JOIN auditor p ON p.id = a.platform_id`;

/** How many audits are looked at for one page where a filter is derived. */
const batch = 200;

@Injectable()
export class AuditQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly vendors: Vendors,
    private readonly exceptions: AuditExceptions,
    private readonly letters: BridgeLetters,
  ) {}

  async page(query: AuditQuery): Promise<Page<AuditLine>> {
    const { state, size = 50 } = query;
    const request = {
      columns,
      from: audits,
      conditions: conditionsOf(query),
      sort: sorts[query.sort ?? 'vendor'],
      size,
      cursor: readCursor(query.cursor),
    };
    const judge = (rows: AuditRow[]) => this.judge(rows);
    if (!state) {
      const page = await readPage<AuditRow>(this.database, request);
      return { ...page, items: await judge(page.items) };
    }
    const keep = async (rows: AuditRow[]) => {
      const lines = await judge(rows);
      return lines.filter((line) => line.freshness.state === state);
    };
    return readKeptPage<AuditRow, AuditLine>(this.database, request, keep, batch);
  }

  /** All of a vendor, the newest first. */
  async ofVendor(vendorId: string): Promise<AuditLine[]> {
    await this.vendors.byId(vendorId);
    return this.judge(await this.rows(sql`a.vendor_id = ${vendorId}`));
  }

  /** All of the vendors that a condition on `v` leaves. */
  async ofVendors(condition: Sql): Promise<AuditLine[]> {
    return this.judge(await this.rows(condition));
  }

  /** Those of these ids that are there. */
  async byIds(ids: readonly string[]): Promise<AuditLine[]> {
    return ids.length === 0 ? [] : this.judge(await this.rows(sql`a.id IN (${listed(ids)})`));
  }

  async view(auditId: string): Promise<AuditView> {
    const audit = await this.database.repository(Audit).findOneBy({ id: auditId });
    const [line] = audit ? await this.byIds([auditId]) : [];
    if (!audit || !line) throw new NotFound('audit');
    const [exceptions, letters] = await Promise.all([
      this.exceptions.ofAudit(auditId),
      this.letters.ofAudit(auditId),
    ]);
    const { title, certificateNumber, surveillanceOn, materialChangeOn } = audit;
    const { cadenceMonths, subservices, notes, rejectedAt, rejectedReason, version } = audit;
    return {
      ...line,
      ...present({
        title,
        certificateNumber,
        surveillanceOn,
        materialChangeOn,
        cadenceMonths,
        notes,
        rejectedAt: rejectedAt?.toISOString() ?? null,
        rejectedReason,
      }),
      subservices,
      exceptionsFound: await this.exceptions.views(exceptions),
      bridgeLetters: letters.map(({ createdAt: _, ...letter }) => letter),
      version,
    };
  }

  private rows(condition: Sql): Promise<AuditRow[]> {
    return this.database.sql<AuditRow[]>`
      SELECT ${columns} FROM ${audits} WHERE ${condition}
      ORDER BY v.sort_name, coalesce(a.period_to, a.issued_on, a.expires_on, '') DESC, a.id`;
  }

  /** Rows with what is derived of them today: it takes all audits of their vendors, and their letters. */
  private async judge(rows: readonly AuditRow[]): Promise<AuditLine[]> {
    if (rows.length === 0) return [];
    const vendors = listed([...new Set(rows.map(({ vendorId }) => vendorId))]);
    const ids = listed(rows.map((row) => row.id));
    const [figures, all, letters] = await Promise.all([
      this.policies.read(freshness),
      this.database.sql<AuditRow[]>`
        SELECT ${columns} FROM ${audits} WHERE a.vendor_id IN (${vendors})`,
      this.database.sql<Pick<BridgeLetter, 'auditId' | 'coversFrom' | 'coversUntil'>[]>`
        SELECT audit_id AS "auditId", covers_from AS "coversFrom", covers_until AS "coversUntil"
        FROM bridge_letter WHERE audit_id IN (${ids})`,
    ]);
    return judged(rows, { all, letters, figures, today: this.clock.today() });
  }
}

function conditionsOf({ q, vendorId, auditorId, kind, doubted, ownerId }: AuditQuery): Sql[] {
  const conditions: Sql[] = [];
  if (vendorId) conditions.push(sql`a.vendor_id = ${vendorId}`);
  if (auditorId) {
    conditions.push(sql`(a.auditor_id = ${auditorId} OR a.platform_id = ${auditorId})`);
  }
  if (kind) conditions.push(sql`a.kind = ${kind}`);
  if (ownerId) conditions.push(sql`v.owner_id = ${ownerId}`);
  if (doubted) conditions.push(sql`(f.doubted_at IS NOT NULL OR p.doubted_at IS NOT NULL)`);
  return q ? [...conditions, ...vendorNamedLike(q)] : conditions;
}

function vendorNamedLike(text: string): Sql[] {
  const words = wordsOf(text);
  if (words.length === 0) return [sql`1 = 0`];
  return words.map(
    (word) => sql`a.vendor_id IN (
      SELECT w.vendor_id FROM vendor_word w WHERE w.word >= ${word} AND w.word < ${afterPrefix(word)})`,
  );
}
