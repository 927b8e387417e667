import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
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
import { slicesOf } from '../platform/slices.js';
import { Policies } from '../policies/index.js';
import type {
  EvidenceLine,
  EvidencePlaced,
  EvidenceRow,
  EvidenceUse,
  LinkedEvidence,
  RevisionLine,
} from './evidence-line.js';
import { evidenceFreshness } from './freshness/figures.js';
import { freshnessOfEvidence } from './freshness/freshness.js';

const columns = sql`e.id, e.vendor_id AS "vendorId", e.kind, e.title, e.scope, e.period_from AS "periodFrom",
  e.period_to AS "periodTo", e.issued_on AS "issuedOn", e.expires_on AS "expiresOn", e.given_by AS "givenBy",
  e.given_by_kind AS "givenByKind", e.given_at AS "givenAt", e.withdrawn_at AS "withdrawnAt",
  e.withdrawn_by AS "withdrawnBy", e.withdrawn_reason AS "withdrawnReason", e.revisions, r.id AS "revisionId",
  r.file_id AS "fileId", r.name, r.purged_at AS "purgedAt", r.purged_rule AS "purgedRule",
  f.media_type AS "mediaType", f.bytes, f.sha256,
  CASE WHEN f.preview_blob IS NULL THEN 0 ELSE 1 END AS "hasPreview",
  CASE WHEN f.previewed_at IS NULL THEN 0 ELSE 1 END AS "isPreviewed", e.version`;
const withFile = (number: Sql): Sql => sql`evidence e
  JOIN evidence_revision r ON r.evidence_id = e.id AND r.number = ${number}
  JOIN evidence_file f ON f.id = r.file_id`;
const inForce = withFile(sql`e.revisions`);
const lastOfVendor = withFile(sql`(SELECT max(g.number) FROM evidence_revision g
  WHERE g.evidence_id = e.id AND g.given_by_kind = 'respondent')`);
const newestFirst = { id: sql`e.id`, column: sql`e.given_at`, descending: true } as const;

@Injectable()
export class EvidenceQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  /** All evidence of a vendor, newest first, what was withdrawn included. */
  async ofVendor(vendorId: string): Promise<EvidenceLine[]> {
    return this.judged(
      await this.database.sql<EvidenceRow[]>`
        SELECT ${columns} FROM ${inForce} WHERE e.vendor_id = ${vendorId} ORDER BY e.given_at DESC, e.id DESC`,
    );
  }

  async page(
    vendorId: string,
    { size = 50, cursor }: { size?: number; cursor?: string },
  ): Promise<Page<EvidenceLine>> {
    const page = await readPage<EvidenceRow & { sort_value?: string }>(this.database, {
      columns,
      from: inForce,
      conditions: [sql`e.vendor_id = ${vendorId}`],
      sort: newestFirst,
      size,
      cursor: readCursor(cursor),
    });
    const rows = page.items.map(({ sort_value: _, ...row }) => row);
    return { ...page, items: await this.judged(rows) };
  }

  async byId(id: string): Promise<EvidenceLine> {
    const [line] = await this.judged(
      await this.database.sql<EvidenceRow[]>`SELECT ${columns} FROM ${inForce} WHERE e.id = ${id}`,
    );
    if (!line) throw new NotFound('evidence');
    return line;
  }

  /** Those of these ids that are there. */
  async byIds(ids: readonly string[]): Promise<EvidenceLine[]> {
    const rows: EvidenceRow[] = [];
    for await (const some of slicesOf(ids)) {
      rows.push(
        ...(await this.database.sql<EvidenceRow[]>`
          SELECT ${columns} FROM ${inForce} WHERE e.id IN (${listed(some)})`),
      );
    }
    return this.judged(rows);
  }

  /** What is attached to a subject, or to one part of it, in the order it was attached. */
  async linkedTo(kind: string, id: string, part?: string): Promise<LinkedEvidence[]> {
    const onlyPart = part === undefined ? sql`1 = 1` : sql`l.part = ${part}`;
    return this.linked(inForce, kind, id, onlyPart);
  }

  /** Ids of what is attached to any of some subjects of one kind, each once. */
  async idsLinkedTo(kind: string, subjectIds: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for await (const some of slicesOf(subjectIds)) {
      const rows = await this.database.sql<{ id: string }[]>`
        SELECT DISTINCT evidence_id AS id FROM evidence_link
        WHERE subject_kind = ${kind} AND subject_id IN (${listed(some)})`;
      for (const { id } of rows) found.add(id);
    }
    return [...found];
  }

  /** What a vendor's own people attached and nobody withdrew, with the file they gave: not with one we put in its place. */
  async attachedByVendor(kind: string, id: string): Promise<LinkedEvidence[]> {
    const theirs = sql`l.linked_by_kind = 'respondent' AND e.withdrawn_at IS NULL`;
    return this.linked(lastOfVendor, kind, id, theirs);
  }

  /** Until when, and whether still, some pieces of evidence count. */
  async validityOf(
    ids: readonly string[],
  ): Promise<{ id: string; expiresOn: string | null; withdrawnAt: string | null }[]> {
    if (ids.length === 0) return [];
    return this.database.sql`
      SELECT id, expires_on AS "expiresOn", withdrawn_at AS "withdrawnAt" FROM evidence
      WHERE id IN (${listed([...new Set(ids)])})`;
  }

  async uses(evidenceId: string): Promise<EvidenceUse[]> {
    return this.database.sql<EvidenceUse[]>`
      SELECT id, subject_kind AS kind, subject_id AS "subjectId", part, linked_by AS "linkedBy",
        linked_by_kind AS "linkedByKind", linked_at AS "linkedAt"
      FROM evidence_link WHERE evidence_id = ${evidenceId} ORDER BY linked_at, id`;
  }

  /** Newest first. */
  async revisions(evidenceId: string): Promise<RevisionLine[]> {
    return this.database.sql<RevisionLine[]>`
      SELECT r.id, r.number, r.file_id AS "fileId", r.name, f.media_type AS "mediaType", f.bytes, f.sha256,
        r.given_by AS "givenBy", r.given_at AS "givenAt", r.purged_at AS "purgedAt", r.purged_rule AS "purgedRule"
      FROM evidence_revision r JOIN evidence_file f ON f.id = r.file_id
      WHERE r.evidence_id = ${evidenceId} ORDER BY r.number DESC`;
  }

  private async linked(
    evidence: Sql,
    kind: string,
    id: string,
    condition: Sql,
  ): Promise<LinkedEvidence[]> {
    return this.judged(
      await this.database.sql<(EvidenceRow & EvidencePlaced)[]>`
      SELECT ${columns}, l.id AS "linkId", l.part, l.linked_by AS "linkedBy",
        l.linked_by_kind AS "linkedByKind", l.linked_at AS "linkedAt"
      FROM ${evidence} JOIN evidence_link l ON l.evidence_id = e.id
      WHERE l.subject_kind = ${kind} AND l.subject_id = ${id} AND ${condition}
      ORDER BY l.linked_at, l.id`,
    );
  }

  /** Rows with where they stand today. */
  private async judged<T extends EvidenceRow>(
    rows: T[],
  ): Promise<(T & Pick<EvidenceLine, 'freshness'>)[]> {
    if (rows.length === 0) return [];
    const figures = await this.policies.read(evidenceFreshness);
    const today = this.clock.today();
    return rows.map((row) => ({
      ...row,
      freshness: freshnessOfEvidence(row, today, figures) ?? null,
    }));
  }
}
