import { Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import { Assessment, Assessments, type Cause } from '../../assessments/index.js';
import { system } from '../../platform/actor.js';
import { addDays, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Policies } from '../../policies/index.js';
import { aiVendor, aiVendorShort, Questionnaires } from '../../questionnaires/index.js';
import { dueDatesMoved, Engagement, Vendor, type VendorStatus } from '../../vendors/index.js';
import { ruleOf, triggerPolicy, type TriggerCode } from './rules.js';
import { TriggerFiring, type FiringOutcome } from './trigger-firing.entity.js';

/** Something that sets a rule off for an engagement. */
export interface Occasion {
  rule: TriggerCode;
  engagementId: string;
  causeKind: string;
  causeId: string;
  causePart: string;
  /** Why, as a clause: ends "Drafted because …". */
  sentence: string;
}

interface Drafted {
  outcome: FiringOutcome;
  assessmentId: string | null;
}

const open = In(['draft', 'sent', 'in_progress', 'changes_requested']);

/** Of these nobody wants to know how they do from now on. */
const left: readonly VendorStatus[] = ['offboarding', 'offboarded', 'rejected'];

/** Drafts a reassessment when a rule is set off, once a cause and never a second beside one that is open. */
@Injectable()
export class Triggers {
  private readonly log = new Logger('triggers');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly assessments: Assessments,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** All of them, each by itself: what one cannot have does not keep the others from theirs. */
  async fireAll(occasions: readonly Occasion[]): Promise<void> {
    const failures: unknown[] = [];
    for (const occasion of occasions) {
      await this.fire(occasion).catch((error: unknown) => {
        this.log.error(error);
        failures.push(error);
      });
    }
    if (failures.length > 0) throw failures[0] as Error;
  }

  async fire(occasion: Occasion): Promise<void> {
    const { rule, engagementId, causeKind, causeId, causePart, sentence } = occasion;
    await this.database.transaction(async () => {
      await this.database.hold('engagement', engagementId);
      const firings = this.database.repository(TriggerFiring);
      if (await firings.existsBy({ rule, engagementId, causeId, causePart })) return;
      const engagement = await this.database.repository(Engagement).findOneBy({ id: engagementId });
      if (!engagement) return;
      const { vendorId } = engagement;
      const vendor = await this.database.repository(Vendor).findOneByOrFail({ id: vendorId });
      if (left.includes(vendor.status)) return;
      const figures = await this.policies.read(triggerPolicy);
      const dueOn = addDays(this.clock.today(), figures[rule]);
      const drafted = await this.draft(vendor, engagement, dueOn, occasion);
      const cause = { rule, causeKind, causeId, causePart, sentence };
      const firedAt = this.clock.now();
      await firings.insert({
        id: newId(),
        vendorId,
        engagementId,
        ...cause,
        dueOn,
        ...drafted,
        firedAt,
      });
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
    });
  }

  private async draft(
    vendor: Vendor,
    { id: engagementId, tier }: Engagement,
    dueOn: string,
    { rule, causeKind, causeId, causePart, sentence }: Occasion,
  ): Promise<Drafted> {
    const assessments = this.database.repository(Assessment);
    const running = await assessments.findOneBy({ engagementId, state: open });
    if (running) return { outcome: 'open_already', assessmentId: running.id };
    const [last] = await assessments.find({
      where: { engagementId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    if (!last) return { outcome: 'owed', assessmentId: null };
    const short = ruleOf(rule).asks === 'short' || tier === 4;
    const questionnaireVersionId = await this.versionFor(last.questionnaireVersionId, short);
    if (questionnaireVersionId === undefined) return { outcome: 'owed', assessmentId: null };
    const facts = {
      vendorId: vendor.id,
      engagementId,
      questionnaireVersionId,
      contactId: last.contactId,
      dueOn,
    };
    const cause: Cause = { cause: rule, causeKind, causeId, causePart, causeSentence: sentence };
    const { id } = await this.assessments.draft(system, vendor.ownerId, facts, cause);
    if (!vendor.sendsReassessments) return { outcome: 'drafted', assessmentId: id };
    await this.assessments.send(system, id);
    return { outcome: 'sent', assessmentId: id };
  }

  /** The newest version of what was asked the last time, where that was our own; else the built-in one. */
  private async versionFor(lastVersionId: string, short: boolean): Promise<string | undefined> {
    const [last] = await this.database.sql<{ key: string }[]>`
      SELECT q.key FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id
      WHERE v.id = ${lastVersionId}`;
    const builtIn = last?.key === aiVendor.key || last?.key === aiVendorShort.key;
    const wanted = short ? aiVendorShort.key : aiVendor.key;
    const key = builtIn ? wanted : (last?.key ?? wanted);
    try {
      return (await this.questionnaires.latestPublished(key)).id;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}
