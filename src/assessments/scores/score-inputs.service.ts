import { Injectable } from '@nestjs/common';
import {
  model,
  noConditions,
  scoreAssessment,
  type InherentRisk,
  type Score,
} from '../../scoring/index.js';
import { FindingQueries } from '../../findings/index.js';
import { Engagements } from '../../vendors/index.js';
import type { Assessment } from '../assessment.entity.js';
import type { Supposition } from '../grounds/grounds.queries.js';
import { OverrideQueries } from '../overrides/overrides.queries.js';
import { UpstreamConditions } from '../upstream/upstream-conditions.service.js';
import { findingsForScore } from './findings-for-score.js';
import { saysTheSame } from './same-input.js';
import type { StoredInput, StoredScore } from './score.entity.js';
import { Snapshots, type Snapshot } from '../reviewing/snapshots.service.js';

/** What the model would be given now. */
@Injectable()
export class ScoreInputs {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly engagements: Engagements,
    private readonly findings: FindingQueries,
    private readonly overrides: OverrideQueries,
    private readonly upstream: UpstreamConditions,
  ) {}

  async of(
    { id, vendorId, engagementId }: Pick<Assessment, 'id' | 'vendorId' | 'engagementId'>,
    { questions, expiredKeyEvidence, submission, reviews }: Snapshot,
  ): Promise<StoredInput> {
    const { inherent } = await this.engagements.byId(engagementId);
    const upstream = await this.upstream.forScore(vendorId);
    const conditions = { ...noConditions, ...upstream, expiredKeyEvidence };
    const said = { answers: submission.answers, reviews };
    const findings = findingsForScore(await this.findings.ofAssessment(id), said);
    const override = await this.overrides.forScore(id, submission.id);
    return { inherent: basisOf(inherent), questions, conditions, findings, override };
  }

  /**
   * What scoring again would give today, or were it as one supposes; nothing is stored. `differs`: it would be
   * another score than the last one.
   */
  async toBe(
    assessment: Assessment,
    last: StoredScore,
    supposed?: Supposition,
  ): Promise<{ input: StoredInput; result: Score; differs: boolean }> {
    const snapshot = await this.snapshots.latest(assessment, supposed);
    if (!snapshot) throw new Error('A scored assessment was submitted.');
    const input = await this.of(assessment, snapshot);
    const differs = !standsOn(last, snapshot.submission.id, input);
    const result = differs ? scoreAssessment({ ...input, previous: null }) : last.result;
    return { input, result, differs };
  }
}

/** True if a score was made by this model on this input, so that scoring again would only repeat it. */
export const standsOn = (score: StoredScore, submissionId: string, input: StoredInput): boolean =>
  score.modelHash === model.hash &&
  score.submissionId === submissionId &&
  saysTheSame(score.input, input);

/** The part of the inherent risk that the model takes. */
function basisOf({
  data,
  access,
  criticality,
  autonomy,
  impact,
  likelihood,
  level,
  value,
  tier,
}: InherentRisk): StoredInput['inherent'] {
  return { data, access, criticality, autonomy, impact, likelihood, level, value, tier };
}
