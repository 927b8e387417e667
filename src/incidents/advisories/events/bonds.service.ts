import { Injectable } from '@nestjs/common';
import { Journal } from '../../../journal/index.js';
import type { Actor } from '../../../platform/actor.js';
import { Clock } from '../../../platform/clock.js';
import { changeVersioned, Database } from '../../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../../platform/errors.js';
import { newId } from '../../../platform/ids.js';
import { Advisory } from '../advisory.entity.js';
import { AdvisoryBond, type BondState } from './event.entity.js';
import { Grouping } from './grouping.service.js';

export interface Decided {
  state: Exclude<BondState, 'suggested'>;
  reason?: string | undefined;
}

/** What people say of two advisories: that they tell of one event, or do not. */
@Injectable()
export class Bonds {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly grouping: Grouping,
  ) {}

  /** Says that two advisories tell of one event. */
  async join(
    actor: Actor,
    oneOf: string,
    otherOf: string,
    reason: string,
  ): Promise<{ id: string }> {
    if (oneOf === otherOf) throw new Invalid({ otherId: 'is the same advisory' });
    return this.database.transaction(async () => {
      await this.grouping.turn();
      const [one, other] = await Promise.all([this.advisory(oneOf), this.advisory(otherOf)]);
      const [oneId = '', otherId = ''] = [one.id, other.id].sort();
      const bonds = this.database.repository(AdvisoryBond);
      const before = await bonds.findOneBy({ oneId, otherId });
      if (before?.state === 'holds')
        throw new Conflict('These two advisories are one event already.');
      if (before) {
        await this.write(actor, before, { state: 'holds', reason });
        return { id: before.id };
      }
      const bond = {
        id: newId(),
        oneId,
        otherId,
        rule: 'by_hand' as const,
        why: 'A person said that they tell of one event.',
        state: 'holds' as const,
        ...this.decidedNow(actor, reason),
        createdAt: this.clock.now(),
        version: 1,
      };
      await bonds.insert(bond);
      this.note(actor, 'advisories.joined', bond.id, null, {
        one: one.osvId,
        other: other.osvId,
        reason,
      });
      await this.grouping.regroup([one.eventId, other.eventId]);
      return { id: bond.id };
    });
  }

  /** Accepts or refuses what was suggested; undoes what holds, or takes that back. */
  async decide(actor: Actor, id: string, version: number, decided: Decided): Promise<void> {
    await this.database.transaction(async () => {
      await this.grouping.turn();
      const before = await this.database.repository(AdvisoryBond).findOneBy({ id });
      if (!before) throw new NotFound('bond of two advisories');
      if (before.version !== version) throw new Stale('bond of two advisories');
      if (before.state === decided.state) throw new Conflict('That is what was decided already.');
      if (decided.state === 'refused' && before.state !== 'suggested') {
        throw new Conflict('Only a suggestion can be refused; what holds can be undone.');
      }
      if (decided.state === 'undone' && before.state !== 'holds') {
        throw new Conflict('Only what holds can be undone.');
      }
      await this.write(actor, before, decided);
    });
  }

  private async write(
    actor: Actor,
    before: AdvisoryBond,
    { state, reason }: Decided,
  ): Promise<void> {
    const one = await this.advisory(before.oneId);
    const other = await this.advisory(before.otherId);
    await changeVersioned(
      this.database.repository(AdvisoryBond),
      'bond of two advisories',
      before,
      {
        state,
        ...this.decidedNow(actor, reason),
      },
    );
    const names = { one: one.osvId, other: other.osvId };
    const action = state === 'holds' ? 'advisories.joined' : `advisories.${state}`;
    this.note(
      actor,
      action,
      before.id,
      { ...names, state: before.state },
      { ...names, state, reason },
    );
    await this.grouping.regroup([one.eventId, other.eventId]);
  }

  private decidedNow(actor: Actor, reason: string | undefined) {
    return { decidedBy: actor.name, decidedAt: this.clock.now(), reason: reason ?? null };
  }

  private note(
    actor: Actor,
    action: string,
    id: string,
    before: object | null,
    after: object,
  ): void {
    this.journal.record(actor, action, { kind: 'advisory_bond', id }, before, after);
  }

  private async advisory(id: string): Promise<Advisory> {
    const advisory = await this.database.repository(Advisory).findOneBy({ id });
    if (!advisory) throw new NotFound('advisory');
    return advisory;
  }
}
