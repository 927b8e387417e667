import { Injectable } from '@nestjs/common';
import {
  Assessments,
  DecisionQueries,
  Scores,
  Snapshots,
  SubmittedAnswers,
  type Assessment,
  type DecisionView,
  type Snapshot,
} from '../../../assessments/index.js';
import { FindingRegister, type RegisterRow } from '../../../findings/index.js';
import { Breaths } from '../../../platform/breaths.js';
import { Conflict } from '../../../platform/errors.js';
import { answersParts } from './answers-part.js';
import type { Assessed } from './assessed.js';
import { AssessedFacts } from './assessed.service.js';
import { cyclonedxPart } from './cyclonedx/cyclonedx-part.js';
import type { Contents, Gatherer, Ordered } from '../contents.js';
import type { Drafts } from '../parts/drafts.js';
import { EvidenceFiles } from '../parts/evidence-files.js';
import { EvidenceParts, indexPart, type ReadEvidence } from '../parts/evidence-parts.service.js';
import { findingFacts } from '../parts/facts.js';
import { factsPart, only } from '../parts/lists.js';
import { namelessAudit, withoutWords } from '../parts/nameless.js';
import { oscalPart } from './oscal/oscal-part.js';
import { jsonPart, type Made, type Part } from '../parts/part.js';
import { ReportParts } from '../parts/report-parts.service.js';
import { VendorWideFacts, type VendorWide } from './vendor-wide.service.js';

/** What is told beside an assessment in the same dossier. */
export interface Beside {
  wide: VendorWide;
  files: EvidenceFiles;
  /** As in `Assessed`. */
  toData: string;
}

@Injectable()
export class AssessmentContents implements Gatherer {
  constructor(
    private readonly assessments: Assessments,
    private readonly snapshots: Snapshots,
    private readonly answers: SubmittedAnswers,
    private readonly scores: Scores,
    private readonly decisions: DecisionQueries,
    private readonly findings: FindingRegister,
    private readonly evidence: EvidenceParts,
    private readonly reports: ReportParts,
    private readonly assessed: AssessedFacts,
    private readonly wide: VendorWideFacts,
  ) {}

  async gather({ subjectId, reportId }: Ordered, drafts: Drafts): Promise<Contents> {
    const { vendorId } = await this.assessments.byId(subjectId);
    const files = new EvidenceFiles();
    const beside = { wide: await this.wide.of(vendorId), files, toData: '' };
    const { parts, subjectIds } = await this.of(subjectId, reportId, drafts, beside);
    return { parts: [...parts, ...files.all], told: { subjectIds } };
  }

  /** Its own parts, each laid as soon as it is made; the files of evidence lie beside them. */
  async of(
    assessmentId: string,
    reportId: string | null,
    drafts: Drafts,
    { wide, files, toData }: Beside,
  ): Promise<{ parts: Part[]; subjectIds: string[] }> {
    const assessment = await this.assessments.byId(assessmentId);
    const breaths = new Breaths();
    const own = await this.findingsOf(assessment);
    await breaths.take();
    const evidence = await this.evidenceOf(assessmentId, own, wide);
    const index = this.evidence.indexed(evidence, files);
    await breaths.take();
    const decision = await this.decisions.of(assessmentId);
    const snapshot = await this.snapshotOf(assessment);
    await breaths.take();
    const score = (await this.scores.latest(assessmentId, 'passing')) ?? null;
    const sections = await this.answers.sectionsOf(snapshot, score ?? undefined);
    await breaths.take();
    const { audits } = wide;
    const findings = [...own, ...wide.findings];
    const gathered = { toData, sections, score, findings, audits, evidence: index };
    const assessed = await this.assessed.of(assessment, snapshot, gathered);
    const parts: Part[] = [];
    for await (const made of this.made(assessed, decision, reportId)) {
      parts.push(await drafts.lay(made));
      await breaths.take();
    }
    return {
      parts,
      subjectIds: [
        assessmentId,
        ...[findings, audits, index].flatMap((rows) => rows.map(({ id }) => id)),
        ...(reportId === null ? [] : [reportId]),
      ],
    };
  }

  /** One after the other, as they are asked for. */
  private async *made(
    assessed: Assessed,
    decision: DecisionView | null,
    reportId: string | null,
  ): AsyncGenerator<Made> {
    const { snapshot, sections, score, findings, audits, evidence, shown } = assessed;
    yield* await this.reports.of(reportId);
    yield cyclonedxPart(assessed);
    yield oscalPart(assessed);
    yield* answersParts(snapshot.questionnaire, sections, shown);
    yield score
      ? factsPart('score.json', score, (one) => withoutWords(one))
      : jsonPart('score.json', null);
    yield factsPart('findings.json', findings, (rows) => rows.map(findingFacts));
    yield factsPart('audits.json', audits, (rows) => rows.map(namelessAudit));
    yield decision
      ? factsPart('decision.json', decision, decisionFacts)
      : jsonPart('decision.json', null);
    yield indexPart(evidence);
  }

  private async snapshotOf(assessment: Assessment): Promise<Snapshot> {
    const snapshot = await this.snapshots.latest(assessment, undefined, 'passing');
    if (!snapshot)
      throw new Conflict('There is nothing to export yet: the vendor has not answered.');
    return snapshot;
  }

  private async findingsOf({ vendorId, engagementId }: Assessment): Promise<RegisterRow[]> {
    const rows = [];
    for await (const row of this.findings.rows({ vendorId, engagementId })) rows.push(row);
    return rows;
  }

  private async evidenceOf(
    assessmentId: string,
    findings: readonly RegisterRow[],
    { evidence: known }: VendorWide,
  ): Promise<ReadEvidence[]> {
    const lines = await this.evidence.linkedTo({
      answer: [assessmentId],
      finding: findings.map(({ id }) => id),
    });
    const isKnown = new Set(known.map(({ line }) => line.id));
    const own = await this.evidence.read(lines.filter(({ id }) => !isKnown.has(id)));
    return [...own, ...known];
  }
}

const decisionFacts = ({ conditions, ...decision }: DecisionView): object => ({
  ...only<Omit<DecisionView, 'conditions'>>(
    ...(['id', 'outcome', 'band', 'residual', 'floored', 'validUntil', 'decidedAt'] as const),
  )(decision),
  conditions: conditions.map(
    only('number', 'severity', 'dueOn', 'findingId', 'reference', 'state'),
  ),
});
