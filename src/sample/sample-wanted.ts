import { Injectable } from '@nestjs/common';
import {
  permissionsOf,
  samplePortfolioWanted,
  UserQueries,
  type Caller,
  type UserView,
} from '../identity/index.js';
import { Handles } from '../platform/jobs/index.js';
import { SamplePortfolio } from './sample-portfolio.service.js';

/** Loads the sample portfolio for whoever asked for it; an approver decides in it, where there is one. */
@Injectable()
export class SampleWanted {
  constructor(
    private readonly users: UserQueries,
    private readonly portfolio: SamplePortfolio,
  ) {}

  @Handles(samplePortfolioWanted)
  async onWanted({ userId }: { userId: string }): Promise<void> {
    const analyst = callerFrom(await this.users.view(userId));
    const { items } = await this.users.page({ size: 200 });
    const approver = items.find(({ role, disabled }) => role === 'approver' && !disabled);
    await this.portfolio.load(analyst, approver && callerFrom(approver));
  }
}

function callerFrom({ id, name, role }: UserView): Caller {
  return { kind: 'user', id, userId: id, name, role, may: new Set(permissionsOf(role)) };
}
