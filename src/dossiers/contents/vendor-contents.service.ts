import { Injectable } from '@nestjs/common';
import { AssessmentQueries } from '../../assessments/index.js';
import { AuditQueries } from '../../audits/index.js';
import { EvidenceQueries, type EvidenceLine } from '../../evidence/index.js';
import { FindingRegister, type RegisterRow } from '../../findings/index.js';
import { VendorStandings } from '../../incidents/index.js';
import { ObligationQueries } from '../../obligations/index.js';
import {
  OffboardingQueries,
  type OffboardingStepView,
  type OffboardingView,
} from '../../offboarding/index.js';
import { Breaths } from '../../platform/breaths.js';
import { ReportQueries } from '../../reports/index.js';
import {
  InventoryQueries,
  VendorTools,
  type InventoryLine,
  type ToolUseLine,
} from '../../supply-chain/index.js';
import { AssessmentContents } from './assessment-contents.service.js';
import type { Contents, Gatherer, Ordered } from './contents.js';
import type { Drafts } from './drafts.js';
import { EvidenceParts, indexPart } from './evidence-parts.service.js';
import { findingFacts, obligationFacts, offboardingFacts } from './facts.js';
import { everyRow, listPart, listsPart, only, pageAt, rowsOf } from './lists.js';
import { namelessAudit } from './nameless.js';
import type { Part } from './part.js';
import { isIn, periodOf, touches, wasOpen, type Period } from './period.js';
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
    private readonly offboardings: OffboardingQueries,
    private readonly evidence: EvidenceQueries,
    private readonly files: EvidenceParts,
  ) {}

  async gather(order: Ordered, drafts: Drafts): Promise<Contents> {
    const { subjectId: id } = order;
    const period = periodOf(order);
    const within = isIn(period);
    const vendor = await this.vendor.of(id, within);
    const assessed = await this.assessedIn(id, within, drafts);
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
    const left = await this.leftIn(id, period);
    const lines = await this.evidenceOf(id, within, [
      ...audits.map((audit) => ['audit', audit.id] as const),
      ...findings.map((finding) => ['finding', finding.id] as const),
      ...left.map((offboarding) => ['offboarding', offboarding.id] as const),
    ]);
    const { index, files } = await this.files.of(lines);
    return {
      parts: [
        vendor.part,
        ...assessed.parts,
        await listPart(drafts, 'audits.json', { rows: audits, bare: namelessAudit }),
        await listPart(drafts, 'findings.json', { rows: findings, bare: findingFacts }),
        await listsPart(drafts, 'tools.json', {
          uses: { rows: uses, bare: useFacts },
          inventories: { rows: lists, bare: inventoryFacts },
        }),
        await listPart(drafts, 'incidents.json', { rows: this.standings.every(id) }),
        await listsPart(drafts, 'obligations.json', {
          due: { rows: due, bare: obligationFacts },
          done: { rows: done.filter(({ endedAt }) => within(endedAt)), bare: obligationFacts },
        }),
        await listPart(drafts, 'offboardings.json', { rows: left, bare: leftFacts }),
        indexPart(index),
        ...onceEach([...assessed.files, ...files]),
      ],
      told: {
        subjectIds: [
          ...vendor.subjects,
          ...assessed.subjects,
          ...[audits, findings, lists, left, lines].flatMap((rows) => rows.map(({ id }) => id)),
        ],
      },
      period,
    };
  }

  /** A folder for each, with the last report that was printed of it; the files of evidence lie together. */
  private async assessedIn(vendorId: string, within: (at?: string) => boolean, drafts: Drafts) {
    const all = await rowsOf((cursor) => this.assessments.page({ vendorId, ...pageAt(cursor) }));
    const parts: Part[] = [];
    const files: Part[] = [];
    const subjects: string[] = [];
    const breaths = new Breaths();
    for (const { id, submittedAt } of all) {
      if (!within(submittedAt)) continue;
      await breaths.take();
      const { items } = await this.reports.page({ subjectId: id, size: 200 });
      const printed = items.find(({ state }) => state === 'ready');
      const contents = await this.assessed.of(id, printed?.id ?? null, '../../');
      for (const part of contents.parts) {
        if (part.holds === 'evidence') files.push(part);
        else parts.push({ ...(await drafts.lay(part)), path: `assessments/${id}/${part.path}` });
      }
      subjects.push(...contents.subjectIds);
    }
    return { parts, files, subjects };
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
    linked: readonly (readonly [string, string])[],
  ): Promise<EvidenceLine[]> {
    const given = (await this.evidence.ofVendor(vendorId)).filter(({ givenAt }) => within(givenAt));
    const lines = [...given, ...(await this.files.linkedTo(linked))];
    return [...new Map(lines.map((line) => [line.id, line])).values()];
  }
}

const onceEach = (parts: readonly Part[]): Part[] => [
  ...new Map(parts.map((part) => [part.path, part])).values(),
];

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
