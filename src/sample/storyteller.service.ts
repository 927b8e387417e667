import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  Assessments,
  Decisions,
  mayTake,
  Reviews,
  Snapshots,
} from '../assessments/index.js';
import { AuditQueries } from '../audits/index.js';
import type { Caller } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import { addDays, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Questionnaires } from '../questionnaires/index.js';
import { Contacts, Engagements, Vendors } from '../vendors/index.js';
import { daysAgo } from './moments.js';
import { SampleAudits } from './sample-audits.service.js';
import { SampleFindings } from './sample-findings.service.js';
import { SampleHoldings } from './sample-holdings.service.js';
import { SampleLeaving } from './sample-leaving.service.js';
import { SampleRespondent } from './sample-respondent.service.js';
import type { Story } from './story.js';

/** Who plays the parts on our side. */
export interface Cast {
  /** Also owns what is made. */
  analyst: Caller;
  approver: Caller;
}

type Asked = Story & Required<Pick<Story, 'questionnaire'>>;

const minutesAReview = 6;

/**
 * Tells a story at its own times, through the services that everybody uses. Each step looks first whether it
 * was done, so that a story that was broken off is told to its end.
 */
@Injectable()
export class Storyteller {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly contacts: Contacts,
    private readonly questionnaires: Questionnaires,
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
    private readonly snapshots: Snapshots,
    private readonly reviews: Reviews,
    private readonly decisions: Decisions,
    private readonly respondent: SampleRespondent,
    private readonly audits: SampleAudits,
    private readonly recorded: AuditQueries,
    private readonly findings: SampleFindings,
    private readonly holdings: SampleHoldings,
    private readonly leaving: SampleLeaving,
  ) {}

  /** The vendor with its engagement and contact, or nothing. */
  async open(story: Story, today: string, { analyst }: Cast): Promise<{ id: string }> {
    const work = () =>
      this.database.transaction(async () => {
        const vendor = await this.vendors.create(analyst, analyst.userId, story.vendor);
        await this.engagements.add(analyst, vendor.id, story.engagement);
        if (story.contact) await this.contacts.add(analyst, vendor.id, story.contact);
        const subject = { kind: 'vendor', id: vendor.id };
        this.journal.record(analyst, 'sample.begun', subject, null, { story: story.key });
        return vendor;
      });
    return this.clock.at(daysAgo(today, story.addedDaysAgo, 0), work);
  }

  async tell(story: Story, vendorId: string, today: string, cast: Cast): Promise<void> {
    await this.holdings.tell(story, vendorId, today, cast);
    const { questionnaire } = story;
    if (questionnaire) await this.assessed({ ...story, questionnaire }, vendorId, today, cast);
    if (story.leaving) await this.leaving.tell(story.leaving, vendorId, today, cast);
  }

  private async assessed(story: Asked, vendorId: string, today: string, cast: Cast): Promise<void> {
    const id = await this.sent(story, vendorId, today, cast);
    const { answered, audits, reviewed, doubted, findings, decided } = story;
    const at = async (step: Parameters<typeof mayTake>[0]): Promise<boolean> =>
      mayTake(step, (await this.assessments.byId(id)).state);
    if (answered && (await at('answer'))) await this.respondent.answer(id, answered, today);
    if (audits) await this.audits.record(cast.analyst, vendorId, audits, today);
    if (reviewed && (await at('review'))) await this.review(id, reviewed, today, cast);
    if (doubted) await this.audits.doubt(cast.analyst, vendorId, doubted, today);
    if (findings) await this.findings.tell(vendorId, findings, today, cast);
    if (decided && (await at('decide'))) await this.decide(id, decided, today, cast);
  }

  private async sent(
    { questionnaire }: Asked,
    vendorId: string,
    today: string,
    { analyst }: Cast,
  ): Promise<string> {
    const [known] = (await this.queries.page({ vendorId })).items;
    if (known) return known.id;
    const [engagement] = await this.engagements.ofVendor(vendorId);
    const [contact] = await this.contacts.ofVendor(vendorId);
    if (!engagement || !contact) throw new Error('The vendor lost its engagement or its contact.');
    const { key, sentDaysAgo, dueDaysAgo, message } = questionnaire;
    const version = await this.questionnaires.latestPublished(key);
    const facts = {
      vendorId,
      engagementId: engagement.id,
      contactId: contact.id,
      questionnaireVersionId: version.id,
      dueOn: addDays(today, -dueDaysAgo),
      ...(message ? { message } : {}),
    };
    const work = () =>
      this.database.transaction(async () => {
        const { id } = await this.assessments.draft(analyst, analyst.userId, facts);
        await this.assessments.send(analyst, id);
        return id;
      });
    return this.clock.at(daysAgo(today, sentDaysAgo, 30), work);
  }

  private async review(
    id: string,
    { daysAgo: days, reviews }: NonNullable<Story['reviewed']>,
    today: string,
    { analyst }: Cast,
  ): Promise<void> {
    const assessment = await this.assessments.byId(id);
    const snapshot = await this.snapshots.latest(assessment);
    const recorded = await this.recorded.ofVendor(assessment.vendorId);
    if (!snapshot) return;
    const submissionId = snapshot.submission.id;
    const done = new Set(snapshot.reviews.map(({ questionKey }) => questionKey));
    let minutes = 0;
    for (const [key, { restsOn, ...judged }] of Object.entries(reviews)) {
      minutes += minutesAReview;
      if (done.has(key)) continue;
      const audit = recorded.find(({ kind }) => kind === restsOn);
      const facts = { ...judged, submissionId, ...(audit ? { auditId: audit.id } : {}) };
      const work = () => this.reviews.review(analyst, id, key, facts);
      await this.clock.at(daysAgo(today, days, minutes), work);
    }
  }

  private async decide(
    id: string,
    { daysAgo: days, ...facts }: NonNullable<Story['decided']>,
    today: string,
    { approver }: Cast,
  ): Promise<void> {
    const work = () => this.decisions.decide(approver, id, facts);
    await this.clock.at(daysAgo(today, days, 90), work);
  }
}
