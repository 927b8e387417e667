import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  Standings,
  type AssessmentLine,
  type AssessmentQuery,
} from '../../assessments/index.js';
import { AcceptanceQueries, FindingRegister } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { ObligationQueries } from '../../obligations/index.js';
import { OffboardingAsking } from '../../offboarding/index.js';
import { addDays, Clock } from '../../platform/clock.js';

const most = 7;
const daysAhead = 60;

interface Wait {
  href: string;
  what: string;
  /** `YYYY-MM-DD`: when it was to be done, or since when it waits. */
  due: string;
  late?: boolean;
}

/** What waits for one person: a verb and a date each, the oldest first. */
@Injectable()
export class Waits {
  constructor(
    private readonly assessments: AssessmentQueries,
    private readonly standings: Standings,
    private readonly obligations: ObligationQueries,
    private readonly findings: FindingRegister,
    private readonly acceptances: AcceptanceQueries,
    private readonly asking: OffboardingAsking,
    private readonly clock: Clock,
  ) {}

  async of(me: Caller): Promise<Wait[]> {
    const writes = me.may.has('assessments.write');
    const decides = me.may.has('assessments.decide');
    const own = { ownerId: me.userId };
    const found = await Promise.all([
      writes ? this.lines({ ...own, overdue: true }, chase) : [],
      writes ? this.lines({ ...own, state: 'submitted' }, review) : [],
      writes ? this.lines({ ...own, state: 'draft', byRule: true }, dispatch) : [],
      decides ? this.lines({ state: 'in_review' }, decide) : [],
      me.may.has('obligations.read') ? this.due(me.userId, decides) : [],
      decides ? this.reassess() : [],
      me.may.has('findings.accept') ? this.approve(me.userId) : [],
      me.may.has('findings.write') ? this.remedy(me.userId) : [],
      me.may.has('vendors.write') ? this.confirmed(me.userId) : [],
    ]);
    return found
      .flat()
      .sort((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)))
      .slice(0, most);
  }

  private async lines(
    query: AssessmentQuery,
    wait: (line: AssessmentLine) => Wait,
  ): Promise<Wait[]> {
    const { items } = await this.assessments.page({ ...query, size: most });
    return items.map(wait);
  }

  /** What is due here soon; what vendors owe waits for them until it is late, and then is chased above. */
  private async due(ownerId: string, decides: boolean): Promise<Wait[]> {
    const to = addDays(this.clock.today(), daysAhead);
    const lines = await this.obligations.some({ ownerId, to }, 4 * most);
    return lines
      .filter(({ kind, overdue }) => !(kind === 'finding' && overdue))
      .filter(({ kind }) => kind !== 'outreach' && !(decides && kind === 'decision_validity'))
      .map(({ path, title, vendor, dueOn, overdue }) => ({
        href: path,
        what: `${title} (${vendor})`,
        due: dueOn,
        late: overdue,
      }));
  }

  /** Risks that somebody else asked for to be accepted. */
  private async approve(userId: string): Promise<Wait[]> {
    const { found, since } = await this.acceptances.waitingFor(userId);
    if (since === undefined) return [];
    const what = `Approve or refuse ${found === 1 ? 'a risk acceptance' : `${found} risk acceptances`}`;
    return [{ href: '/acceptances?state=requested', what, due: since }];
  }

  /** One's own findings beyond their day. */
  private async remedy(ownerId: string): Promise<Wait[]> {
    const { overdue, overdueSince } = await this.findings.tally({ ownerId });
    if (overdueSince === undefined) return [];
    const what =
      overdue === 1 ? 'See to a finding that is overdue' : `See to ${overdue} overdue findings`;
    return [
      { href: `/findings?ownerId=${ownerId}&overdue=true`, what, due: overdueSince, late: true },
    ];
  }

  /** What vendors that one sees out confirmed of our data. */
  private async confirmed(ownerId: string): Promise<Wait[]> {
    const waiting = await this.asking.waiting(ownerId);
    return waiting.map(({ id, vendor, since }) => ({
      href: `/offboardings/${id}`,
      what: `Look at what ${vendor} confirmed of our data`,
      due: since.slice(0, 10),
    }));
  }

  /** Whoever decides is told of everybody's approvals that end. */
  private async reassess(): Promise<Wait[]> {
    const today = this.clock.today();
    const ending = await this.standings.runningOut(addDays(today, daysAhead), most, null);
    return ending.map(({ vendorId, vendor, engagement, validUntil }) => ({
      href: `/vendors/${vendorId}`,
      what: `Reassess ${vendor} (${engagement}): its approval ${validUntil < today ? 'ended' : 'ends'}`,
      due: validUntil,
      late: validUntil < today,
    }));
  }
}

const chase = ({ id, vendor, dueOn }: AssessmentLine): Wait => ({
  href: `/assessments/${id}`,
  what: `Chase ${vendor} for the answers`,
  due: dueOn,
  late: true,
});

const review = ({ id, vendor, submittedAt, dueOn }: AssessmentLine): Wait => ({
  href: `/assessments/${id}/review`,
  what: `Review the answers of ${vendor}`,
  due: submittedAt?.slice(0, 10) ?? dueOn,
});

const dispatch = ({ id, vendor, dueOn, causeSentence }: AssessmentLine): Wait => ({
  href: `/assessments/${id}`,
  what: `Send or discard the reassessment of ${vendor}: ${causeSentence ?? 'a rule drafted it'}`,
  due: dueOn,
});

const decide = ({ id, vendor, submittedAt, dueOn }: AssessmentLine): Wait => ({
  href: `/assessments/${id}/decision`,
  what: `Decide on ${vendor}`,
  due: submittedAt?.slice(0, 10) ?? dueOn,
});
