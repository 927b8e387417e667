import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, Stale } from '../../platform/errors.js';
import { Advisories } from './advisories.service.js';
import type { AdvisoryFacts } from './advisory.dto.js';
import { Advisory } from './advisory.entity.js';
import { recordOf } from './hand-written.js';
import { readRecord, Unreadable, type ReadAdvisory } from './reading/index.js';

/** Advisories that people write themselves. */
@Injectable()
export class Writing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly advisories: Advisories,
  ) {}

  async write(actor: Actor, facts: AdvisoryFacts): Promise<{ id: string }> {
    const osvId = facts.osvId || `x_assay-${randomBytes(5).toString('hex')}`;
    const read = this.read(facts, osvId);
    return this.database.transaction(async () => {
      const known = await this.database.repository(Advisory).existsBy({ osvId });
      if (known) throw new Conflict(`${osvId} is here already.`);
      const { id } = await this.advisories.record(actor, read, { source: 'by_hand' });
      await this.advisories.note(actor, id, (await this.advisories.byId(id)).version, facts);
      return { id };
    });
  }

  /** Writes it anew; one that came from elsewhere is not ours to change. */
  async rewrite(actor: Actor, id: string, version: number, facts: AdvisoryFacts): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.advisories.byId(id);
      if (before.version !== version) throw new Stale('advisory');
      if (before.source !== 'by_hand') {
        throw new Conflict(
          'It is a public record. Only its kind, window and notes can be changed.',
        );
      }
      if (facts.osvId && facts.osvId !== before.osvId) {
        throw new Invalid({ osvId: 'is another: an advisory keeps its id; add a further name' });
      }
      const read = this.read(facts, before.osvId);
      await this.advisories.record(actor, read, { source: 'by_hand' });
      await this.advisories.note(actor, id, (await this.advisories.byId(id)).version, facts);
    });
  }

  private read(facts: AdvisoryFacts, osvId: string): ReadAdvisory {
    try {
      return readRecord(recordOf(facts, osvId, this.clock.now()));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      throw new Invalid(
        { [osvId === facts.osvId ? 'osvId' : 'packages']: 'cannot be stored' },
        error.message,
      );
    }
  }
}
