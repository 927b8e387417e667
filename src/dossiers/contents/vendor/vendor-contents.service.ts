import { Injectable } from '@nestjs/common';
import { AssessmentQueries } from '../../../assessments/index.js';
import { EvidenceQueries, type EvidenceLine } from '../../../evidence/index.js';
import { FindingRegister } from '../../../findings/index.js';
import { VendorStandings } from '../../../incidents/index.js';
import { ObligationQueries, type ObligationLine } from '../../../obligations/index.js';
import {
  OffboardingQueries,
  type OffboardingStepView,
  type OffboardingView,
} from '../../../offboarding/index.js';
import { ReportQueries } from '../../../reports/index.js';
import {
  InventoryQueries,
  VendorTools,
  type InventoryLine,
  type ToolUseLine,
} from '../../../supply-chain/index.js';
import { AssessmentContents, type Beside } from '../assessment/assessment-contents.service.js';
import type { Contents, Gatherer, Ordered } from '../contents.js';
import type { Drafts } from '../parts/drafts.js';
import { EvidenceFiles } from '../parts/evidence-files.js';
import { EvidenceParts, indexPart } from '../parts/evidence-parts.service.js';
import { findingFacts, obligationFacts, offboardingFacts } from '../parts/facts.js';
import {
  everyRow,
  listPart,
  listsPart,
  noting,
  only,
  pageAt,
  rowsOf,
  where,
} from '../parts/lists.js';
import { namelessAudit } from '../parts/nameless.js';
import type { Part } from '../parts/part.js';
import { isIn, periodOf, touches, wasOpen, type Period } from '../period.js';
import { VendorBelongings } from './vendor-belongings.queries.js';
import { VendorPart } from './vendor-part.service.js';
import { VendorWideFacts } from '../assessment/vendor-wide.service.js';

/** What a dossier of a vendor over a period holds. */
@Injectable()
export class VendorContents implements Gatherer {
  constructor(
    private readonly vendor: VendorPart,
    private readonly belongings: VendorBelongings,
    private readonly assessments: AssessmentQueries,
    private readonly assessed: AssessmentContents,
    private readonly reports: ReportQueries,
    private readonly wide: VendorWideFacts,
    private readonly findings: FindingRegister,
    private readonly tools: VendorTools,
    private readonly inventories: InventoryQueries,
    private readonly standings: VendorStandings,
    private readonly obligations: ObligationQueries,
    private readonly offboardings: OffboardingQueries,
    private readonly evidence: EvidenceQueries,
    private readonly evidenceParts: EvidenceParts,
  ) {}

  async gather(order: Ordered, drafts: Drafts): Promise<Contents> {
    const { subjectId: id } = order;
    const period = periodOf(order);
    const within = isIn(period);
    const vendor = await this.vendor.of(id, within);
    const wide = await this.wide.of(id);
    const files = new EvidenceFiles();
    const assessed = await this.assessedIn(id, within, drafts, { wide, files, toData: '../../' });
    const { audits } = wide;
    const ids: Record<'findings' | 'inventories', string[]> = { findings: [], inventories: [] };
    const findings = where(this.findings.rows({ vendorId: id }), (row) => wasOpen(row, period));
    const uses = everyRow((cursor) => this.tools.page(id, pageAt(cursor)));
    const inventories = everyRow((cursor) => this.inventories.page(id, pageAt(cursor)));
    const left = await this.leftIn(id, period);
    const parts = [
      await drafts.lay(vendor.part),
      ...assessed.parts,
      await listPart(drafts, 'audits.json', { rows: audits, bare: namelessAudit }),
      await listPart(drafts, 'findings.json', {
        rows: noting(ids.findings, findings),
        bare: findingFacts,
      }),
      await listsPart(drafts, 'tools.json', {
        uses: { rows: uses, bare: useFacts },
        inventories: { rows: noting(ids.inventories, inventories), bare: inventoryFacts },
      }),
      await listPart(drafts, 'incidents.json', { rows: this.standings.every(id) }),
      await listsPart(drafts, 'obligations.json', {
        due: { rows: this.owed(id), bare: obligationFacts },
        done: {
          rows: where(this.owed(id, 'done'), ({ endedAt }) => within(endedAt)),
          bare: obligationFacts,
        },
      }),
      await listPart(drafts, 'offboardings.json', { rows: left, bare: leftFacts }),
    ];
    const lines = await this.evidenceOf(id, within, {
      audit: audits.map((audit) => audit.id),
      finding: ids.findings,
      offboarding: left.map((offboarding) => offboarding.id),
    });
    const index = this.evidenceParts.indexed(await this.evidenceParts.read(lines), files);
    return {
      parts: [...parts, await drafts.lay(indexPart(index)), ...files.all],
      told: {
        subjectIds: [
          ...vendor.subjects,
          ...(await this.belongings.of(id)),
          ...assessed.subjects,
          ...ids.findings,
          ...ids.inventories,
          ...[audits, left, lines].flatMap((rows) => rows.map((row) => row.id)),
        ],
      },
      period,
    };
  }

  /** A folder for each, with the last report that was printed of it; one after the other, so that many take no more memory. */
  private async assessedIn(
    vendorId: string,
    within: (at?: string) => boolean,
    drafts: Drafts,
    beside: Beside,
  ): Promise<{ parts: Part[]; subjects: Set<string> }> {
    const all = where(
      everyRow((cursor) => this.assessments.page({ vendorId, ...pageAt(cursor) })),
      ({ submittedAt }) => within(submittedAt),
    );
    const parts: Part[] = [];
    const subjects = new Set<string>();
    for await (const { id } of all) {
      const { items } = await this.reports.page({ subjectId: id, size: 200 });
      const printed = items.find(({ state }) => state === 'ready');
      const contents = await this.assessed.of(id, printed?.id ?? null, drafts, beside);
      for (const part of contents.parts)
        parts.push({ ...part, path: `assessments/${id}/${part.path}` });
      for (const subject of contents.subjectIds) subjects.add(subject);
    }
    return { parts, subjects };
  }

  private owed(vendorId: string, state?: 'done'): AsyncGenerator<ObligationLine> {
    return everyRow((cursor) =>
      this.obligations.page({ vendorId, ...(state && { state }), ...pageAt(cursor) }),
    );
  }

  /** Each with its steps, as they stand or stood when it ended. */
  private async leftIn(vendorId: string, period: Period): Promise<OffboardingView[]> {
    const all = await rowsOf((cursor) => this.offboardings.page({ vendorId, ...pageAt(cursor) }));
    const views: OffboardingView[] = [];
    for (const { id, startedAt, endedAt } of all) {
      if (touches(period, startedAt, endedAt)) views.push(await this.offboardings.view(id));
    }
    return views;
  }

  private async evidenceOf(
    vendorId: string,
    within: (at: string) => boolean,
    linked: Readonly<Record<string, readonly string[]>>,
  ): Promise<EvidenceLine[]> {
    const given = (await this.evidence.ofVendor(vendorId)).filter(({ givenAt }) => within(givenAt));
    const lines = [...given, ...(await this.evidenceParts.linkedTo(linked))];
    return [...new Map(lines.map((line) => [line.id, line])).values()];
  }
}

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

const leftFacts = ({ steps, ...offboarding }: OffboardingView): object => ({
  ...offboardingFacts(offboarding),
  steps: steps.map(stepFacts),
});

const stepFacts = ({ evidence, credentials, ...step }: OffboardingStepView): object => ({
  ...only<typeof step>('step', 'state', 'dataWas', 'confirmedOn', 'settledAt', 'links')(step),
  ...(evidence && { evidence: evidence.map(only('id', 'revisionId', 'sha256', 'kind')) }),
  ...(credentials && { credentials: credentials.map(only('id', 'isLive', 'endedAt')) }),
});
