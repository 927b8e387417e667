import { Injectable } from '@nestjs/common';
import {
  caveatsOf,
  Cycles,
  isFloored,
  type Comparison,
  type CycleReading,
  type StoredScore,
} from '../../assessments/index.js';
import { Audit, Auditor, auditName } from '../../audits/index.js';
import { FindingQueries, type FindingLine } from '../../findings/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { sha256 } from '../../platform/ids.js';
import { dayText } from '../../platform/templates/index.js';
import { bandWords, changeSince, signedFigure } from '../../scoring/index.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import { Imprint, type Made } from '../imprint.service.js';
import { capital } from '../views/words.js';
import { changeCounts, changeLists } from './answers-part.js';
import type { DeltaCycle, DeltaView } from './delta.view.js';
import { domainChanges, floorChanges, frameChanges, questionChanges } from './score-part.js';

interface Span {
  from: string;
  to: string;
}

/** Gathers what changed between two cycles, and what that did to the score. */
@Injectable()
export class DeltaViews {
  constructor(
    private readonly database: Database,
    private readonly cycles: Cycles,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly findings: FindingQueries,
    private readonly imprint: Imprint,
    private readonly clock: Clock,
  ) {}

  /** Since the cycle before. */
  async of(assessmentId: string, made: Made): Promise<DeltaView> {
    const comparison = await this.cycles.sinceLast(assessmentId);
    if (!comparison) {
      throw new Conflict(
        'There is no cycle before this one to compare with, or nothing was submitted yet.',
      );
    }
    return this.ofTwo(comparison, made);
  }

  /** Any two assessments of a vendor. */
  async between(vendorId: string, from: string, to: string, made: Made): Promise<DeltaView> {
    return this.ofTwo(await this.cycles.between(vendorId, from, to), made);
  }

  private async ofTwo(comparison: Comparison, made: Made): Promise<DeltaView> {
    const { before, after, changes } = comparison;
    if (!before.score || !after.score) {
      throw new Conflict('One of the two is not scored yet. Look again in a moment.');
    }
    const [then, now] = [before.score.result, after.score.result];
    const { id, name } = await this.vendors.byId(after.assessment.vendorId);
    const engagement = await this.engagements.byId(after.assessment.engagementId);
    const change = changeSince(then, now);
    const span = {
      from: momentOf(before).toISOString(),
      to: after.decision?.decidedAt.toISOString() ?? this.clock.now().toISOString(),
    };
    const view = {
      title: `What changed: ${name}`,
      today: this.clock.today(),
      report: await this.imprint.of(made),
      vendor: { id, name },
      engagement: { id: engagement.id, name: engagement.name },
      headline: headlineOf(comparison, signedFigure(change.residual)),
      before: cycleOf(before, before.score),
      after: cycleOf(after, after.score),
      caveats: [
        ...caveatsOf(comparison),
        ...(change.sameModel ? [] : ['The two scores were made by different models.']),
      ],
      residual: signedFigure(change.residual),
      frame: frameChanges(then, now),
      floors: floorChanges(then, now),
      domains: domainChanges(then, now),
      questions: questionChanges(then, now),
      lists: changeLists(changes, before, after),
      counts: changeCounts(changes),
      audits: await this.auditChanges(id, span),
      findings: findingChanges(await this.findings.ofVendor(id), span),
    };
    return {
      ...view,
      proof: {
        checkpoint: await this.imprint.checkpoint(),
        viewHash: sha256(JSON.stringify(view)),
      },
    };
  }

  /** Audits recorded or rejected, and auditors put in doubt, in sentences. */
  private async auditChanges(vendorId: string, span: Span): Promise<string[]> {
    const audits = await this.database
      .repository(Audit)
      .find({ where: { vendorId }, order: { id: 'ASC' } });
    const auditors = new Map(
      (await this.database.repository(Auditor).find()).map((auditor) => [auditor.id, auditor]),
    );
    return audits.flatMap((audit) => {
      const auditor = auditors.get(audit.auditorId);
      const words = `${auditName(audit)}${auditor ? ` by ${auditor.name}` : ''}`;
      return [
        ...(within(audit.createdAt, span) ? [`Recorded: ${words}.`] : []),
        ...(within(audit.rejectedAt, span) ? [`Rejected: ${words}.`] : []),
        ...(within(auditor?.doubtedAt ?? null, span)
          ? [`In doubt since: the auditor of ${words}.`]
          : []),
      ];
    });
  }
}

const momentOf = ({ decision, submission }: CycleReading): Date =>
  decision?.decidedAt ?? submission.submittedAt;

const within = (at: Date | null, { from, to }: Span): boolean => {
  const text = at?.toISOString();
  return text !== undefined && text > from && text <= to;
};

function findingChanges(
  findings: readonly FindingLine[],
  { from, to }: Span,
): DeltaView['findings'] {
  const during = (at: string): boolean => at > from && at <= to;
  const shown = ({ reference, title, severity, state }: FindingLine) => ({
    ...{ reference, title },
    severity: capital(severity.replaceAll('_', ' ')),
    state: capital(state.replaceAll('_', ' ')),
  });
  const closed = (state: FindingLine['state']): boolean =>
    state === 'verified' || state === 'risk_accepted';
  return {
    opened: findings.filter(({ raisedAt }) => during(raisedAt)).map(shown),
    closed: findings
      .filter(({ state, updatedAt }) => closed(state) && during(updatedAt))
      .map(shown),
  };
}

function headlineOf({ before, after, changes }: Comparison, residual: string): string {
  const [then, now] = [before.score?.band, after.score?.band];
  const bands = [then, now].map((band) => (band ? bandWords[band].toLowerCase() : 'not scored'));
  const band =
    then === now
      ? `The band stays ${bands[0]} (residual ${residual})`
      : `The band goes from ${bands[0]} to ${bands[1]} (residual ${residual})`;
  const count = (kind: string): number => changes.filter((change) => change.kind === kind).length;
  const [weakened, strengthened] = [count('weakened'), count('strengthened')];
  const answers = (many: number): string => `${many} ${many === 1 ? 'answer' : 'answers'}`;
  return `${band}: ${answers(weakened)} weakened, ${strengthened} strengthened.`;
}

function cycleOf(
  { assessment, questionnaire, submission, decision }: CycleReading,
  { result, residual, band }: StoredScore,
): DeltaCycle {
  const { override, strength, inherent, bandAfterFloors } = result;
  return {
    assessmentId: assessment.id,
    questionnaire: questionnaire.title,
    version: questionnaire.number,
    submittedAt: submission.submittedAt.toISOString(),
    submittedBy: submission.submittedBy,
    decided:
      decision &&
      `${capital(decision.outcome.replaceAll('_', ' '))} by ${decision.decider} on ${dayText(decision.decidedAt.toISOString().slice(0, 10))}`,
    validUntil: decision?.validUntil ?? null,
    band,
    bandWord: bandWords[band],
    modelBandWord: override ? bandWords[bandAfterFloors] : null,
    override:
      override && `set by ${override.by} until ${dayText(override.until)}: ${override.reason}`,
    isFloored: isFloored(result),
    residual,
    inherent: inherent.value,
    control: strength.control,
    says: strength.conformance,
    shows: strength.assurance,
  };
}
