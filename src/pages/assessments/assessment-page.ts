import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  mayTake,
  Scores,
  Sheets,
  type AssessmentView,
  type Step,
} from '../../assessments/index.js';
import { FindingQueries } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { Config } from '../../platform/config/index.js';
import { Questionnaires } from '../../questionnaires/index.js';
import { paperFormats, ReportQueries, ReportTemplates } from '../../reports/index.js';
import { assessmentHead } from './assessment-head.js';
import { invitationLines } from './assessment-invitations.js';
import { sectionProgress } from './assessment-progress.js';
import { nextCycle } from './next-cycle.js';
import { findingLine } from '../findings/finding-words.js';
import { DossierSection } from '../dossiers/dossier-section.service.js';
import { reportLine } from '../reports/report-lines.js';
import { decisionShown } from '../review/decision-shown.js';
import { scoreGlance } from '../review/score-shown.js';
import { worded } from '../frame/words.js';
import { SeenBy } from '../frame/seen-by.js';

@Injectable()
export class AssessmentPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly scores: Scores,
    private readonly sheets: Sheets,
    private readonly questionnaires: Questionnaires,
    private readonly reports: ReportQueries,
    private readonly templates: ReportTemplates,
    private readonly config: Config,
    private readonly findings: FindingQueries,
    private readonly dossiers: DossierSection,
    private readonly seenBy: SeenBy,
  ) {}

  async of(me: Caller, id: string): Promise<object> {
    const view = await this.queries.view(id);
    const { definition } = await this.questionnaires.published(view.questionnaireVersionId);
    const score = await this.scores.latest(id);
    const mayWrite = me.may.has('assessments.write');
    const owed = mayTake('answer', view.state);
    return {
      ...assessmentHead(view),
      styles: ['/public/css/review.css', '/public/css/findings.css'],
      facts: factsOf(view),
      ...(view.causeSentence
        ? { cause: { sentence: view.causeSentence, draft: view.state === 'draft' } }
        : {}),
      may: permitted(me, view),
      invitations: invitationLines(view, definition.sections, mayWrite),
      ...(owed && view.progress ? { progress: view.progress } : {}),
      ...(owed ? { sections: sectionProgress(definition, await this.sheets.answersOf(id)) } : {}),
      ...(score ? { score: scoreGlance(score) } : {}),
      ...(me.may.has('findings.read') ? { findings: await this.findingsOf(id) } : {}),
      scoring: view.submission !== undefined && !score,
      ...(view.decision ? { decision: decisionShown(view.decision) } : {}),
      ...(view.state === 'decided' ? { next: await this.nextOf(me, view) } : {}),
      ...(score && me.may.has('reports.read') ? await this.reportsOf(id) : {}),
      ...(score ? await this.dossiers.of(me, 'assessment', id, `/assessments/${id}/dossiers`) : {}),
      ...(view.submission ? await this.seenBy.of(me, id) : {}),
      ...(owed && this.lettersWait(view) ? { outbox: { may: me.may.has('outbox.read') } } : {}),
    };
  }

  private async nextOf(me: Caller, view: AssessmentView): Promise<object | undefined> {
    return nextCycle(me, view, await this.queries.running(view.engagementId));
  }

  private async findingsOf(id: string): Promise<object[]> {
    return (await this.findings.linesOfAssessment(id)).map(findingLine);
  }

  private async reportsOf(id: string): Promise<object> {
    const { items } = await this.reports.page({ subjectId: id, size: 10 });
    return { reports: items.map(reportLine), print: printFields(this.templates.names()) };
  }

  /** Without a mail server, letters wait until somebody here hands them on. */
  private lettersWait({ invitations }: AssessmentView): boolean {
    if (this.config.smtpUrl !== undefined) return false;
    return invitations.some(({ standing, openedAt }) => standing === 'open' && !openedAt);
  }
}

/** What can be chosen before printing; the template only where a team has added its own. */
function printFields(templates: readonly string[]): object {
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const format = { name: 'format', label: 'Paper', type: 'select', options: options(paperFormats) };
  if (templates.length < 2) return { format };
  const usualFirst = [...templates].sort(
    (a, b) => Number(b === 'vendor-risk') - Number(a === 'vendor-risk'),
  );
  const choices = usualFirst.map((value) => ({ value, label: worded(value.replaceAll('-', ' ')) }));
  return {
    format,
    template: { name: 'template', label: 'Report', type: 'select', options: choices },
  };
}

function permitted(me: Caller, { state, submission, score }: AssessmentView): object {
  const write = (step: Step) => me.may.has('assessments.write') && mayTake(step, state);
  return {
    send: write('send'),
    invite: write('invite'),
    extend: write('extend'),
    revoke: write('revoke'),
    requestChanges: write('requestChanges'),
    review: write('review'),
    read: submission !== undefined,
    override: me.may.has('assessments.decide') && mayTake('override', state) && score !== undefined,
    decide: me.may.has('assessments.decide') && mayTake('decide', state) && score !== undefined,
  };
}

function factsOf(view: AssessmentView): object {
  const { vendorId, engagementId, engagement, tier, questionnaireVersionId, contact, owner } = view;
  const { dueOn, overdue, message, createdAt, sentAt, submission, revokedAt, revokedReason } = view;
  return {
    engagement: { name: engagement, href: `/engagements/${engagementId}` },
    vendorHref: `/vendors/${vendorId}`,
    questionnaireHref: `/questionnaires/versions/${questionnaireVersionId}`,
    tier,
    contact,
    owner,
    dueOn,
    overdue,
    owed: mayTake('answer', view.state) || view.state === 'draft',
    message,
    createdAt,
    sentAt,
    submission,
    ...(view.followsId ? { follows: followsOf(view) } : {}),
    revokedAt,
    revokedReason,
  };
}

/** The cycle before, and what changed since, once there is something to compare. */
function followsOf({ id, followsId, submission }: AssessmentView): object {
  return {
    href: `/assessments/${followsId}`,
    ...(submission ? { delta: `/assessments/${id}/delta` } : {}),
  };
}
