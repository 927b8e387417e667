import { Injectable } from '@nestjs/common';
import { User } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Invalid } from '../platform/errors.js';
import { Policies } from '../policies/index.js';
import { dayProblem, findingDays, usualDueDay } from './due-dates.js';
import type { Severity } from './finding.entity.js';

/** Whom a finding can be given to, and for which days. */
@Injectable()
export class Limits {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  async mustHaveAccess(ownerId: string): Promise<void> {
    const owner = await this.database.repository(User).findOneBy({ id: ownerId });
    if (!owner || owner.disabledAt) throw new Invalid({ ownerId: 'is nobody with access here' });
  }

  /** `field` is told what is wrong with `day`. */
  async mustBePossible(field: string, day: string): Promise<void> {
    const problem = dayProblem(day, await this.policies.read(findingDays), this.clock.today());
    if (problem !== undefined) throw new Invalid({ [field]: problem });
  }

  async usualDueDay(severity: Severity): Promise<string> {
    return usualDueDay(severity, await this.policies.read(findingDays), this.clock.today());
  }
}
