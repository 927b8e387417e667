import { Injectable } from '@nestjs/common';
import { AssessmentQueries } from '../../assessments/index.js';
import { AuditQueries } from '../../audits/index.js';
import { EvidenceQueries, type EvidenceLine } from '../../evidence/index.js';
import { FindingRegister, type RegisterRow } from '../../findings/index.js';
import { VendorStandings } from '../../incidents/index.js';
import { ObligationQueries, type ObligationLine } from '../../obligations/index.js';
import { ReportQueries } from '../../reports/index.js';
import {
  InventoryQueries,
  VendorTools,
  type InventoryLine,
  type ToolUseLine,
} from '../../supply-chain/index.js';
import { AssessmentContents } from './assessment-contents.service.js';
import type { Contents, Gatherer, Ordered } from './contents.js';
import { EvidenceParts, indexPart } from './evidence-parts.service.js';
import { everyRow, listPart, listsPart, only, pageAt, rowsOf } from './lists.js';
import { jsonPart, type Part } from './part.js';
import { VendorPart } from './vendor-part.service.js';

/** What a dossier of a vendor over a period holds. */
@Injectable()
export class VendorContents implements Gatherer {
  constructor(
    private readonly vendor: VendorPart,
    private readonly assessments: AssessmentQueries,
    private readonly assessed: AssessmentContents,
    private readonly reports: ReportQueries,
    private readonly audits: AuditQueries,
    private readonly findings: FindingRegister,
    private readonly tools: VendorTools,
    private readonly inventories: InventoryQueries,
    private readonly standings: VendorStandings,
    private readonly obligations: ObligationQueries,
    private readonly evidence: EvidenceQueries,
    private readonly files: EvidenceParts,
  ) {}

  async gather({ subjectId: id, periodFrom, periodTo }: Ordered): Promise<Contents> {
    const period = { from: periodFrom ?? '', to: periodTo ?? '' };
    const isIn = (at: string | null | undefined): boolean =>
      !!at && at.slice(0, 10) >= period.from && at.slice(0, 10) <= period.to;
    const vendor = await this.vendor.of(id, isIn);
    const assessed = await this.assessedIn(id, isIn);
    const audits = await this.audits.ofVendor(id);
    const findings: RegisterRow[] = [];
    for await (const row of this.findings.rows({ vendorId: id })) {
      if (wasOpen(row, period)) findings.push(row);
    }
    const lists = await rowsOf((cursor) => this.inventories.page(id, pageAt(cursor)));
    const uses = everyRow((cursor) => this.tools.page(id, pageAt(cursor)));
    const due = everyRow((cursor) => this.obligations.page({ vendorId: id, ...pageAt(cursor) }));
    const done = await rowsOf((cursor) =>
      this.obligations.page({ vendorId: id, state: 'done', ...pageAt(cursor) }),
    );
    const lines = await this.evidenceOf(id, isIn, [
      ...audits.map((audit) => ['audit', audit.id] as const),
      ...findings.map((finding) => ['finding', finding.id] as const),
    ]);
    const { index, files } = await this.files.of(lines);
    return {
      parts: [
        vendor.part,
        ...assessed.parts,
        jsonPart('audits.json', audits),
        await listPart('findings.json', { rows: findings, bare: findingFacts }),
        await listsPart('tools.json', {
          uses: { rows: uses, bare: useFacts },
          inventories: { rows: lists, bare: inventoryFacts },
        }),
        jsonPart('incidents.json', await this.standings.of(id)),
        await listsPart('obligations.json', {
          due: { rows: due, bare: obligationFacts },
          done: { rows: done.filter(({ endedAt }) => isIn(endedAt)), bare: obligationFacts },
        }),
        indexPart(index),
        ...onceEach([...assessed.files, ...files]),
      ],
      subjects: [
        ...vendor.subjects,
        ...assessed.subjects,
        ...[audits, findings, lists, lines].flatMap((rows) => rows.map((row) => row.id)),
      ],
      period,
    };
  }

  /** A folder for each, with the last report that was printed of it; the files of evidence lie together. */
  private async assessedIn(vendorId: string, isIn: (at?: string) => boolean) {
    const all = await rowsOf((cursor) => this.assessments.page({ vendorId, ...pageAt(cursor) }));
    const parts: Part[] = [];
    const files: Part[] = [];
    const subjects: string[] = [];
    for (const { id, submittedAt } of all) {
      if (!isIn(submittedAt)) continue;
      const { items } = await this.reports.page({ subjectId: id, size: 200 });
      const printed = items.find(({ state }) => state === 'ready');
      const contents = await this.assessed.of(id, printed?.id ?? null);
      for (const part of contents.parts) {
        if (part.holds === 'evidence') files.push(part);
        else parts.push({ ...part, path: `assessments/${id}/${part.path}` });
      }
      subjects.push(...contents.subjects);
    }
    return { parts, files, subjects };
  }

  private async evidenceOf(
    vendorId: string,
    isIn: (at: string) => boolean,
    linked: readonly (readonly [string, string])[],
  ): Promise<EvidenceLine[]> {
    const given = (await this.evidence.ofVendor(vendorId)).filter(({ givenAt }) => isIn(givenAt));
    const lines = [...given, ...(await this.files.linkedTo(linked))];
    return [...new Map(lines.map((line) => [line.id, line])).values()];
  }
}

const onceEach = (parts: readonly Part[]): Part[] => [
  ...new Map(parts.map((part) => [part.path, part])).values(),
];

/** Raised by the end of the period, and not closed before it began. */
function wasOpen(
  { raisedAt, state, resolvedAt, verifiedAt }: RegisterRow,
  { from, to }: { from: string; to: string },
): boolean {
  const isClosed = state === 'resolved' || state === 'verified';
  const closed = isClosed ? (verifiedAt ?? resolvedAt) : null;
  return raisedAt.slice(0, 10) <= to && (closed === null || closed.slice(0, 10) >= from);
}

const findingFacts = only<RegisterRow>(
  ...([
    'id',
    'number',
    'vendor',
    'engagement',
    'severity',
    'state',
    'plannedFor',
    'dueOn',
  ] as const),
  ...(['raisedAt', 'resolvedAt', 'verifiedAt', 'acceptedUntil', 'originKind'] as const),
  ...(['questionKey'] as const),
);

const useFacts = only<ToolUseLine>(
  ...(['id', 'engagementId', 'engagement', 'data', 'toolId', 'tool', 'purl', 'version'] as const),
  ...(['describedOn', 'stale', 'source', 'grade', 'seesOurData', 'holdsCredentials'] as const),
  ...(['direct', 'inventoryId'] as const),
);

const inventoryFacts = only<InventoryLine>(
  ...(['id', 'engagementId', 'engagement', 'source', 'format', 'formatVersion'] as const),
  ...(['describedOn', 'stale', 'isComplete', 'isCurrent', 'evidenceId', 'uses'] as const),
  ...(['leftOutCount', 'addedAt'] as const),
);

const obligationFacts = only<ObligationLine>(
  ...(['id', 'kind', 'subjectKind', 'subjectId', 'part', 'dueOn', 'overdue'] as const),
  ...(['endedHow', 'endedAt', 'endedByKind', 'endedById'] as const),
);
