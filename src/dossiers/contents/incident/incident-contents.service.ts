import { Injectable } from '@nestjs/common';
import {
  AdvisoryQueries,
  EventQueries,
  ExposureFiles,
  ExposureQueries,
  Holdings,
  IncidentQueries,
  RotationQueries,
  StatementQueries,
  TimelineQueries,
  type AdvisoryTextView,
  type AdvisoryView,
  type EntryView,
  type IncidentView,
  type RotationView,
  type StandingLine,
  type StatementView,
} from '../../../incidents/index.js';
import { Clock } from '../../../platform/clock.js';
import { CompactIds } from '../../../platform/compact-ids.js';
import { InventoryQueries } from '../../../supply-chain/index.js';
import type { Contents, Gatherer, Ordered } from '../contents.js';
import type { Drafts } from '../parts/drafts.js';
import { EvidenceParts } from '../parts/evidence-parts.service.js';
import {
  everyRow,
  factsPart,
  inOrder,
  listPart,
  noting,
  only,
  pageAt,
  textPart,
} from '../parts/lists.js';
import { OutreachParts } from './outreach-parts.service.js';
import type { Part } from '../parts/part.js';
import { ReportParts } from '../parts/report-parts.service.js';

type Recorded = AdvisoryView & { texts: AdvisoryTextView[] };

/** What a dossier of an incident holds. Whatever holds the names or the free words of people has a form without them. */
@Injectable()
export class IncidentContents implements Gatherer {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: IncidentQueries,
    private readonly events: EventQueries,
    private readonly advisories: AdvisoryQueries,
    private readonly exposures: ExposureQueries,
    private readonly exposureFiles: ExposureFiles,
    private readonly holdings: Holdings,
    private readonly inventories: InventoryQueries,
    private readonly statements: StatementQueries,
    private readonly outreach: OutreachParts,
    private readonly rotations: RotationQueries,
    private readonly timeline: TimelineQueries,
    private readonly files: EvidenceParts,
    private readonly reports: ReportParts,
  ) {}

  async gather({ subjectId: id, reportId }: Ordered, drafts: Drafts): Promise<Contents> {
    const incident = await this.incidents.view(id);
    const advisories = await this.advisoriesOf(incident);
    const exposure = await this.exposureOf(id, drafts);
    const subjectIds = new CompactIds();
    const outreach = await this.outreach.of(id, drafts, subjectIds);
    const statements = everyRow((cursor) => this.statements.page(id, pageAt(cursor)));
    const rotations = everyRow(async (cursor) => {
      const page = await this.rotations.page(id, pageAt(cursor));
      return { ...page, items: page.items.map(lasting) };
    });
    const timeline = everyRow((cursor) => this.timeline.page(id, pageAt(cursor)));
    const parts = [
      ...(await this.reports.of(reportId)),
      await drafts.lay(factsPart('incident.json', incident, incidentFacts)),
      await listPart(drafts, 'advisories.json', { rows: advisories, bare: advisoryFacts }),
      ...exposure.parts,
      await listPart(drafts, 'statements.json', {
        rows: noting(subjectIds, statements),
        bare: statementFacts,
      }),
      outreach,
      await listPart(drafts, 'rotations.json', {
        rows: noting(subjectIds, rotations),
        bare: rotationFacts,
      }),
      await listPart(drafts, 'timeline.json', { rows: timeline, bare: entryFacts }),
    ];
    const { part: index, files } = await this.files.listed(drafts, inOrder(exposure.shown));
    subjectIds.push(id);
    for (const one of [incident.eventId, reportId]) if (one) subjectIds.push(one);
    for (const one of advisories) subjectIds.push(one.id);
    for (const one of exposure.shown) subjectIds.push(one);
    return { parts: [...parts, index, ...files], told: { subjectIds } };
  }

  /** The records of the event as they were given, whatever became of it since. */
  private async advisoriesOf({ eventId }: IncidentView): Promise<Recorded[]> {
    if (!eventId) return [];
    const { id } = await this.events.currentOf(eventId);
    const recorded: Recorded[] = [];
    for (const one of (await this.events.view(id)).advisories) {
      const texts = await this.advisories.texts(one.id);
      recorded.push({ ...(await this.advisories.view(one.id)), texts });
    }
    return recorded;
  }

  /** Both files as one derivation has it, and the evidence behind: one that ends meanwhile changes nothing in them. */
  private async exposureOf(
    id: string,
    drafts: Drafts,
  ): Promise<{ parts: Part[]; shown: ReadonlySet<string> }> {
    const at = this.clock.now().toISOString();
    const shown = new Set<string>();
    const standings = everyRow(async (cursor) => {
      const page = await this.exposures.page(id, { at, ...pageAt(cursor) });
      const vendors = page.items.map(({ vendorId }) => vendorId);
      const lists = await this.exposures.listsBehind(id, vendors);
      for (const one of await this.inventories.evidenceOf(lists)) shown.add(one);
      return { ...page, items: await this.withHoldings(page.items) };
    });
    const json = await listPart(drafts, 'exposure.json', { rows: standings });
    const { lines } = await this.exposureFiles.csv(id, { at });
    return { parts: [json, await textPart(drafts, 'exposure.csv', lines)], shown };
  }

  private async withHoldings(lines: readonly StandingLine[]) {
    const held = await this.holdings.of(lines.map(({ vendorId }) => vendorId));
    return lines.map((line) => {
      const its = held.filter(({ vendorId }) => vendorId === line.vendorId);
      return Object.assign(line, { holds: its.map(({ vendorId: _, ...one }) => one) });
    });
  }
}

const incidentFacts = only<IncidentView>(
  ...([
    'id',
    'reference',
    'title',
    'kind',
    'state',
    'isConfirmed',
    'eventId',
    'windowFrom',
  ] as const),
  ...(['windowTo', 'packages', 'openedAt', 'confirmedAt', 'closedAt', 'updatedAt'] as const),
  ...(['counts', 'sentence', 'derivedAt', 'version'] as const),
);

const advisoryFacts = ({ texts, ...advisory }: Recorded): object => ({
  ...only<AdvisoryView>(
    ...(['id', 'eventId', 'osvId', 'kind', 'publishedAt', 'modifiedAt', 'withdrawnAt'] as const),
    ...(['windowFrom', 'windowTo', 'isBroad', 'packages', 'aliases', 'source'] as const),
    ...(['recordedAt', 'contradictions'] as const),
  )(advisory),
  texts: texts.map(only('id', 'rawHash', 'modifiedAt', 'standing', 'source', 'recordedAt')),
});

const statementFacts = only<StatementView>(
  ...(['id', 'vendorId', 'vendor', 'status', 'justification', 'datedOn'] as const),
  ...(['source', 'recordedAt', 'withdrawnAt'] as const),
);

type Rotation = Omit<RotationView, 'isLate'> & Partial<Pick<RotationView, 'isLate'>>;

/** Whether one is late that is still to be renewed changes by itself. When it was due stays, and says it as well. */
function lasting(rotation: RotationView): Rotation {
  if (rotation.state !== 'open') return rotation;
  const { isLate: _, ...rest } = rotation;
  return rest;
}

const rotationFacts = only<Rotation>(
  ...(['id', 'vendorId', 'vendor', 'tier', 'engagementId', 'engagement', 'credentialId'] as const),
  ...([
    'credentialKind',
    'dueAt',
    'state',
    'isLate',
    'isAffected',
    'rotatedOn',
    'settledAt',
  ] as const),
);

const entryFacts = only<EntryView>(
  ...(['id', 'at', 'kind', 'counts', 'sentence', 'derivation', 'byKind'] as const),
);
