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
} from '../../assessments/index.js';
import { AuditQueries } from '../../audits/index.js';
import { FindingRegister, type RegisterRow } from '../../findings/index.js';
import { Breaths } from '../../platform/breaths.js';
import { Conflict } from '../../platform/errors.js';
import { answersParts } from './answers-part.js';
import { AssessedFacts } from './assessed.service.js';
import { cyclonedxPart } from './cyclonedx/cyclonedx-part.js';
import type { Contents, Gatherer, Ordered } from './contents.js';
import { EvidenceParts, indexPart } from './evidence-parts.service.js';
import { findingFacts } from './facts.js';
import { factsPart, only } from './lists.js';
import { namelessAudit, withoutWords } from './nameless.js';
import { oscalPart } from './oscal/oscal-part.js';
import { jsonPart, type Part } from './part.js';
import { ReportParts } from './report-parts.service.js';

@Injectable()
export class AssessmentContents implements Gatherer {
  constructor(
    private readonly assessments: Assessments,
    private readonly snapshots: Snapshots,
    private readonly answers: SubmittedAnswers,
    private readonly scores: Scores,
    private readonly decisions: DecisionQueries,
    private readonly audits: AuditQueries,
    private readonly findings: FindingRegister,
    private readonly files: EvidenceParts,
    private readonly reports: ReportParts,
    private readonly assessed: AssessedFacts,
  ) {}

  async gather({ subjectId, reportId }: Ordered): Promise<Contents> {
    const { parts, subjectIds } = await this.of(subjectId, reportId);
    return { parts, told: { subjectIds } };
  }

  async of(
    assessmentId: string,
    reportId: string | null,
    toData = '',
  ): Promise<{ parts: Part[]; subjectIds: string[] }> {
    const assessment = await this.assessments.byId(assessmentId);
    const breaths = new Breaths();
    const audits = await this.audits.ofVendor(assessment.vendorId);
    await breaths.take();
    const findings = await this.findingsOf(assessment);
    await breaths.take();
    const lines = await this.files.linkedTo([
      ['answer', assessmentId],
      ...audits.map(({ id }) => ['audit', id] as const),
      ...findings.map(({ id }) => ['finding', id] as const),
    ]);
    await breaths.take();
    const { index, files } = await this.files.of(lines);
    await breaths.take();
    const decision = await this.decisions.of(assessmentId);
    const snapshot = await this.snapshotOf(assessment);
    await breaths.take();
    const sections = await this.answers.sections(assessmentId);
    const score = (await this.scores.latest(assessmentId)) ?? null;
    const gathered = { toData, sections, score, findings, audits, evidence: index };
    await breaths.take();
    const assessed = await this.assessed.of(assessment, snapshot, gathered);
    const parts = [
      () => this.reports.of(reportId),
      () => cyclonedxPart(assessed),
      () => oscalPart(assessed),
      () => answersParts(snapshot.questionnaire, sections, assessed.shown),
      () =>
        score
          ? factsPart('score.json', score, (one) => withoutWords(one))
          : jsonPart('score.json', null),
      () => factsPart('findings.json', findings, (rows) => rows.map(findingFacts)),
      () => factsPart('audits.json', audits, (rows) => rows.map(namelessAudit)),
      () =>
        decision
          ? factsPart('decision.json', decision, decisionFacts)
          : jsonPart('decision.json', null),
      () => indexPart(index),
      () => files,
    ];
    return {
      parts: await inTurn(parts),
      subjectIds: [
        assessmentId,
        ...findings.map(({ id }) => id),
        ...audits.map(({ id }) => id),
        ...lines.map(({ id }) => id),
        ...(reportId === null ? [] : [reportId]),
      ],
    };
  }

  private async snapshotOf(assessment: Assessment): Promise<Snapshot> {
    const snapshot = await this.snapshots.latest(assessment);
    if (!snapshot)
      throw new Conflict('There is nothing to export yet: the vendor has not answered.');
    return snapshot;
  }

  /** Of the engagement, and of the vendor as a whole: a decision looks at both. */
  private async findingsOf({ vendorId, engagementId }: Assessment): Promise<RegisterRow[]> {
    const rows = [];
    for await (const row of this.findings.rows({ vendorId, engagementId })) rows.push(row);
    for await (const row of this.findings.rows({ vendorId })) {
      if (row.engagement === null) rows.push(row);
    }
    return rows;
  }
}

/** One after the other; whoever else waits for this process gets their turn in between. */
async function inTurn(
  makers: readonly (() => Part | Part[] | Promise<Part | Part[]>)[],
): Promise<Part[]> {
  const breaths = new Breaths();
  const parts: Part[] = [];
  for (const make of makers) {
    await breaths.take();
    parts.push(...[await make()].flat());
  }
  return parts;
}

const decisionFacts = ({ conditions, ...decision }: DecisionView): object => ({
  ...only<Omit<DecisionView, 'conditions'>>(
    ...(['id', 'outcome', 'band', 'residual', 'floored', 'validUntil', 'decidedAt'] as const),
  )(decision),
  conditions: conditions.map(
    only('number', 'severity', 'dueOn', 'findingId', 'reference', 'state'),
  ),
});
