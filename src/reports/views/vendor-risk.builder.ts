import { Injectable } from '@nestjs/common';
import {
  Assessments,
  DecisionQueries,
  Decisions,
  Invitations,
  ReassessmentQueries,
  Scores,
  Snapshots,
  standingReviews,
  type Assessment,
  type DecisionView,
  type Snapshot,
  type StoredScore,
} from '../../assessments/index.js';
import { AuditQueries } from '../../audits/index.js';
import { AcceptanceQueries } from '../../findings/index.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Conflict } from '../../platform/errors.js';
import { sha256 } from '../../platform/ids.js';
import { Engagements, VendorQueries } from '../../vendors/index.js';
import { Imprint, type Made } from '../imprint.service.js';
import { answersPart } from './answers-part.js';
import { auditsPart, declaredAuditsPart } from './audits-part.js';
import { engagementPart } from './inherent-part.js';
import { ledgerPart, totalsPart } from './ledger-part.js';
import { storesPart, toolsPart } from './lists-part.js';
import { decisionPart, findingsBeside, findingsPart } from './decision-part.js';
import { domainsPart, scorePart } from './score-part.js';
import type { AssessmentFacts, VendorRiskView } from './vendor-risk.view.js';
import { capital } from './words.js';

/** Gathers all that the vendor risk report says, as of now. */
@Injectable()
export class VendorRiskViews {
  constructor(
    private readonly assessments: Assessments,
    private readonly snapshots: Snapshots,
    private readonly scores: Scores,
    private readonly decided: DecisionQueries,
    private readonly decisions: Decisions,
    private readonly invitations: Invitations,
    private readonly reassessments: ReassessmentQueries,
    private readonly engagements: Engagements,
    private readonly vendors: VendorQueries,
    private readonly audits: AuditQueries,
    private readonly acceptances: AcceptanceQueries,
    private readonly imprint: Imprint,
    private readonly clock: Clock,
  ) {}

  async of(assessmentId: string, made: Made): Promise<VendorRiskView> {
    const assessment = await this.assessments.byId(assessmentId);
    const snapshot = await this.snapshots.latest(assessment);
    const stored = await this.scores.latest(assessmentId);
    if (!snapshot || !stored) {
      throw new Conflict(
        'There is nothing to report yet: the vendor has not submitted its answers.',
      );
    }
    const decision = await this.decided.of(assessmentId);
    const vendor = await this.vendors.view(assessment.vendorId);
    const title = `Vendor risk report: ${vendor.name}`;
    const view = {
      title,
      today: this.clock.today(),
      report: await this.imprint.of(made),
      vendor: {
        name: vendor.name,
        legalName: null,
        country: null,
        website: vendor.website ?? null,
        status: capital(vendor.status),
        owner: vendor.owner,
      },
      engagement: engagementPart(await this.engagements.byId(assessment.engagementId)),
      assessment: await this.assessmentFacts(assessment, snapshot),
      decision: decisionPart(stored, decision),
      ...(await this.scoreParts(assessment, snapshot, stored)),
      ...(await this.findings(assessment, decision)),
    };
    return { ...view, proof: { ...(await this.proof(stored, snapshot)), viewHash: hashOf(view) } };
  }

  private async assessmentFacts(
    { id, sentAt, engagementId }: Assessment,
    { questionnaire, submission, reviews }: Snapshot,
  ): Promise<AssessmentFacts> {
    const respondents = await this.invitations.current(id);
    const [next, afterwards] = await this.reassessments.ofEngagement(engagementId);
    const lastReview = reviews
      .map(({ reviewedAt }) => reviewedAt.toISOString())
      .sort()
      .at(-1);
    return {
      questionnaire: questionnaire.title,
      version: String(questionnaire.number),
      sentOn: sentAt && dayOf(sentAt),
      submittedAt: submission.submittedAt.toISOString(),
      isLate: submission.daysLate > 0,
      respondents: respondents.map(({ name }) => name),
      reviewers: [...new Set(reviews.map(({ reviewer }) => reviewer))],
      reviewedOn: lastReview?.slice(0, 10) ?? null,
      nextReassessmentOn: next?.dueOn ?? null,
      nextInFullOn: afterwards?.dueOn ?? null,
    };
  }

  private async scoreParts(assessment: Assessment, snapshot: Snapshot, stored: StoredScore) {
    const { result, input, scoredAt } = stored;
    const { definition } = snapshot.questionnaire;
    const { answers } = snapshot.submission;
    const { questions } = input;
    // Scores of before 1.1 looked at none.
    const findings = input.findings ?? [];
    const before = await this.scores.beforeAssessment(assessment.engagementId, assessment.id);
    const reviews = standingReviews(snapshot.reviews, answers);
    const audits = await this.audits.ofVendor(assessment.vendorId);
    return {
      score: scorePart({
        result,
        questions,
        findings,
        moves: this.scores.whatWouldMove(stored),
        at: scoredAt.toISOString(),
        before: before ? { result: before.result, on: dayOf(before.scoredAt) } : null,
      }),
      domains: domainsPart(result, questions),
      tools: toolsPart({ definition, answers }),
      dataStores: storesPart({ definition, answers }),
      audits: auditsPart(audits),
      declaredAudits: declaredAuditsPart({ definition, answers }, audits, this.clock.today()),
      answers: answersPart({ definition, answers, reviews, questions, findings }),
      ledger: ledgerPart(result),
    };
  }

  private async findings(assessment: Assessment, decision: DecisionView | null) {
    const today = await this.decisions.openFindings(assessment);
    const { findings, at } = findingsBeside(decision, today, this.clock.now().toISOString());
    const ids = findings.map(({ id }) => id);
    return findingsPart(decision, findings, await this.acceptances.borneAt(ids, at));
  }

  private async proof({ result }: StoredScore, { questionnaire }: Snapshot) {
    return {
      totals: totalsPart(result),
      modelId: result.model.id,
      modelVersion: result.model.version,
      modelHash: result.model.hash,
      questionnaireHash: questionnaire.sha256,
      checkpoint: await this.imprint.checkpoint(),
    };
  }
}

/** SHA-256 of the view as it is stored, without this hash itself. */
const hashOf = (view: object): string => sha256(JSON.stringify(view));
