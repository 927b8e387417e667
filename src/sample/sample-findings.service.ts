import { Injectable } from '@nestjs/common';
import {
  AcceptanceQueries,
  Acceptances,
  FindingQueries,
  Findings,
  type FindingLine,
} from '../findings/index.js';
import { addDays, Clock } from '../platform/clock.js';
import { daysAgo } from './moments.js';
import type { SampleFinding, Story } from './story.js';
import type { Cast } from './storyteller.service.js';

const minutesAFinding = 15;

/** Findings of a story that no rule raises, each as far as it got; those that are there stay. */
@Injectable()
export class SampleFindings {
  constructor(
    private readonly clock: Clock,
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
    private readonly acceptances: Acceptances,
    private readonly asked: AcceptanceQueries,
  ) {}

  async tell(
    vendorId: string,
    { daysAgo: days, raised }: NonNullable<Story['findings']>,
    today: string,
    cast: Cast,
  ): Promise<void> {
    for (const [at, finding] of raised.entries()) {
      const line = await this.lineOf(vendorId, finding.facts.title);
      const on = (later: number) => daysAgo(today, days - later, 300 + at * minutesAFinding);
      const id =
        line?.id ?? (await this.clock.at(on(0), () => this.raise(vendorId, finding, cast)));
      if (!line || line.state === 'open') await this.moveOn(id, finding, on, today, cast);
    }
  }

  private async raise(vendorId: string, finding: SampleFinding, cast: Cast): Promise<string> {
    const facts = { ...finding.facts, vendorId, originKind: 'by_hand' as const };
    return (await this.findings.raise(cast.analyst, facts)).id;
  }

  private async moveOn(
    id: string,
    { plan, resolution, verification, borne }: SampleFinding,
    on: (later: number) => Date,
    today: string,
    cast: Cast,
  ): Promise<void> {
    const { analyst } = cast;
    if (plan) {
      const facts = { plan: plan.plan, plannedFor: addDays(today, plan.inDays) };
      await this.clock.at(on(1), () => this.findings.plan(analyst, id, undefined, facts));
    }
    if (resolution) {
      await this.clock.at(on(2), () =>
        this.findings.resolve(analyst, id, undefined, { resolution }),
      );
    }
    if (verification) {
      const facts = { verification };
      await this.clock.at(on(3), () => this.findings.verify(analyst, id, undefined, facts));
    }
    if (borne) await this.bear(id, borne, on, today, cast);
  }

  private async bear(
    id: string,
    { reason, inDays, approved }: NonNullable<SampleFinding['borne']>,
    on: (later: number) => Date,
    today: string,
    { analyst, approver }: Cast,
  ): Promise<void> {
    if ((await this.asked.ofFinding(id)).length > 0) return;
    const facts = { reason, until: addDays(today, inDays) };
    const asked = await this.clock.at(on(2), () => this.acceptances.request(analyst, id, facts));
    // Nobody approves what they asked for: where one person plays both parts, it waits.
    if (!approved || approver.userId === analyst.userId) return;
    await this.clock.at(on(3), () => this.acceptances.approve(approver, asked.id));
  }

  private async lineOf(vendorId: string, title: string): Promise<FindingLine | undefined> {
    return (await this.queries.ofVendor(vendorId)).find((line) => line.title === title);
  }
}
